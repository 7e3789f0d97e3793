namespace Commissioning.Domain.Awards;

/// <summary>Where the money of a pot is, in pence: Pot + Beyond = Offered + Unallocated + Returned. Beyond is zero unless more was awarded
/// than the pot holds, which only a correction can cause.</summary>
public sealed record PotSplit(Money Pot, Money Offered, Money Unallocated, Money Returned, Money Beyond)
{
    public static readonly PotSplit Zero = new(Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero);

    public static PotSplit operator +(PotSplit a, PotSplit b) =>
        new(a.Pot + b.Pot, a.Offered + b.Offered, a.Unallocated + b.Unallocated, a.Returned + b.Returned, a.Beyond + b.Beyond);
}
