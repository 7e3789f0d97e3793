namespace Commissioning.Domain.Scoring;

/// <summary>The order in which an assessor reads: random, different for each assessor, and stable (R43).</summary>
public static class ReadingOrder
{
    public static IReadOnlyList<T> For<T>(Guid round, Guid assessor, IEnumerable<(T Item, int Number)> applications) =>
        applications
            .OrderBy(application => Key(round, assessor, application.Number), StringComparer.Ordinal)
            .ThenBy(application => application.Number)
            .Select(application => application.Item)
            .ToList();

    internal static string Key(Guid round, Guid assessor, int number) =>
        Convert.ToHexString(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{round:D}/{assessor:D}/{number}"))
        );
}
