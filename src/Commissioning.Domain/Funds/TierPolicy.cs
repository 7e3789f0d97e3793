namespace Commissioning.Domain.Funds;

/// <summary>When an application is checked more closely (R29). Default, not OPCC policy.</summary>
public sealed record TierPolicy
{
    /// <summary>Up to and including this sum an application is Light: what the portal looks up, the account, and safeguarding by its own
    /// word.</summary>
    public Money StandardAbove { get; init; } = Money.FromPounds(1_000);

    /// <summary>Above this sum the accounts, a referee and the insurance are read too.</summary>
    public Money FullAbove { get; init; } = Money.FromPounds(5_000);

    /// <summary>Above this sum the people in charge are looked up, and somebody rings and visits. Risk asks for the same.</summary>
    public Money EnhancedAbove { get; init; } = Money.FromPounds(10_000);

    /// <summary>A referee speaks for an organisation that this office has not funded before. Being new adds this one thing, not a
    /// tier.</summary>
    public bool NewNeedsReferee { get; init; } = true;

    /// <summary>An organisation that this office has not funded before is checked at least as Standard.</summary>
    public bool NewIsStandard { get; init; }

    /// <summary>An organisation on no register is checked at least as Standard.</summary>
    public bool UnregisteredIsStandard { get; init; }

    /// <summary>Codes of yes-or-no questions whose "Yes" makes an application Enhanced, such as work with children.</summary>
    public IReadOnlyList<string> RiskQuestions { get; init; } = [];
}
