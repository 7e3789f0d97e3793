namespace Commissioning.Domain.Monitoring;

/// <summary>The last sum of an award, all in pence.</summary>
/// <param name="Net">The award less what went back before.</param>
/// <param name="Spent">What its returns say was spent, line by line within the award.</param>
public sealed record CloseOutSum(Money Net, Money Paid, Money Spent)
{
    /// <summary>Never paid out: it stays with, or goes back to, the pot.</summary>
    public Money NotDrawn => Net - Paid;

    /// <summary>Paid out and not spent: to be returned, or approved for re-use.</summary>
    public Money ToReturn => Paid > Spent ? Paid - Spent : Money.Zero;

    /// <summary>Spent on the project by the organisation itself, above what was paid; nothing is owed for it without a claim.</summary>
    public Money Unpaid => Spent > Paid ? (Spent < Net ? Spent : Net) - Paid : Money.Zero;
}
