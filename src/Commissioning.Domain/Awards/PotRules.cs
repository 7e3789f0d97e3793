namespace Commissioning.Domain.Awards;

public static class PotRules
{
    /// <summary>What was given back and awarded again counts as offered; returned is what came back and still waits.</summary>
    /// <param name="spendable">What the round has to award.</param>
    /// <param name="awarded">The sum of its awards as they were made.</param>
    /// <param name="givenBack">Of that, what came back; from nil to awarded.</param>
    public static PotSplit Split(Money spendable, Money awarded, Money givenBack)
    {
        var offered = awarded - givenBack;
        var unallocated = AtLeastZero(spendable - awarded);
        return new(spendable, offered, unallocated, AtLeastZero(spendable - offered - unallocated), AtLeastZero(offered - spendable));
    }

    private static Money AtLeastZero(Money amount) => amount > Money.Zero ? amount : Money.Zero;
}
