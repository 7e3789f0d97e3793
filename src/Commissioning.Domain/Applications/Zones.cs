namespace Commissioning.Domain.Applications;

/// <summary>The zones a project works in, one or more, and how the applicant is tied to them (R11). Both are stored as names with "; " between.</summary>
public static class Zones
{
    public static readonly IReadOnlyList<string> Links =
    [
        "We live there",
        "We work there",
        "We provide a service there",
        "We intend to provide a service there",
    ];

    public static IReadOnlyList<string> Of(string? stored) => (stored ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What was chosen, in the order of the form and without strangers; null of none.</summary>
    public static string? Chosen(IEnumerable<string> offered, IEnumerable<string> chosen) =>
        string.Join("; ", offered.Where(chosen.Contains)) is { Length: > 0 } joined ? joined : null;
}
