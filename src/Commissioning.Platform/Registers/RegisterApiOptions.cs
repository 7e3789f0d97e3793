namespace Commissioning.Platform.Registers;

/// <summary>Addresses and keys of the live registers; a register without a key is not asked.</summary>
public sealed record RegisterApiOptions
{
    public string CharityUrl { get; init; } = "https://api.charitycommission.gov.uk/register/api/";
    public string? CharityKey { get; init; }
    public string CompanyUrl { get; init; } = "https://api.company-information.service.gov.uk/";
    public string? CompanyKey { get; init; }

    /// <summary>Timeout of one answer, in milliseconds.</summary>
    public int TimeoutMs { get; init; } = 4_000;

    /// <summary>First delay before a retry, in milliseconds; it doubles each time.</summary>
    public int RetryMs { get; init; } = 300;
}
