using Commissioning.Domain;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Returns and visits of one award, for the office: due dates may be moved and returns added, whatever the schedule
/// says.</summary>
public static class AwardMonitoringQueries
{
    public sealed record AwardMonitoringPage(
        AwardReader.AwardRow Award,
        IReadOnlyList<ReturnReader.ReturnHeader> Returns,
        IReadOnlyList<VisitQueries.VisitRow> Visits,
        DateOnly Today
    );

    public static async Task<AwardMonitoringPage> GetAsync(Work work, Guid award) =>
        new AwardMonitoringPage(
            await AwardReader.FindAsync(work, award),
            await ReturnReader.OfAwardAsync(work, award),
            await VisitsAsync(work, award),
            LondonTime.DateOf(work.Now)
        );

    /// <summary>Those made first, by day; then those planned.</summary>
    internal static Task<IReadOnlyList<VisitQueries.VisitRow>> VisitsAsync(Work work, Guid award) =>
        work.QueryAsync<VisitQueries.VisitRow>(
            VisitQueries.Sql
                + " where v.AwardId = @award order by case when v.VisitedOn is null then 1 else 0 end, coalesce(v.VisitedOn, v.PlannedOn), v.Id",
            new { award }
        );
}
