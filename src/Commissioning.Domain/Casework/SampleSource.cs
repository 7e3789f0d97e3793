namespace Commissioning.Domain.Casework;

/// <summary>What a sample for audit is drawn from.</summary>
public enum SampleSource
{
    /// <summary>Payments that the bank made, also those that came back later.</summary>
    Payments,

    /// <summary>Spending that was posted to the areas' ledger, also what was reversed later.</summary>
    AreaSpending,

    /// <summary>Both.</summary>
    Both,
}
