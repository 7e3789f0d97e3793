using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Payments;

/// <summary>When the lead council of an area may be paid (R84 to R90 say what it reports for it).</summary>
public static class AreaPaymentRules
{
    /// <summary>How areas are paid where the office set nothing. Default, not OPCC policy (Greater Manchester pays in advance: GMCA
    /// decisions 1934 and 3367).</summary>
    public const AreaPaymentBasis DefaultBasis = AreaPaymentBasis.InAdvance;

    public static string Name(AreaPaymentBasis basis) =>
        basis == AreaPaymentBasis.InAdvance ? "In advance, up to the allocation" : "In arrears, up to what was spent";

    /// <summary>Null when this much may be requested on top of what already was.</summary>
    public static Refusal? WhyCannotRequest(string area, AreaMoney money, Money amount, string field)
    {
        if (amount <= Money.Zero)
            return new("Enter an amount of more than £0.00", field);
        return amount > money.Left ? new($"Only {money.Left} of {CeilingOf(area, money)} is left to pay", field) : null;
    }

    /// <summary>Where all that may be paid is requested or paid.</summary>
    public static Refusal WhyNothingLeft(string area, AreaMoney money) =>
        new($"Nothing of {CeilingOf(area, money)} is left to pay: {money.Requested} is paid or on its way");

    /// <summary>Null when this payment and those approved already stay within what may be paid.</summary>
    /// <param name="approved">Other payments of the area's year that are approved, with the bank or paid.</param>
    public static Refusal? WhyPastCeiling(string area, AreaMoney money, Money amount, Money approved) =>
        approved + amount > money.Ceiling
            ? new($"{approved} of {CeilingOf(area, money)} has already been approved, so {amount} more would be over it")
            : null;

    /// <summary>Why only what was spent is paid for the year, as a sentence; null: it is paid as its setting says. Spending belongs to its
    /// year and is still owed after the lock; a payment posts nothing.</summary>
    /// <param name="lastDay">The area's last day; null: it goes on.</param>
    public static string? WhySpentOnly(string area, FinancialYear year, bool locked, DateOnly? lastDay, DateOnly today)
    {
        if (locked)
            return $"{year} is locked. You can still pay what {area} spent in it.";
        return lastDay < today ? $"{area} ended on {LondonTime.Date(lastDay.Value)}. You can still pay what it spent." : null;
    }

    /// <summary>Null when the council can have paid this back.</summary>
    public static Refusal? WhyNotPaidBack(string area, AreaMoney money, Money amount, string field)
    {
        if (amount <= Money.Zero)
            return new("Enter an amount of more than £0.00", field);
        return amount > money.HeldForNext
            ? new($"The council of {area} holds only {money.HeldForNext} more than the area keeps for the year", field)
            : null;
    }

    /// <summary>Everything about the area itself that holds a payment to its lead council; empty: nothing does.</summary>
    /// <param name="lead">The lead council now; null: none is named.</param>
    /// <param name="payee">The council that the payment names; null: none is requested yet.</param>
    public static IReadOnlyList<string> WhyHeld(string area, Guid? lead, Guid? payee, IReadOnlyList<OverdueReturn> overdue)
    {
        List<string> holds = [];
        if (lead is null)
            holds.Add($"{area} has no lead council that could be paid");
        else if (payee is not null && payee != lead)
            holds.Add($"The lead council of {area} changed after the request, so refuse the payment and request it again");
        holds.AddRange(
            overdue.Select(one => $"The return of {area} for {one.Name} was due on {LondonTime.Date(one.DueOn)} and is not certified yet")
        );
        return holds;
    }

    /// <summary>Null unless the person reports for the area, which is apart from paying it.</summary>
    public static Refusal? WhyNotSeparate(string area, bool isContact) =>
        isContact ? new($"You are a contact of {area}, so someone else must approve and release its payments") : null;

    private static string CeilingOf(string area, AreaMoney money) =>
        (
            money.IsOfSpending ? $"the {money.Most} that {area} has spent"
            : money.Returned > Money.Zero ? $"the {money.Most} that {area} keeps of its allocation"
            : $"the allocation of {money.Most}"
        ) + (money.InHand > Money.Zero ? $", less {money.InHand} in hand from earlier years," : "");
}
