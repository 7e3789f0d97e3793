using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>What the panel gave each application for each criterion, those with the highest mean first. Who may see which scores is decided
/// where moderation decides it.</summary>
public sealed class ScoreHeatMap(Db db, AssignAssessors assignAssessors)
{
    public const int PageSize = 50;

    /// <param name="Means">The mean of the submitted scores for each criterion; null: no score yet.</param>
    public sealed record HeatMapRow(RoundModeration.ModerationRow Application, IReadOnlyList<Fraction?> Means);

    public sealed record HeatMapPage(
        Round Round,
        IReadOnlyList<Criterion> Criteria,
        IReadOnlyList<HeatMapRow> Rows,
        int Count,
        int Page,
        int Pages
    );

    public async Task<HeatMapPage> GetAsync(Actor viewer, Guid round, int page)
    {
        await assignAssessors.EnsureAsync(round);
        return await db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            var criteria = await RoundReader.CriteriaAsync(work, round);
            var panel = await Attendance.PanelAsync(work, round);
            var rows = await RoundModeration.RowsAsync(work, viewer, details, RoundScores.Expected(details, panel));
            var pages = Math.Max(1, (rows.Count + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var shown = rows.OrderBy(row => row.WhyHidden is not null)
                .ThenBy(row => row.Mean is null)
                .ThenByDescending(row => row.Mean ?? 0)
                .ThenBy(row => row.Number)
                .Skip((page - 1) * PageSize)
                .Take(PageSize)
                .ToList();
            var seen = shown.Where(row => row.WhyHidden is null).Select(row => row.Id).ToHashSet();
            var means = (await work.QueryAsync<ScoreSum>(SumsSql, new { round }))
                .Where(sum => seen.Contains(sum.ApplicationId))
                .ToDictionary(sum => (sum.ApplicationId, sum.CriterionId), sum => new Fraction(sum.Total, sum.Scores));
            return new HeatMapPage(
                details,
                criteria,
                shown
                    .Select(row => new HeatMapRow(
                        row,
                        criteria
                            .Select(criterion => means.TryGetValue((row.Id, criterion.Id), out var mean) ? mean : (Fraction?)null)
                            .ToList()
                    ))
                    .ToList(),
                rows.Count,
                page,
                pages
            );
        });
    }

    private const string SumsSql = """
        select   s.ApplicationId, c.CriterionId, sum(c.Value) as Total, count(c.Value) as Scores
        from     ScoringAssignment s
        join     Score c on c.AssignmentId = s.Id
        where    s.RoundId = @round and s.SubmittedAt is not null and c.Value is not null
        group by s.ApplicationId, c.CriterionId
        """;

    private sealed record ScoreSum
    {
        public required Guid ApplicationId { get; init; }
        public required Guid CriterionId { get; init; }
        public required int Total { get; init; }
        public required int Scores { get; init; }
    }
}
