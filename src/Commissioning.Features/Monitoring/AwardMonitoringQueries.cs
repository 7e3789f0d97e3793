using Commissioning.Domain;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Returns and visits of one award, for the office: due dates may be moved and returns added, whatever the schedule
/// says.</summary>
public static class AwardMonitoringQueries
{
    public sealed record Visit
    {
        public required Guid Id { get; init; }
        public required DateOnly VisitedOn { get; init; }
        public required string Who { get; init; }
        public required bool ByCommissioner { get; init; }
        public required string Notes { get; init; }
        public required string RecordedBy { get; init; }
    }

    public sealed record AwardMonitoringPage(
        AwardReader.AwardRow Award,
        IReadOnlyList<ReturnReader.ReturnHeader> Returns,
        IReadOnlyList<Visit> Visits,
        DateOnly Today
    );

    public static async Task<AwardMonitoringPage> GetAsync(Work work, Guid award) =>
        new AwardMonitoringPage(
            await AwardReader.FindAsync(work, award),
            await ReturnReader.OfAwardAsync(work, award),
            await work.QueryAsync<Visit>(
                "select v.Id, v.VisitedOn, v.Who, v.ByCommissioner, v.Notes, p.DisplayName as RecordedBy from Visit v join Person p on p.Id = v.RecordedBy where v.AwardId = @award order by v.VisitedOn, v.Id",
                new { award }
            ),
            LondonTime.DateOf(work.Now)
        );
}
