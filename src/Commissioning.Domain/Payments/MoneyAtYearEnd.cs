namespace Commissioning.Domain.Payments;

/// <summary>What is known of one award, or of one area, about 31 March, in pence.</summary>
public sealed record MoneyAtYearEnd
{
    /// <summary>The most that is paid: the award less what went back, or what the area spent.</summary>
    public required Money Net { get; init; }

    /// <summary>Paid by 31 March less what came back by then, with what an area had in hand from earlier years.</summary>
    public required Money Paid { get; init; }

    /// <summary>Of that, what an area had in hand from earlier years.</summary>
    public Money InHand { get; init; }

    /// <summary>Of that, what was not paid against claims.</summary>
    public required Money PaidInAdvance { get; init; }

    /// <summary>Claims accepted, for receipts up to 31 March, and not paid by then.</summary>
    public required Money Claimed { get; init; }

    /// <summary>What its last accepted return up to 31 March, or the area's ledger, says was spent. Null: nothing is known.</summary>
    public Money? Spent { get; init; }

    /// <summary>Where that stands, such as "the return to 31 March 2026".</summary>
    public string Source { get; init; } = "";

    /// <summary>First and last day of the project. Null: an area, whose money is for the year.</summary>
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }

    /// <summary>It ended early, so nothing of it belongs to the next year.</summary>
    public bool Ended { get; init; }
}
