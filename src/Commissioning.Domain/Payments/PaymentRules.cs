namespace Commissioning.Domain.Payments;

public static class PaymentRules
{
    /// <summary>A second payment of the same amount within this many days is flagged as a possible duplicate. Default, not OPCC
    /// policy.</summary>
    public const int DuplicateDays = 30;

    /// <summary>Null when a payment of this amount may be requested. Requested and approved payments together may not exceed the
    /// award.</summary>
    /// <param name="award">Net of what went back to the pot.</param>
    public static Refusal? WhyCannotRequest(Money amount, Money award, Money requestedOrPaid, bool accepted, string field)
    {
        if (!accepted)
            return new("The applicant has not accepted this grant yet, so nothing can be paid");
        if (amount <= Money.Zero)
            return new("Enter an amount of more than £0.00", field);
        var left = award - requestedOrPaid;
        if (amount > left)
            return new($"Only {left} of the award of {award} is left to pay", field);
        return null;
    }

    /// <summary>Null when this person may decide on the payment; its requester may not (R70). Until it is in a payment run an approval can
    /// be withdrawn, and must be given again if the account changed since.</summary>
    public static Refusal? WhyCannotDecide(
        PaymentStatus status,
        Guid requestedBy,
        Guid decider,
        bool approve = true,
        bool accountChanged = false
    )
    {
        var again = status == PaymentStatus.Approved && (!approve || accountChanged);
        if (status != PaymentStatus.Requested && !again)
            return new($"This payment was already {status.ToString().ToLowerInvariant()}");
        if (requestedBy == decider)
            return new("You requested this payment, so someone else must approve it");
        return null;
    }

    /// <summary>Null when this payment and those approved already stay within the award.</summary>
    /// <param name="approved">Other payments of the award that are approved, with the bank or paid.</param>
    /// <param name="award">Net of what went back to the pot.</param>
    public static Refusal? WhyPastAward(Money amount, Money approved, Money award) =>
        approved + amount > award
            ? new($"{approved} of the award of {award} has already been approved, so {amount} more would be over the award")
            : null;

    /// <summary>The lowest limit that applies to this person, fund and year; null when none is set, so one person may approve any amount
    /// (default, not OPCC policy).</summary>
    /// <param name="fund">Null: a payment to an area, for which the limits of every fund count.</param>
    /// <param name="year">The budget year of the round or area, such as 2026-27.</param>
    public static Money? LimitFor(IEnumerable<PaymentLimit> limits, Guid person, Guid? fund, string year) =>
        limits
            .Where(limit =>
                (limit.PersonId is null || limit.PersonId == person)
                && (limit.FundId is null || limit.FundId == fund)
                && (limit.BudgetYear is null || limit.BudgetYear == year)
            )
            .Select(limit => (Money?)limit.UpTo)
            .Min();

    /// <summary>What this person's approval is. The second needs no limit that covers the amount, as with two signatures at a bank
    /// (default, not OPCC policy).</summary>
    /// <param name="limit">Null: none is set.</param>
    /// <param name="hasFirst">Somebody has given the first approval, for the account that is in use now.</param>
    public static ApprovalStep StepOf(Money amount, Money? limit, bool hasFirst) =>
        hasFirst ? ApprovalStep.Second
        : limit is { } most && amount > most ? ApprovalStep.First
        : ApprovalStep.Alone;

    /// <summary>Null unless this person gave the first approval themselves.</summary>
    public static Refusal? WhyNotSecond(Guid? firstApprovedBy, Guid person) =>
        firstApprovedBy == person ? new("You gave the first approval of this payment, so someone else must give the second") : null;

    /// <summary>Null when this person may take their first approval back.</summary>
    public static Refusal? WhyCannotWithdraw(PaymentStatus status, Guid? firstApprovedBy, Guid person) =>
        status != PaymentStatus.Requested ? new($"This payment was already {status.ToString().ToLowerInvariant()}")
        : firstApprovedBy != person ? new("You have not given the first approval of this payment")
        : null;

    /// <summary>Null when the money goes to the account that the approver saw.</summary>
    public static Refusal? WhyOtherAccount(Guid? shown, Guid? account) =>
        shown == account ? null : new("The bank details changed after you opened the page. Check the payment again.");

    /// <summary>Null when the payments add up to what the approver expects.</summary>
    /// <param name="controlTotal">From the approver's own papers.</param>
    public static Refusal? WhyNotControlTotal(Money controlTotal, int payments, Money total) =>
        controlTotal == total
            ? null
            : new(
                $"Your control total is {controlTotal}, but the {(payments == 1 ? "payment" : $"{payments} payments")} that can be approved come{(payments == 1 ? "s" : "")} to {total}. Nothing was approved.",
                nameof(controlTotal)
            );

    public static Refusal OnHold(string hold) => new($"This payment is on hold: {hold}");

    /// <summary>The status in words for the organisation that is paid.</summary>
    public static string InWords(PaymentStatus status) =>
        status switch
        {
            PaymentStatus.Requested => "Being checked",
            PaymentStatus.Approved => "Approved. It goes to the bank next.",
            PaymentStatus.Scheduled => "With the bank",
            PaymentStatus.Paid => "Paid",
            PaymentStatus.Failed => "The bank could not pay it. We will be in touch.",
            PaymentStatus.Returned => "The bank sent it back to us. We will be in touch.",
            _ => "Not approved",
        };
}
