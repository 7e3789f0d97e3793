namespace Commissioning.Platform.Registers;

/// <summary>Where to fetch public files once a day; empty: not fetched, and an officer loads them. "{month}" stands for the first day of
/// the month, such as 2026-11-01, which Companies House has in its addresses.</summary>
public sealed record ExtractFetchOptions
{
    public string? CharityExtractUrl { get; init; }
    public string? OtherNamesExtractUrl { get; init; }
    public string? TrusteesExtractUrl { get; init; }
    public string? CompanyExtractUrl { get; init; }
    public string? SanctionsExtractUrl { get; init; }

    /// <summary>A longer file is not fetched, in bytes.</summary>
    public long MostBytes { get; init; } = 2_000_000_000;

    /// <summary>For one file, in seconds.</summary>
    public int MostSeconds { get; init; } = 1_800;
}
