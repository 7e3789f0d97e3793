namespace Commissioning.Domain.Monitoring;

/// <summary>The closing sum of an award, in pence.</summary>
/// <param name="Net">The award less what went back to the pot before.</param>
/// <param name="Spent">Spending by its last accepted return, up to the award.</param>
public sealed record CloseOutSum(Money Net, Money Paid, Money Spent)
{
    /// <summary>Never paid: it stays in, or returns to, the pot.</summary>
    public Money NotDrawn => Net - Paid;

    /// <summary>Paid but not spent: to be returned, or approved for re-use.</summary>
    public Money ToReturn => Paid > Spent ? Paid - Spent : Money.Zero;

    /// <summary>Spent by the organisation above what was paid, up to the award. It is owed only against a claim.</summary>
    public Money Unpaid => Spent > Paid ? (Spent < Net ? Spent : Net) - Paid : Money.Zero;
}
