namespace Commissioning.Domain.Awards;

/// <summary>The state of an award before a variation.</summary>
/// <param name="Approved">Payments approved, sent or not.</param>
/// <param name="Paid">Payments made.</param>
/// <param name="Available">What the round's pot has left for an increase.</param>
public sealed record AwardStanding(
    Money Amount,
    Money GivenBack,
    Money Requested,
    Money Approved,
    Money Paid,
    Money Available,
    VariationDetails Now,
    bool Accepted,
    bool Ended,
    DateOnly RoundStarts
)
{
    public Money Net => Amount - GivenBack;

    /// <summary>Already to be paid back, less what came back or may be used again.</summary>
    public Money ToReturn { get; init; }

    /// <summary>The organisation has been asked to agree the closing figures, and has not answered.</summary>
    public bool FiguresAsked { get; init; }

    /// <summary>It goes on, and only money that the office recovers stands in its close-out.</summary>
    public bool OnlyRecovered { get; init; }

    /// <summary>Headings of the clauses of the terms that its holder accepted; a clause's number is its place.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];

    /// <summary>The letter of a notice of breach waits to be sent.</summary>
    public bool NoticeUnsent { get; init; }

    /// <summary>The day by which a breach is to be put right, of the last notice that stands. Null: none.</summary>
    public DateOnly? RemedyBy { get; init; }

    /// <summary>Its payments are suspended.</summary>
    public bool Suspended { get; init; }

    /// <summary>Payments in a run of which the bank has not said the result.</summary>
    public Money OnItsWay { get; init; }

    /// <summary>Accepted claims that are neither paid nor with the bank.</summary>
    public Money ClaimsOwed { get; init; }

    /// <summary>What an early end of the grant leaves of it: paid, with the bank, or accepted.</summary>
    public Money Kept => Paid + OnItsWay + ClaimsOwed < Net ? Paid + OnItsWay + ClaimsOwed : Net;
    public IReadOnlyList<WaitingClaim> ClaimsWaiting { get; init; } = [];
    public IReadOnlyList<OpenPayment> OpenPayments { get; init; } = [];

    /// <summary>Empty until its first payment is requested.</summary>
    public IReadOnlyList<PlannedInstalment> Instalments { get; init; } = [];

    /// <summary>The most that the round's rules let it have.</summary>
    public IReadOnlyList<AwardLimit> Limits { get; init; } = [];

    /// <summary>The first and the last day about which a return was sent; null: none.</summary>
    public DateOnly? ReportedFrom { get; init; }
    public DateOnly? ReportedTo { get; init; }

    /// <summary>The first and the last day of a receipt in a claim that was not sent back; null: none.</summary>
    public DateOnly? FirstSpentOn { get; init; }
    public DateOnly? LastSpentOn { get; init; }

    /// <summary>Returns that are not sent.</summary>
    public int OpenReturns { get; init; }

    /// <summary>The day by which the earliest return that is late was due; null: none is late.</summary>
    public DateOnly? LateSince { get; init; }

    /// <summary>The final return is sent, accepted or not.</summary>
    public bool FinalSent { get; init; }

    /// <summary>The final return is sent and nobody has reviewed it.</summary>
    public bool FinalUnread { get; init; }

    /// <summary>What counts towards the organisation's limit of minimal financial assistance, without this award, and the limit. Null: the
    /// award is no subsidy, or is not looked at.</summary>
    public Money? SubsidyCounted { get; init; }
    public Money SubsidyLimit { get; init; }

    /// <summary>Amount claimed by budget line.</summary>
    public IReadOnlyDictionary<Guid, Money> Claimed { get; init; } = new Dictionary<Guid, Money>();
}
