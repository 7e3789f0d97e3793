using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>The office recuses an assessor from one application, or from a whole round, which they then leave. A submitted sheet leaves the
/// count and stays on record; what was agreed with it is agreed again.</summary>
public sealed class RecuseAssessor(Db db, AssignAssessors assignAssessors, Office office)
{
    /// <param name="Reference">The application, unless it is the whole round.</param>
    /// <param name="Confirmed">The person has seen what goes with the whole round.</param>
    public sealed record Command(Guid Assessor, string? Reference, bool WholeRound, string? Reason, bool Confirmed = false);

    public async Task<Result> RunAsync(Actor actor, Guid round, Command command)
    {
        await assignAssessors.EnsureAsync(round);
        return await db.ChangeAsync(
            actor,
            AuditAction.AssessorRecused,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                if (ScoringRules.WhyCannotRecuse(details) is { } late)
                    return late;
                var reference = command.Reference?.Trim().ToUpperInvariant() ?? "";
                if (await PanelWork.MemberAsync(work, round, command.Assessor) is not { } member)
                    return new Refusal("Choose the assessor", nameof(Command.Assessor));
                if (member.LeftAt is not null)
                    return new Refusal($"{member.Name} has left the panel already", nameof(Command.Assessor));
                if (reference.Length > 0 == command.WholeRound)
                    return new Refusal(
                        reference.Length > 0
                            ? "Enter a reference or choose the whole round, not both"
                            : "Enter the reference of the application, or choose the whole round",
                        nameof(Command.Reference)
                    );
                if (command.Reason?.Trim() is not { Length: > 0 and <= 1000 } reason)
                    return new Refusal("Say in up to 1,000 characters why they are recused", nameof(Command.Reason));
                var sheets = await work.QueryAsync<Assignment>(
                    SheetsSql,
                    new
                    {
                        round,
                        command.Assessor,
                        reference,
                    }
                );
                if (reference.Length > 0 && sheets.Count == 0)
                    return new Refusal(
                        $"{member.Name} has no application {reference} to score, or is out of it already",
                        nameof(Command.Reference)
                    );
                if (
                    ScoringRules.WhyLastAssessor(member.Name, await OnlyAssessorAsync(work, round, command.Assessor, reference)) is { } last
                )
                    return last;
                if (
                    ScoringRules.WhyConfirm(
                        member.Name,
                        command.Confirmed || reference.Length > 0,
                        sheets.Count(sheet => sheet.SubmittedAt is not null),
                        await work.ScalarAsync<int>(AgreedWithSql, new { round, command.Assessor })
                    ) is
                    { } unseen
                )
                    return unseen;
                var again = 0;
                foreach (var sheet in sheets)
                {
                    await work.ExecuteOneAsync(
                        "update ScoringAssignment set ConflictKind = @Kind, ConflictDetail = @reason, DeclaredAt = @Now, RecusedBy = @By where Id = @Id",
                        new
                        {
                            sheet.Id,
                            Kind = RecusedKind,
                            reason,
                            work.Now,
                            By = actor.Id,
                        }
                    );
                    await SheetVersions.TakeOutAsync(work, sheet, ConflictState.Recused, actor.Id, reason);
                    if (sheet.SubmittedAt is not null && await ReopenedModeration.ReopenAsync(work, sheet.ApplicationId, sheet.Id))
                        again++;
                }
                if (reference.Length == 0)
                    await work.ExecuteOneAsync(
                        "update PanelMember set LeftAt = @Now where RoundId = @round and PersonId = @Assessor and LeftAt is null",
                        new
                        {
                            round,
                            command.Assessor,
                            work.Now,
                        }
                    );
                await TellAsync(work, details, command.Assessor, reference.Length > 0 ? reference : "this round", office);
                work.Note(
                    $"{member.Name}, {(reference.Length > 0 ? reference : $"all {sheets.Count} applications")}: {sheets.Count(sheet => sheet.SubmittedAt is not null)} submitted sheets out of the count, {again} applications to moderate again. {reason}"
                );
                return Result.Done;
            }
        );
    }

    /// <summary>Tells an assessor that others score in their place. It says nothing of why.</summary>
    internal static async Task TellAsync(Work work, Domain.Funds.Round round, Guid assessor, string what, Office office)
    {
        var person = await work.FindAsync<Recipient>(
            "select DisplayName as Name, Email from Person where Id = @assessor",
            new { assessor }
        );
        await RoundMessage.SendAsync(
            work,
            office,
            round.Id,
            MessageKind.AssessorRecused,
            person,
            new Dictionary<string, string> { ["what"] = what },
            Links.Scoring.Queue(round.Id)
        );
    }

    public const string RecusedKind = "Recused by the office";

    /// <summary>References of the applications that would be left without anybody to score them.</summary>
    private static Task<IReadOnlyList<string>> OnlyAssessorAsync(Work work, Guid round, Guid assessor, string reference) =>
        work.QueryAsync<string>(
            OnlySql,
            new
            {
                round,
                assessor,
                reference,
            }
        );

    private const string SheetsSql = """
        select   s.Id, s.RoundId, s.ApplicationId, s.AssessorId, s.Position, s.Conflict, s.SubmittedAt, s.Version
        from     ScoringAssignment s
        join     Application a on a.Id = s.ApplicationId
        where    s.RoundId = @round and s.AssessorId = @Assessor and a.Status = 'Submitted' and s.Conflict in ('NotDeclared', 'None')
                 and (@reference = '' or upper(a.Reference) = @reference)
        order by a.Number
        """;

    private const string AgreedWithSql = """
        select count(*)
        from   ScoringAssignment s
        join   Application a on a.Id = s.ApplicationId
        where  s.RoundId = @round and s.AssessorId = @Assessor and a.Status = 'Submitted' and s.Conflict = 'None' and s.SubmittedAt is not null
               and exists (select 1 from Moderation m where m.ApplicationId = s.ApplicationId)
        """;

    private const string OnlySql = """
        select   a.Reference
        from     ScoringAssignment s
        join     Application a on a.Id = s.ApplicationId
        where    s.RoundId = @round and s.AssessorId = @assessor and a.Status = 'Submitted' and s.Conflict in ('NotDeclared', 'None')
                 and (@reference = '' or upper(a.Reference) = @reference)
                 and not exists (select 1 from ScoringAssignment o where o.ApplicationId = a.Id and o.AssessorId <> @assessor and o.Conflict in ('NotDeclared', 'None'))
        order by a.Number
        """;
}
