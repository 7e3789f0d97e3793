using Commissioning.Domain.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>The practice applications of a round: the office's own, or two invented ones where it wrote none.</summary>
public static class PracticeQueries
{
    public static async Task<IReadOnlyList<PracticeApplication>> OfRoundAsync(Work work, Guid round) =>
        await OwnAsync(work, round) is { Count: > 0 } own ? own : PracticeApplications.All;

    public static async Task<IReadOnlyList<PracticeApplication>> OwnAsync(Work work, Guid round) =>
        (
            await work.QueryAsync<PracticeRow>(
                "select Number, Title, ContentJson from PracticeApplication where RoundId = @round order by Number",
                new { round }
            )
        )
            .Select(row => new PracticeApplication(row.Number, row.Title, row.ContentJson.Parts, row.ContentJson.Model))
            .ToList();

    /// <summary>Whether an assessor has scored one of the office's own. Scores of the invented ones bind nobody.</summary>
    public static async Task<bool> IsScoredAsync(Work work, Guid round) =>
        await work.ScalarAsync<int>(
            "select count(*) from PracticeScore s join PracticeApplication p on p.RoundId = s.RoundId and p.Number = s.Practice where s.RoundId = @round",
            new { round }
        ) > 0;

    private sealed record PracticeRow
    {
        public required int Number { get; init; }
        public required string Title { get; init; }
        public required PracticeContent ContentJson { get; init; }
    }
}
