namespace Commissioning.Domain.Awards;

/// <summary>
/// Where the money of a pot is, in pence: Pot + Beyond = Offered + Unallocated + Returned. Beyond is nil unless more was awarded than there
/// is, which only a correction can do.
/// </summary>
public sealed record PotSplit(Money Pot, Money Offered, Money Unallocated, Money Returned, Money Beyond)
{
    public static readonly PotSplit Nil = new(Money.Nil, Money.Nil, Money.Nil, Money.Nil, Money.Nil);

    public static PotSplit operator +(PotSplit a, PotSplit b) =>
        new(a.Pot + b.Pot, a.Offered + b.Offered, a.Unallocated + b.Unallocated, a.Returned + b.Returned, a.Beyond + b.Beyond);
}

public static class PotRules
{
    /// <summary>What was given back and awarded again counts as offered; returned is what came back and still waits.</summary>
    /// <param name="spendable">What the round has to award.</param>
    /// <param name="awarded">The sum of its awards as they were made.</param>
    /// <param name="givenBack">Of that, what came back; from nil to awarded.</param>
    public static PotSplit Split(Money spendable, Money awarded, Money givenBack)
    {
        var offered = awarded - givenBack;
        var unallocated = AtLeastNil(spendable - awarded);
        return new(spendable, offered, unallocated, AtLeastNil(spendable - offered - unallocated), AtLeastNil(offered - spendable));
    }

    private static Money AtLeastNil(Money amount) => amount > Money.Nil ? amount : Money.Nil;
}
