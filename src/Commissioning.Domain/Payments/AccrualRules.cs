using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Payments;

/// <summary>Accruals and prepayments at 31 March: what is proposed, and how it is changed, approved and reversed. How they are worked out
/// is our default, not policy of the office.</summary>
public static class AccrualRules
{
    /// <param name="Worked">How the amount was worked out, in a sentence.</param>
    public sealed record Proposed(AccrualKind Kind, AccrualGround Ground, Money Amount, string Worked);

    public static string Name(this AccrualKind kind) => kind == AccrualKind.Accrual ? "Accrual" : "Prepayment";

    public static string Name(this YearEndStatus status) =>
        status switch
        {
            YearEndStatus.Draft => "Draft",
            YearEndStatus.Sent => "Waits for a second person",
            YearEndStatus.Approved => "Approved",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status"),
        };

    /// <summary>The lines that follow from what is known.</summary>
    public static IReadOnlyList<Proposed> Lines(MoneyAtYearEnd money, FinancialYear year)
    {
        var lines = new List<Proposed>();
        var end = LondonTime.Date(year.End);
        var paid =
            money.InHand > Money.Zero
                ? $"{money.Paid} was paid by {end} or in hand from earlier years ({money.InHand})"
                : $"{money.Paid} was paid by {end}";
        if (money.Claimed > Money.Zero)
            lines.Add(
                new(
                    AccrualKind.Accrual,
                    AccrualGround.Claims,
                    money.Claimed,
                    $"Claims of {money.Claimed} for receipts up to {end} are accepted and were not paid by then."
                )
            );
        if (money.Spent is { } said)
        {
            var due = said < money.Net ? said : money.Net;
            var owed = due - money.Paid - money.Claimed;
            if (owed > Money.Zero)
                lines.Add(
                    new(
                        AccrualKind.Accrual,
                        AccrualGround.Spending,
                        owed,
                        $"{Sentences.CapitalFirst(money.Source)} says that {said} was spent, of at most {money.Net}, and {paid}."
                            + (money.Claimed > Money.Zero ? $" The claims of {money.Claimed} have their own line." : "")
                    )
                );
            else if (money.EndsOn is null && owed < Money.Zero)
                lines.Add(
                    new(
                        AccrualKind.Prepayment,
                        AccrualGround.Spending,
                        Money.Zero - owed,
                        $"{paid}, and {money.Source} says that {said} was spent."
                    )
                );
        }
        if (
            lines.All(line => line.Kind != AccrualKind.Accrual)
            && !money.Ended
            && money is { StartsOn: { } first, EndsOn: { } last }
            && last > year.End
            && first <= last
            && money.PaidInAdvance > Money.Zero
        )
        {
            var days = last.DayNumber - first.DayNumber + 1;
            var after = last.DayNumber - Math.Max(year.End.DayNumber, first.DayNumber - 1);
            var amount = new Money((long)((Int128)money.PaidInAdvance.Pence * after / days));
            if (amount > Money.Zero)
                lines.Add(
                    new(
                        AccrualKind.Prepayment,
                        AccrualGround.Period,
                        amount,
                        $"{money.PaidInAdvance} was paid by {end} for {LondonTime.Date(first)} to {LondonTime.Date(last)}: {after} of {days} days are after {end}."
                    )
                );
        }
        return lines;
    }

    /// <summary>What a line does to the cost of the year: an accrual adds to it, and a prepayment takes from it.</summary>
    public static Money ForTheYear(AccrualKind kind, Money amount) => kind == AccrualKind.Accrual ? amount : Money.Zero - amount;

    public static Refusal? WhyTooEarly(FinancialYear year, DateOnly today) =>
        today > year.End ? null : new($"The year {year} goes on until {LondonTime.Date(year.End)}. Work out its accruals after that day.");

    public static Refusal? WhyCannotChange(YearEndStatus status) =>
        status switch
        {
            YearEndStatus.Draft => null,
            YearEndStatus.Sent => new("These lines wait for a second person. They can be changed once that person gives them back."),
            _ => new("These lines are approved and never change"),
        };

    /// <summary>What is wrong with a change of a line.</summary>
    public static IReadOnlyList<Refusal> WhyNoChange(bool? leaveOut, Money? amount, string? reason)
    {
        List<Refusal> wrong = [];
        if (leaveOut is null)
            wrong.Add(new("Choose whether the line is left out", nameof(leaveOut)));
        if (leaveOut == false && !(amount > Money.Zero))
            wrong.Add(new("Enter the amount in pounds, above £0", nameof(amount)));
        if (ReasonRules.WhyTooThin(reason, nameof(reason)) is { } thin)
            wrong.Add(thin);
        return wrong;
    }

    /// <summary>Null when this person may approve: neither who sent the lines nor who changed one.</summary>
    public static Refusal? WhyCannotApprove(YearEndStatus status, Guid person, Guid? sentBy, IEnumerable<Guid> changedBy) =>
        status != YearEndStatus.Sent ? new("These lines do not wait for approval")
        : person == sentBy ? new("You sent these lines yourself. Somebody else approves them.")
        : changedBy.Contains(person) ? new("You changed one of these lines. Somebody else approves them.")
        : null;
}
