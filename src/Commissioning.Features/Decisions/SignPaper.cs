using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Decisions;

/// <summary>Signs a paper, step by step in the round's order; or sends it back, which ends this version and reopens scores and
/// threshold.</summary>
public sealed class SignPaper(Db db)
{
    public sealed record SignOff
    {
        public required int Step { get; init; }
        public required string Title { get; init; }
        public required bool Approved { get; init; }
        public string? Note { get; init; }
        public required Guid SignedBy { get; init; }
        public required string Name { get; init; }
        public required DateTime SignedAt { get; init; }
    }

    internal static Task<IReadOnlyList<SignOff>> OfAsync(Work work, Guid recommendation) =>
        work.QueryAsync<SignOff>(
            """
            select   s.Step, s.Title, s.Approved, s.Note, s.SignedBy, p.DisplayName as Name, s.SignedAt
            from     PaperSignOff s
            join     Person p on p.Id = s.SignedBy
            where    s.RecommendationId = @recommendation
            order by s.Step
            """,
            new { recommendation }
        );

    /// <summary>Null when this person may sign the next step.</summary>
    public Task<Refusal?> WhyNotAsync(Actor actor, Guid round) => db.ReadAsync(async work => (await CheckAsync(work, actor, round)).WhyNot);

    public Task<Result> RunAsync(Actor actor, Guid round, bool approve, string? note) =>
        db.ChangeAsync(
            actor,
            approve ? AuditAction.PaperSigned : AuditAction.PaperReturned,
            round,
            async work =>
            {
                var (details, paper, step, whyNot) = await CheckAsync(work, actor, round);
                if (whyNot is not null)
                    return whyNot;
                if (!approve && string.IsNullOrWhiteSpace(note))
                    return new Refusal("Say what must be changed", nameof(note));
                if (note?.Trim().Length > 2000)
                    return new Refusal("Shorten this to 2,000 characters", nameof(note));
                if (
                    approve
                    && PaperRules.WhyCommentMissing(
                        details.Policy.SignOffs[step - 1],
                        RecommendationPaper.HasComment(LetterDocument.FromJson(paper.PaperJson), details.Policy.SignOffs[step - 1].Role)
                            || (await PaperComments.BesideAsync(work, round, paper.Number)).Any(row =>
                                row.Role == details.Policy.SignOffs[step - 1].Role
                            ),
                        note,
                        nameof(note)
                    )
                        is { } missing
                )
                    return missing;
                await work.ExecuteAsync(
                    "insert into PaperSignOff (RecommendationId, Step, Title, Approved, Note, SignedBy, SignedAt) values (@Id, @step, @Title, @approve, @Note, @By, @Now)",
                    new
                    {
                        paper.Id,
                        step,
                        details.Policy.SignOffs[step - 1].Title,
                        approve,
                        Note = note?.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{details.Policy.SignOffs[step - 1].Title}: {(approve ? "approved" : "requires changes")}. {note?.Trim()}");
                if (approve)
                    return Result.Done;
                await work.ExecuteOneAsync(
                    "update Recommendation set WithdrawnAt = @Now where Id = @Id and WithdrawnAt is null",
                    new { paper.Id, work.Now }
                );
                await work.ExecuteOneAsync(
                    "update Round set RecommendedAt = null, Version = Version + 1 where Id = @round and DecidedAt is null",
                    new { round }
                );
                return Result.Done;
            }
        );

    private static async Task<(Domain.Funds.Round Round, RoundPapers.PaperRow Paper, int Step, Refusal? WhyNot)> CheckAsync(
        Work work,
        Actor actor,
        Guid round
    )
    {
        var details = await RoundReader.GetAsync(work, round);
        var paper = await RoundPapers.FindAsync(work, round);
        var signed = await OfAsync(work, paper.Id);
        var roles = (await work.QueryAsync<string>("select Role from PersonRole where PersonId = @Id", new { actor.Id }))
            .Select(Enum.Parse<Role>)
            .ToList();
        return (
            details,
            paper,
            signed.Count + 1,
            PaperRules.WhyCannotSign(
                details.Policy.SignOffs,
                signed.Select(one => one.SignedBy).ToList(),
                details.IsRecommended && details.DecidedAt is null,
                paper.MadeBy,
                actor.Id,
                roles
            )
        );
    }
}
