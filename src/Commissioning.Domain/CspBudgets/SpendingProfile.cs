namespace Commissioning.Domain.CspBudgets;

public static class SpendingProfile
{
    /// <summary>What would be spent by the end of a month of the financial year (1 to 12) if the allocation were spent evenly, rounded
    /// down to whole pence; the whole allocation in the twelfth. Default, not OPCC policy.</summary>
    public static Money Even(Money allocation, int months) => new(allocation.Pence * months / 12);
}
