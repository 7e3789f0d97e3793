namespace Commissioning.Domain.Payments;

/// <summary>An area's year as its payments see it. What is paid is no expenditure: the area's ledger says what was spent.</summary>
public sealed record AreaMoney
{
    public required AreaPaymentBasis Basis { get; init; }
    public required Money Allocation { get; init; }

    /// <summary>Of the allocation, what the area returned or carried into the next year.</summary>
    public required Money Returned { get; init; }

    /// <summary>What the ledger has as spent, with contributions to hosted schemes.</summary>
    public required Money Expenditure { get; init; }

    /// <summary>Requested, approved, with the bank or paid.</summary>
    public Money Requested { get; init; }

    /// <summary>Approved, with the bank or paid.</summary>
    public Money Approved { get; init; }
    public Money Paid { get; init; }

    /// <summary>The most that may be paid now: in advance the allocation that the area keeps, in arrears what it has spent.</summary>
    public Money Ceiling => Basis == AreaPaymentBasis.InAdvance ? Allocation - Returned : Expenditure;

    public Money Left => Ceiling > Requested ? Ceiling - Requested : Money.Zero;

    /// <summary>What the council holds and has not spent; below zero where it has spent more than it was paid.</summary>
    public Money Held => Paid - Expenditure;

    public static AreaMoney operator +(AreaMoney one, AreaMoney other) =>
        one with
        {
            Allocation = one.Allocation + other.Allocation,
            Returned = one.Returned + other.Returned,
            Expenditure = one.Expenditure + other.Expenditure,
            Requested = one.Requested + other.Requested,
            Approved = one.Approved + other.Approved,
            Paid = one.Paid + other.Paid,
        };
}
