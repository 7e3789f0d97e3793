using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

/// <summary>The order in which a marker reads: random, different per marker, the same every time it is asked (R43).</summary>
public static class ReadingOrder
{
    public static IReadOnlyList<T> For<T>(Guid round, Guid scorer, IEnumerable<(T Item, int Number)> bids) =>
        bids.OrderBy(bid => Key(round, scorer, bid.Number), StringComparer.Ordinal)
            .ThenBy(bid => bid.Number)
            .Select(bid => bid.Item)
            .ToList();

    internal static string Key(Guid round, Guid scorer, int number) =>
        Convert.ToHexString(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{round:D}/{scorer:D}/{number}"))
        );
}
