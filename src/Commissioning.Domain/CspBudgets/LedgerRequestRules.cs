using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>Who may request and who may approve a movement of the ledger (R6, R89).</summary>
public static class LedgerRequestRules
{
    /// <summary>What a role may approve where the office set nothing else; null: any amount. Defaults, not OPCC policy.</summary>
    public static readonly IReadOnlyDictionary<Role, Money?> DefaultLimits = new Dictionary<Role, Money?>
    {
        [Role.FinanceOfficer] = Money.FromPounds(50_000),
        [Role.ChiefFinanceOfficer] = null,
        [Role.Approver] = null,
    };

    /// <summary>Its name, as on a list of requests.</summary>
    public static string Name(this LedgerRequestKind kind) =>
        kind switch
        {
            LedgerRequestKind.Funding => "Funding source",
            LedgerRequestKind.FundingCut => "Cut of a funding source",
            LedgerRequestKind.Base => "Base allocation",
            LedgerRequestKind.TopUp => "Top-up from the underspend brought forward",
            LedgerRequestKind.Virement => "Virement",
            LedgerRequestKind.Earmark => "Earmark",
            LedgerRequestKind.Return => "Return to the pooled underspend",
            LedgerRequestKind.CarryForward => "Carry forward, to be shared out next year",
            LedgerRequestKind.Keep => "Carry forward, for the area to keep",
            LedgerRequestKind.Central => "Budget for the central pot",
            LedgerRequestKind.CentralPayment => "Payment out of the central pot",
            LedgerRequestKind.PoolToCentral => "Pooled underspend for the central pot",
            LedgerRequestKind.PoolToArea => "Pooled underspend for an area",
            LedgerRequestKind.PoolToNextYear => "Pooled underspend carried into next year",
            LedgerRequestKind.CarryIn => "Underspend from before this ledger",
            LedgerRequestKind.ProjectAmount => "Approved amount of a project",
            LedgerRequestKind.Reversal => "Reversal",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a request"),
        };

    /// <summary>Whether each of its lines names an area.</summary>
    public static bool IsOfAreas(LedgerRequestKind kind) =>
        kind
            is LedgerRequestKind.Base
                or LedgerRequestKind.TopUp
                or LedgerRequestKind.Virement
                or LedgerRequestKind.Earmark
                or LedgerRequestKind.Return
                or LedgerRequestKind.CarryForward
                or LedgerRequestKind.Keep
                or LedgerRequestKind.PoolToArea
                or LedgerRequestKind.ProjectAmount;

    /// <summary>What approving it posts: from which account to which. Null: it is posted in another way.</summary>
    public static (TransactionKind Kind, AccountKind From, AccountKind To)? Posts(LedgerRequestKind kind) =>
        kind switch
        {
            LedgerRequestKind.Base => (TransactionKind.Base, AccountKind.Funding, AccountKind.Area),
            LedgerRequestKind.TopUp => (TransactionKind.TopUp, AccountKind.BroughtForward, AccountKind.Area),
            LedgerRequestKind.Virement => (TransactionKind.Virement, AccountKind.Area, AccountKind.Area),
            LedgerRequestKind.Earmark => (TransactionKind.Earmark, AccountKind.Area, AccountKind.Earmarked),
            LedgerRequestKind.Return => (TransactionKind.Return, AccountKind.Area, AccountKind.Pooled),
            LedgerRequestKind.CarryForward or LedgerRequestKind.Keep => (
                TransactionKind.CarryForward,
                AccountKind.Area,
                AccountKind.Returned
            ),
            LedgerRequestKind.Central => (TransactionKind.Central, AccountKind.Funding, AccountKind.Central),
            LedgerRequestKind.CentralPayment => (TransactionKind.Transfer, AccountKind.Central, AccountKind.Payee),
            LedgerRequestKind.PoolToCentral => (TransactionKind.PoolToCentral, AccountKind.Pooled, AccountKind.Central),
            LedgerRequestKind.PoolToArea => (TransactionKind.PoolToArea, AccountKind.Pooled, AccountKind.Area),
            LedgerRequestKind.PoolToNextYear => (TransactionKind.CarryForward, AccountKind.Pooled, AccountKind.Returned),
            LedgerRequestKind.CarryIn => (TransactionKind.CarryIn, AccountKind.Funding, AccountKind.BroughtForward),
            _ => null,
        };

    /// <summary>The reason on a transaction, which says where an area's underspend goes.</summary>
    public static string PostedReason(LedgerRequestKind kind, FinancialYear year, string reason)
    {
        var full = kind switch
        {
            LedgerRequestKind.Return => $"Returned to the pooled underspend of {year}: {reason}",
            LedgerRequestKind.CarryForward => $"Carried into {year.Next}, to be shared out: {reason}",
            LedgerRequestKind.Keep => $"Kept by the area in {year.Next}: {reason}",
            _ => reason,
        };
        return TextLimit.Cut(full, 500);
    }

    /// <summary>The reason on the top-up of the next year that an area gets because it keeps its money.</summary>
    public static string KeptReason(FinancialYear year, string reason) => TextLimit.Cut($"Kept from {year}: {reason}", 500);

    public static IReadOnlyList<Refusal> WhyIncomplete(string? reason, string? paper)
    {
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(reason))
            refusals.Add(new("Say what this is for", nameof(reason)));
        if (string.IsNullOrWhiteSpace(paper))
            refusals.Add(new("Name the paper or decision that this rests on, such as: budget paper of 3 March, item 4", nameof(paper)));
        refusals.AddRange(TextLimit.WhyTooLong([(reason, 500, nameof(reason)), (paper, 200, nameof(paper))]));
        return refusals;
    }

    /// <summary>Null when it still waits.</summary>
    /// <param name="decidedBy">Who approved, refused or withdrew it.</param>
    public static Refusal? WhyDecided(LedgerRequestStatus status, string? decidedBy, DateTime? decidedAt) =>
        status == LedgerRequestStatus.Waiting
            ? null
            : new(
                $"{decidedBy} {(status == LedgerRequestStatus.Withdrawn ? "withdrew" : status.ToString().ToLowerInvariant())} this request at {LondonTime.DateAndTime(decidedAt!.Value)}"
            );

    /// <summary>Null when it stands alone. A year-end decision is answered whole, because the limit of the approver counts for all of
    /// it.</summary>
    public static Refusal? WhyPartOfDecision(Guid? decision) =>
        decision is null
            ? null
            : new("This is part of a year-end decision. Approve or refuse all of it at once on the page of the year end.");

    /// <summary>Null when this person may approve or refuse it: never the person who requested it (R6).</summary>
    public static Refusal? WhyOwn(Guid requestedBy, Guid decider) =>
        requestedBy == decider ? new("You requested this, so someone else must approve or refuse it") : null;

    /// <summary>Null when one of the person's roles may approve this amount.</summary>
    /// <param name="limits">What each role may approve; null: any amount. A role that is not named may approve nothing.</param>
    public static Refusal? WhyAboveLimit(Money amount, IEnumerable<Role> roles, IReadOnlyDictionary<Role, Money?> limits)
    {
        var own = roles.Where(limits.ContainsKey).Select(role => limits[role]).ToList();
        if (own.Count == 0)
            return new("Your role cannot approve this");
        if (own.Any(limit => limit is null || amount <= limit))
            return null;
        return new($"You may approve up to {own.Max(limit => limit!.Value)}. Someone with a higher limit must approve {amount}.");
    }
}
