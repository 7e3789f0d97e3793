namespace Commissioning.Domain.Funds;

/// <summary>When an application is checked more closely (R29). Default, not OPCC policy.</summary>
public sealed record TierPolicy
{
    public Money StandardFrom { get; init; } = Money.FromPounds(2_000);
    public Money EnhancedFrom { get; init; } = Money.FromPounds(8_000);

    /// <summary>An organisation that this office has not funded before is checked at least as Standard.</summary>
    public bool NewIsStandard { get; init; } = true;

    /// <summary>An organisation on no register is checked at least as Standard.</summary>
    public bool UnregisteredIsStandard { get; init; } = true;

    /// <summary>Codes of yes-or-no questions whose "Yes" makes an application Enhanced, such as work with children.</summary>
    public IReadOnlyList<string> RiskQuestions { get; init; } = [];
}
