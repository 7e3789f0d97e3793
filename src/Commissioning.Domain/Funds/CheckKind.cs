namespace Commissioning.Domain.Funds;

/// <summary>What a check is about. What the portal compares by itself (cross-checks, history, conflicts) has one page; each other kind
/// except <see cref="General"/> has its own.</summary>
public enum CheckKind
{
    General,
    Register,
    BankDetails,
    Safeguarding,

    /// <summary>Other applications and organisations, other funding and the sanctions list.</summary>
    CrossChecks,

    /// <summary>Earlier grants of the organisation: returns, conditions, fails, concerns and stop flags.</summary>
    History,

    /// <summary>Links of its people with this office.</summary>
    Conflicts,
    Subsidy,
    Referee,
}
