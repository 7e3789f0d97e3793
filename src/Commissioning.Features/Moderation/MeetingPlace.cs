using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Where an application stands in its meeting: its ranks, how many are left, and which comes next.</summary>
/// <param name="OnMeans">Its rank by the mean of the assessors' scores, whether agreed or not; null: no scores, or not for this
/// person.</param>
/// <param name="Agreed">Its rank among the agreed ones; null: not agreed.</param>
/// <param name="Ranked">How many have a rank by their mean.</param>
/// <param name="Left">How many have no agreed score.</param>
/// <param name="Next">The next one without an agreed score; null: none but this.</param>
public sealed record MeetingPlace(int? OnMeans, int? Agreed, int Ranked, int Left, Guid? Next)
{
    /// <param name="order">The order in which the meeting takes the applications.</param>
    /// <param name="flagged">It goes on to flagged ones only.</param>
    public static async Task<MeetingPlace> OfAsync(
        Work work,
        Actor viewer,
        Round round,
        Guid application,
        MeetingOrder order,
        bool flagged = false
    )
    {
        var expected = RoundScores.Expected(round, await Attendance.PanelAsync(work, round.Id));
        var rows = await RoundModeration.RowsAsync(work, viewer, round, expected);
        var left = rows.Where(row => row is { WhyHidden: null, IsAgreed: false }).Select(row => row.Id).ToHashSet();
        var next = flagged ? rows.Where(RoundModeration.IsFlagged).Select(row => row.Id).ToHashSet() : left;
        var own = rows.FirstOrDefault(row => row.Id == application);
        return new(
            own?.RankOnMeans,
            own?.RankAgreed,
            rows.Count(row => row.Mean is not null),
            left.Count,
            MeetingRules.Next([.. RoundModeration.InOrder(rows, order).Select(row => row.Id)], next, application)
        );
    }
}
