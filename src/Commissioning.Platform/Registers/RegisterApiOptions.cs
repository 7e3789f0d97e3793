namespace Commissioning.Platform.Registers;

/// <summary>Where the live registers are and with which key; without a key a register is not asked.</summary>
public sealed record RegisterApiOptions
{
    public string CharityUrl { get; init; } = "https://api.charitycommission.gov.uk/register/api/";
    public string? CharityKey { get; init; }
    public string CompanyUrl { get; init; } = "https://api.company-information.service.gov.uk/";
    public string? CompanyKey { get; init; }

    /// <summary>How long one answer may take, in milliseconds.</summary>
    public int TimeoutMs { get; init; } = 4_000;

    /// <summary>The first wait before asking again, in milliseconds; it doubles.</summary>
    public int RetryMs { get; init; } = 300;
}
