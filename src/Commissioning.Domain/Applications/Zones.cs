namespace Commissioning.Domain.Applications;

/// <summary>The zones a project works in, one or more, and how the applicant is linked to them (R11). Both are stored as names separated by
/// "; ".</summary>
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

    /// <summary>The chosen zones in the order of the form, without values that were not offered; null if none is left.</summary>
    public static string? Chosen(IEnumerable<string> offered, IEnumerable<string> chosen) =>
        string.Join("; ", offered.Where(chosen.Contains)) is { Length: > 0 } joined ? joined : null;
}
