using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>The rule of which scores a person may see, as a condition for lists. It depends on the person's own sheet of an application
/// alone, so the rule is asked once for each state that a sheet may have.</summary>
internal static class VisibleScores
{
    /// <returns>A condition on a.Id, the application, for the person @viewer.</returns>
    public static async Task<string> ConditionAsync(Work work, Round round, Actor viewer)
    {
        var ownOpen = await RoundModeration.OpenSheetsAsync(work, round.Id, viewer);
        var scoringIsOver = work.Now > round.ScoringClosesAt;
        var conditions = new List<string>();
        if (ModerationRules.WhyCannotSeeScores(null, ownOpen, scoringIsOver) is null)
            conditions.Add($"not exists (select 1 {OwnSql})");
        foreach (var conflict in Enum.GetValues<ConflictState>())
        foreach (var submittedAt in new DateTime?[] { null, work.Now })
        {
            var own = new Assignment
            {
                Id = Guid.Empty,
                RoundId = round.Id,
                ApplicationId = Guid.Empty,
                AssessorId = viewer.Id,
                Position = 0,
                Conflict = conflict,
                SubmittedAt = submittedAt,
                Version = 0,
            };
            if (ModerationRules.WhyCannotSeeScores(own, ownOpen, scoringIsOver) is null)
                conditions.Add(
                    $"exists (select 1 {OwnSql} and own.Conflict = '{conflict}' and own.SubmittedAt is {(submittedAt is null ? "" : "not ")}null)"
                );
        }
        return $"({string.Join(" or ", conditions.DefaultIfEmpty("1 = 0"))})";
    }

    private const string OwnSql = "from ScoringAssignment own where own.ApplicationId = a.Id and own.AssessorId = @viewer";
}
