namespace Commissioning.Domain.Awards;

public static class PotRules
{
    /// <summary>Splits a pot. Money that was returned and awarded again counts as offered; Returned is what came back and is not awarded
    /// again.</summary>
    /// <param name="spendable">What the round has to award.</param>
    /// <param name="awarded">The sum of its awards as first made.</param>
    /// <param name="givenBack">The part of that which was returned, from zero to awarded.</param>
    public static PotSplit Split(Money spendable, Money awarded, Money givenBack)
    {
        var offered = awarded - givenBack;
        var unallocated = AtLeastZero(spendable - awarded);
        return new(spendable, offered, unallocated, AtLeastZero(spendable - offered - unallocated), AtLeastZero(offered - spendable));
    }

    private static Money AtLeastZero(Money amount) => amount > Money.Zero ? amount : Money.Zero;
}
