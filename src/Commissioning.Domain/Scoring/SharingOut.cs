using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

/// <summary>Which members mark a bid when not all of them do.</summary>
public static class SharingOut
{
    /// <summary>
    /// The members take their turns round the table, in an order drawn for the round, so many for each bid: no member has more than one bid
    /// more than another in any run of bids, and the table ties all of them together. It follows from the bid's number alone.
    /// </summary>
    /// <param name="number">Of the bid, from 1.</param>
    public static bool Marks(Guid round, IReadOnlyCollection<Guid> panel, Guid member, int number, int? perBid)
    {
        if (perBid is not { } count || count >= panel.Count)
            return true;
        var table = panel.OrderBy(one => ReadingOrder.Key(round, one, 0), StringComparer.Ordinal).ToList();
        var seat = table.IndexOf(member);
        var first = (int)((long)(number - 1) * count % table.Count);
        return seat >= 0 && (seat - first + table.Count) % table.Count < count;
    }
}
