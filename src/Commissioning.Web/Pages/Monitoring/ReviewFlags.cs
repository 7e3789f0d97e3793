using Commissioning.Domain.Monitoring;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>Beside which figure of the review page each flag stands.</summary>
public static class ReviewFlags
{
    public static readonly string[] Whole = ["round"];
    public static readonly string[] People = ["repeat", "nobody", "fewer", "again-people", "again-repeat"];

    public static string[] Line(int place) =>
        [$"line.{place}", $"moved.{place}", $"under.{place}", $"claim.{place}", $"again-line.{place}"];

    public static string[] Outcome(int place) => [$"before.{place}", $"reached.{place}", $"again-outcome.{place}"];

    /// <summary>All others: about the sum, or about a receipt.</summary>
    public static string[] Money(IReadOnlyList<ReturnFlag> flags) =>
        flags
            .Select(flag => flag.Name)
            .Where(name =>
                !Whole.Contains(name)
                && !People.Contains(name)
                && name.Split('.')[0]
                    is not ("line" or "moved" or "under" or "claim" or "again-line" or "before" or "reached" or "again-outcome")
            )
            .ToArray();
}
