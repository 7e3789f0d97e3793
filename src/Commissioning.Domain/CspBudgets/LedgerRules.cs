using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

public static class LedgerRules
{
    /// <summary>Spending above this needs a file of evidence. Default, not OPCC policy.</summary>
    public static readonly Money EvidenceLimit = Money.FromPounds(1000);

    /// <summary>An earmark above this needs a second person. Default, not OPCC policy.</summary>
    public static readonly Money EarmarkLimit = Money.FromPounds(5000);

    /// <summary>The first year that a ledger can have: police and crime commissioners took office in November 2012.</summary>
    public static readonly FinancialYear FirstYear = new(2012);

    /// <summary>True when the entries sum to zero. A transaction that does not, or has none, is a fault of the portal, never of a
    /// person.</summary>
    public static bool Balances(IReadOnlyCollection<Entry> entries) =>
        entries.Count >= 2
        && entries.Sum(entry => entry.Amount) == Money.Zero
        && entries.All(entry => entry.Amount != Money.Zero)
        && entries.Select(entry => entry.Account).Distinct().Count() == entries.Count;

    public static Refusal? WhyAmountIsWrong(Money amount, string field) =>
        amount <= Money.Zero ? new("Enter an amount of more than £0.00", field) : null;

    /// <summary>Null when the date is in the year and the year is not locked.</summary>
    public static Refusal? WhyCannotPost(FinancialYear year, DateOnly on, DateTime? lockedAt, string field)
    {
        if (lockedAt is { } at)
            return new($"{year} was locked on {LondonTime.Date(at)}. Finance must reopen it before anything can be posted.");
        return year.Contains(on)
            ? null
            : new(
                $"{LondonTime.Date(on)} is not in {year}, which runs from {LondonTime.Date(year.Start)} to {LondonTime.Date(year.End)}",
                field
            );
    }

    /// <summary>Null when the account has this much free. What an area has committed or earmarked is not free.</summary>
    public static Refusal? WhyTooMuch(string account, Money amount, Money free, string field, Money promised = default) =>
        amount > free
            ? new(
                free <= Money.Zero && promised <= Money.Zero
                    ? $"{account} has nothing left"
                    : $"{account} has {free} left{(promised > Money.Zero ? $" in addition to {promised} earmarked or committed" : "")}, which is {amount - free} less than {amount}",
                field
            )
            : null;

    /// <summary>The account has the amount now, but would have had less than nothing on an earlier day.</summary>
    public static Refusal WhyTooEarly(string account, Money missing, DateOnly day, string field) =>
        new(
            $"{account} has the money now but would have been {missing} short on {LondonTime.Date(day)}. Use a date on which the money was there.",
            field
        );

    /// <summary>A year is not locked while money stands in it that could not be used afterwards.</summary>
    /// <param name="broughtForward">What is not allocated of the underspend of the year before.</param>
    public static Refusal? WhyNotLockedYet(FinancialYear year, Money pooled, Money central, Money broughtForward)
    {
        if (pooled + central > Money.Zero)
            return new(
                $"{pooled} is in the pooled underspend and {central} in the central pot. Carry the pooled underspend into {year.Next}, and pay out or reverse what is in the central pot, before you lock the year."
            );
        return broughtForward > Money.Zero
            ? new($"{broughtForward} of the underspend of {year.Previous} is not allocated. Share it out before you lock the year.")
            : null;
    }

    /// <summary>A reversal is not dated before what it reverses.</summary>
    public static Refusal? WhyReversedTooEarly(int number, DateOnly effectiveOn, DateOnly on, string field) =>
        on < effectiveOn
            ? new($"Transaction {number} counts from {LondonTime.Date(effectiveOn)}. Use that date or a later one.", field)
            : null;

    /// <summary>Null for a kind that is reversed by its own transaction; otherwise where it is undone.</summary>
    public static Refusal? WhyNotReversedByHand(TransactionKind kind, bool ofProject) =>
        kind switch
        {
            TransactionKind.RoundPot or TransactionKind.Grant => new("The grant round posted this, so you cannot reverse it by hand"),
            TransactionKind.Commitment when ofProject => new(
                "A project's commitment ends on the project's page: take back the approval, request another amount, or finish the project"
            ),
            _ => null,
        };

    /// <summary>The day of the year nearest to today. A grant decided after 31 March still belongs to its round's year.</summary>
    public static DateOnly DayIn(FinancialYear year, DateOnly today) =>
        today < year.Start ? year.Start
        : today > year.End ? year.End
        : today;

    public static Refusal? WhyEvidenceNeeded(Money amount, bool hasEvidence, string field) =>
        amount > EvidenceLimit && !hasEvidence ? new($"Add a file of evidence: it is needed above {EvidenceLimit}", field) : null;

    /// <summary>Null for a year from the first commissioner's to the one after next.</summary>
    public static Refusal? WhyCannotOpen(FinancialYear year, DateOnly today, string field)
    {
        var last = FinancialYear.Of(today).Next.Next;
        return year.StartYear >= FirstYear.StartYear && year.StartYear <= last.StartYear
            ? null
            : new($"Enter a financial year from {FirstYear} to {last}", field);
    }

    /// <summary>An area has spent all when its expenditure is at least its allocation, and it was allocated something. Money that was
    /// returned or carried forward is not spent.</summary>
    public static bool HasSpentAll(Money allocation, Money expenditure) => allocation > Money.Zero && expenditure >= allocation;

    /// <summary>Null when spending keeps within what the project was approved for (R92).</summary>
    /// <param name="others">What else takes from the project and is not spent in the ledger yet, such as other lines of a return.</param>
    public static Refusal? WhyAboveProject(
        string project,
        Money approved,
        Money spent,
        Money amount,
        string field,
        params IReadOnlyList<(string What, Money Amount)> others
    )
    {
        var left = approved - spent - others.Sum(other => other.Amount);
        if (amount <= left)
            return null;
        var also = string.Concat(others.Where(other => other.Amount > Money.Zero).Select(other => $"; {other.What} add {other.Amount}"));
        return new(
            $"{project} was approved for {approved} and has spent {spent}{also}, so {(left > Money.Zero ? left.ToString() : "nothing")} is left. To spend {amount}, first request a larger amount on the project's page.",
            field
        );
    }

    /// <summary>The most that may be allocated: the funding sources of the year, and what is deliberately allocated above them.</summary>
    /// <param name="overAllocation">In hundredths of a per cent of the sources: 250 is 2.5%.</param>
    public static Money Ceiling(Money sources, int overAllocation) => new(sources.Pence + sources.Pence * overAllocation / 10_000);

    /// <summary>Null when the money is within the funding sources of the year (R78).</summary>
    public static Refusal? WhyAboveFunding(FinancialYear year, Money ceiling, Money allocated, Money amount, string field)
    {
        if (ceiling == Money.Zero)
            return new($"No funding source is recorded for {year}. Record where the money comes from first.", field);
        return allocated + amount > ceiling
            ? new(
                $"The funding sources of {year} allow {ceiling}, and {allocated} of it is allocated. That leaves {ceiling - allocated}, which is {amount - (ceiling - allocated)} less than {amount}.",
                field
            )
            : null;
    }
}
