using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>The office withdraws a conflict of interest that was declared by mistake, or a recusal. A sheet that was submitted counts again
/// as it was, and so do the scores that were agreed with it; otherwise the assessor declares anew.</summary>
public sealed class WithdrawConflict(Db db)
{
    /// <param name="sheet">The sheet of the assessor who is out; null: none was chosen.</param>
    public async Task<Result> RunAsync(Actor actor, Guid round, Guid? sheet, string? reason)
    {
        if (sheet is not { } assignment)
            return new Refusal("Choose whose conflict or recusal is withdrawn", nameof(sheet));
        var subject = (await db.ReadAsync(work => ScoringSheet.FindAnyAsync(work, assignment))).ApplicationId;
        return await db.ChangeAsync(
            actor,
            AuditAction.ConflictWithdrawn,
            subject,
            async work =>
            {
                var found = await ScoringSheet.FindAnyAsync(work, assignment);
                if (found.RoundId != round)
                    throw new NotFoundException("No such sheet in this round");
                if (!found.IsOut)
                    return new Refusal("There is no conflict of interest to withdraw");
                if (found.AssessorId == actor.Id)
                    return new Refusal("It is about you, so someone else must withdraw it");
                if (ScoringRules.WhyCannotRecuse(await RoundReader.GetAsync(work, round)) is { } late)
                    return late;
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say in up to 1,000 characters why it is withdrawn", nameof(reason));
                var place = await work.FindAsync<OutSheet>(SheetSql, new { assignment });
                if (place.ReplacedBy is not null)
                    return new Refusal($"{place.ReplacedBy} scores the application in place of {place.Assessor}");
                if (place.Agreed > 0)
                    return new Refusal(
                        $"The panel has agreed the scores of this application without {place.Assessor}, and nobody can add a sheet to them now"
                    );
                if (place.WholeRound > 0)
                    return new Refusal($"{place.Assessor} was recused from the whole round. Bring them back to the round as one act.");
                await SheetVersions.PutBackAsync(work, found);
                var again = await ReopenedModeration.RestoreAsync(work, found.ApplicationId, found.Id);
                work.Note(
                    $"{place.Assessor}: {(found.Conflict == ConflictState.Recused ? "recusal" : "conflict")} withdrawn.{(again ? " What was agreed counts again." : "")} {why}"
                );
                return Result.Done;
            }
        );
    }

    private const string SheetSql = """
        select    p.DisplayName as Assessor, b.DisplayName as ReplacedBy, (select count(*) from AgreedScore g where g.ApplicationId = s.ApplicationId) as Agreed,
                  (select count(*) from PanelMember m where m.RoundId = s.RoundId and m.PersonId = s.AssessorId and m.LeftAt = s.DeclaredAt) as WholeRound
        from      ScoringAssignment s
        join      Person p on p.Id = s.AssessorId
        left join Person b on b.Id = s.ReplacedBy
        where     s.Id = @assignment
        """;

    private sealed record OutSheet
    {
        public required string Assessor { get; init; }
        public string? ReplacedBy { get; init; }
        public required int Agreed { get; init; }

        /// <summary>More than 0: it left the count with the whole round.</summary>
        public required int WholeRound { get; init; }
    }
}
