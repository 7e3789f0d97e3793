namespace Commissioning.Domain.Funds;

/// <summary>What a check is about. Each kind except <see cref="General"/> has its own page.</summary>
public enum CheckKind
{
    General,
    Register,
    BankDetails,
    Safeguarding,
    CrossChecks,
    Subsidy,
    Referee,
}
