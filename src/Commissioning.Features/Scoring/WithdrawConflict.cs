using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>The office withdraws a conflict of interest that was declared by mistake, or a recusal. A sheet that was submitted counts again
/// as it was; otherwise the assessor declares anew.</summary>
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
                await SheetVersions.PutBackAsync(work, found);
                await work.ExecuteAsync(
                    "update PanelMember set LeftAt = null where RoundId = @RoundId and PersonId = @AssessorId and LeftAt is not null and not exists (select 1 from PanelMember o where o.RoundId = @RoundId and o.Replaces = @AssessorId)",
                    new { found.RoundId, found.AssessorId }
                );
                work.Note($"{place.Assessor}: {(found.Conflict == ConflictState.Recused ? "recusal" : "conflict")} withdrawn. {why}");
                return Result.Done;
            }
        );
    }

    private const string SheetSql = """
        select    p.DisplayName as Assessor, b.DisplayName as ReplacedBy, (select count(*) from AgreedScore g where g.ApplicationId = s.ApplicationId) as Agreed
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
    }
}
