using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>Brings somebody back who left the round or was recused from all of it, in one act. An earlier conflict or recusal of theirs
/// stays.</summary>
public sealed class BringAssessorBack(Db db)
{
    /// <param name="Sheets">Sheets that were put back.</param>
    /// <param name="Agreed">Applications of which the agreed scores count again.</param>
    /// <param name="StayOut">References of applications that the panel has agreed without them since: their sheets stay out.</param>
    public sealed record BroughtBack(int Sheets, int Agreed, IReadOnlyList<string> StayOut);

    public Task<Result<BroughtBack>> RunAsync(Actor actor, Guid round, Guid? person, string? reason) =>
        db.ChangeAsync<BroughtBack>(
            actor,
            AuditAction.AssessorReturned,
            round,
            async work =>
            {
                if (person is not { } assessor || await PanelWork.MemberAsync(work, round, assessor) is not { LeftAt: not null } member)
                    return new Refusal("Choose who comes back", nameof(person));
                if (assessor == actor.Id)
                    return new Refusal("It is about you, so someone else must do it");
                if (ScoringRules.WhyCannotRecuse(await RoundReader.GetAsync(work, round)) is { } late)
                    return late;
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say in up to 1,000 characters why they come back", nameof(reason));
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from PanelMember where RoundId = @round and Replaces = @assessor",
                        new { round, assessor }
                    ) > 0
                )
                    return new Refusal($"Somebody else is on the panel in place of {member.Name}", nameof(person));
                var sheets = await work.QueryAsync<Assignment>(RecusedTogetherSql, new { round, assessor });
                var stayOut = await work.QueryAsync<string>(AgreedSinceSql, new { round, assessor });
                var again = 0;
                foreach (var sheet in sheets)
                {
                    await SheetVersions.PutBackAsync(work, sheet);
                    if (await ReopenedModeration.RestoreAsync(work, sheet.ApplicationId, sheet.Id))
                        again++;
                }
                await work.ExecuteOneAsync(
                    "update PanelMember set LeftAt = null where RoundId = @round and PersonId = @assessor",
                    new { round, assessor }
                );
                work.Note(
                    $"{member.Name} is back on the panel: {sheets.Count} sheets put back, {again} applications agreed as before.{(stayOut.Count > 0 ? $" Agreed without them since: {string.Join(", ", stayOut)}." : "")} {why}"
                );
                return Result.Made(new BroughtBack(sheets.Count, again, stayOut));
            }
        );

    private const string RecusedTogether = """
        from     ScoringAssignment s
        join     PanelMember m on m.RoundId = s.RoundId and m.PersonId = s.AssessorId and m.LeftAt = s.DeclaredAt
        join     Application a on a.Id = s.ApplicationId
        where    s.RoundId = @round and s.AssessorId = @assessor and s.Conflict = 'Recused' and s.ReplacedBy is null
        """;

    private const string RecusedTogetherSql = $"""
        select   s.Id, s.RoundId, s.ApplicationId, s.AssessorId, s.Position, s.Conflict, s.SubmittedAt, s.Version
        {RecusedTogether}
                 and not exists (select 1 from AgreedScore g where g.ApplicationId = s.ApplicationId)
        order by a.Number
        """;

    private const string AgreedSinceSql = $"""
        select   a.Reference
        {RecusedTogether}
                 and exists (select 1 from AgreedScore g where g.ApplicationId = s.ApplicationId)
        order by a.Number
        """;
}
