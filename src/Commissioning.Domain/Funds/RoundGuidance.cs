namespace Commissioning.Domain.Funds;

/// <summary>What applicants read of a round before they apply, beside its details. Empty or null: the office said nothing.</summary>
public sealed record RoundGuidance
{
    /// <summary>In words, beside the kinds of organisation.</summary>
    public string WhoCanApply { get; init; } = "";

    /// <summary>One thing a line.</summary>
    public string WhatWeFund { get; init; } = "";

    /// <summary>One thing a line.</summary>
    public string NeverFund { get; init; } = "";
    public string? VideoHref { get; init; }

    /// <summary>Whom to ring; null: the office's own contact.</summary>
    public string? ContactName { get; init; }
    public string? ContactPhone { get; init; }
    public string? ContactHours { get; init; }

    public IReadOnlyList<string> WhatWeFundList => Lines(WhatWeFund);
    public IReadOnlyList<string> NeverFundList => Lines(NeverFund);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
