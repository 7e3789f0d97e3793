namespace Commissioning.Domain.Awards;

/// <summary>Why money is to come back.</summary>
public enum RecoveryKind
{
    /// <summary>Paid and not spent, as the close-out has it.</summary>
    NotSpent,

    /// <summary>Recovered by the office's decision, after a breach.</summary>
    Recovered,

    /// <summary>Paid twice or too high by the bank, outside what the portal asked it to pay.</summary>
    Overpaid,

    /// <summary>Held by a lead council above what its area keeps.</summary>
    Area,
}
