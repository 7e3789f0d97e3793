using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>Writes once to each marker who has sheets to seal when scoring closes within three days. The row that says so is written with the e-mail.</summary>
public sealed class RemindMarkers(Db db, AssignScorers assignScorers, Office office, TimeProvider clock)
{
    /// <summary>Default, not OPCC policy.</summary>
    private const int DaysBefore = 3;

    /// <returns>How many were reminded.</returns>
    public async Task<int> RunAsync()
    {
        var (now, sent) = (clock.UtcNow(), 0);
        // Bids are given out when somebody looks; a marker who has not looked yet is the one to write to.
        foreach (
            var round in await db.QueryAsync<Guid>(
                "select Id from Round where PublishedAt is not null and ScoringClosesAt >= @Now and ScoringClosesAt <= @Until",
                new { Now = now, Until = now.AddDays(DaysBefore) }
            )
        )
            await assignScorers.EnsureAsync(round);
        foreach (var marker in await db.QueryAsync<Marker>(LateSql, new { Now = now, Until = now.AddDays(DaysBefore) }))
            if (await RemindAsync(marker))
                sent++;
        return sent;
    }

    private async Task<bool> RemindAsync(Marker marker)
    {
        var outcome = await db.ChangeAsync(
            Actor.Portal,
            AuditAction.MarkersReminded,
            marker.RoundId,
            async work =>
            {
                // Another node finds the member reminded.
                if (
                    await work.ExecuteAsync(
                        "update PanelMember set RemindedAt = @Now where RoundId = @RoundId and PersonId = @PersonId and RemindedAt is null",
                        new
                        {
                            marker.RoundId,
                            marker.PersonId,
                            work.Now,
                        }
                    ) == 0
                )
                    return new Refusal("Reminded already");
                await work.EmailAsync(
                    new(
                        marker.Email,
                        $"{marker.Waiting} {(marker.Waiting == 1 ? "bid" : "bids")} to score by {LondonTime.DateAndTime(marker.ScoringClosesAt)}",
                        $"""
                        Hello {marker.DisplayName},

                        You have {marker.Waiting} {(
                            marker.Waiting == 1 ? "bid" : "bids"
                        )} of {marker.FundName}, {marker.RoundName} left to score and seal. Scoring closes at {LondonTime.DateAndTime(
                            marker.ScoringClosesAt
                        )} (UK time). What is not sealed then counts as missing.

                        Your bids: {office.LinkTo($"/scoring/{marker.RoundId}")}
                        """,
                        marker.RoundId
                    )
                );
                work.Note($"{marker.DisplayName}: {marker.Waiting} left");
                return Outcome.Done;
            }
        );
        return outcome.Refused is null;
    }

    private const string LateSql = """
        select   m.RoundId, m.PersonId, p.DisplayName, p.Email, m.Assigned - m.Conflicted - m.Sealed as Waiting, f.Name as FundName, r.Name as RoundName, r.ScoringClosesAt
        from     PanelMember m
        join     Round r on r.Id = m.RoundId
        join     Fund f on f.Id = r.FundId
        join     Person p on p.Id = m.PersonId
        where    m.RemindedAt is null and m.Assigned - m.Conflicted - m.Sealed > 0 and r.ScoringClosesAt >= @Now and r.ScoringClosesAt <= @Until
        order by r.ScoringClosesAt, p.Email, m.RoundId
        """;

    private sealed record Marker
    {
        public required Guid RoundId { get; init; }
        public required Guid PersonId { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
        public required int Waiting { get; init; }
        public required string FundName { get; init; }
        public required string RoundName { get; init; }
        public required DateTime ScoringClosesAt { get; init; }
    }
}
