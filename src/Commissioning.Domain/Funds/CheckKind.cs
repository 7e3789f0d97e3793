namespace Commissioning.Domain.Funds;

/// <summary>What a check is about: these have pages of their own, <see cref="General"/> has none.</summary>
public enum CheckKind
{
    General,
    Register,
    BankDetails,
    Safeguarding,
    CrossChecks,
}
