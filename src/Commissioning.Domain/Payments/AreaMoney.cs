namespace Commissioning.Domain.Payments;

/// <summary>An area's year as its payments see it. What is paid is no expenditure: the area's ledger says what was spent.</summary>
public sealed record AreaMoney
{
    public required AreaPaymentBasis Basis { get; init; }
    public required Money Allocation { get; init; }

    /// <summary>Of the allocation, what the area returned or carried into the next year.</summary>
    public required Money Returned { get; init; }

    /// <summary>Of what was returned, what stays with the area: it is part of the area's next allocation.</summary>
    public Money KeptForNext { get; init; }

    /// <summary>What the ledger has as spent, with contributions to hosted schemes.</summary>
    public required Money Expenditure { get; init; }

    /// <summary>The year is locked or the area has ended, so that only what was spent is paid, however it is paid otherwise.</summary>
    public bool SpentOnly { get; init; }

    /// <summary>What was paid for earlier years, or is on its way, above what the area kept of them: it counts as paid for this
    /// year.</summary>
    public Money InHand { get; init; }

    /// <summary>Requested, approved, with the bank or paid.</summary>
    public Money Requested { get; init; }

    /// <summary>Approved, with the bank or paid.</summary>
    public Money Approved { get; init; }
    public Money Paid { get; init; }

    /// <summary>What the council paid back.</summary>
    public Money PaidBack { get; init; }

    /// <summary>What the office no longer asks back: the council keeps it, but it is neither spent nor in hand for another year. It can be
    /// paid to the area no second time, so it raises no ceiling.</summary>
    public Money WrittenOff { get; init; }

    public bool IsOfSpending => SpentOnly || Basis == AreaPaymentBasis.InArrears;

    /// <summary>The allocation that the area keeps for the year.</summary>
    public Money Kept => Allocation - Returned;

    /// <summary>What the council may have for the year: in advance the allocation that the area keeps, in arrears what it has
    /// spent.</summary>
    public Money Most => IsOfSpending ? Expenditure : Kept;

    /// <summary>The most that may be paid for the year: less what the council has in hand already.</summary>
    public Money Ceiling => AtLeastNothing(Most + PaidBack - InHand);

    public Money Left => AtLeastNothing(Ceiling - Requested);

    /// <summary>What the council holds and has not spent; below zero where it has spent more than it was paid.</summary>
    public Money Held => InHand + Paid - PaidBack - WrittenOff - Expenditure;

    /// <summary>What was paid above what the area keeps for the year, so that it counts as paid for the next.</summary>
    public Money HeldForNext => AtLeastNothing(InHand + Paid - PaidBack - WrittenOff - Kept);

    /// <summary>The same, with what is on its way.</summary>
    public Money InHandNext => AtLeastNothing(InHand + Requested - PaidBack - WrittenOff - Kept);

    /// <summary>What the council holds of money that the area may not keep: the office recovers it, or sets it against the next
    /// year.</summary>
    public Money PaidOver => AtLeastNothing(HeldForNext - KeptForNext);

    public static AreaMoney operator +(AreaMoney one, AreaMoney other) =>
        one with
        {
            Allocation = one.Allocation + other.Allocation,
            Returned = one.Returned + other.Returned,
            KeptForNext = one.KeptForNext + other.KeptForNext,
            Expenditure = one.Expenditure + other.Expenditure,
            InHand = one.InHand + other.InHand,
            Requested = one.Requested + other.Requested,
            Approved = one.Approved + other.Approved,
            Paid = one.Paid + other.Paid,
            PaidBack = one.PaidBack + other.PaidBack,
            WrittenOff = one.WrittenOff + other.WrittenOff,
        };

    private static Money AtLeastNothing(Money amount) => amount > Money.Zero ? amount : Money.Zero;
}
