using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

public static class LedgerRules
{
    /// <summary>Spending above this needs a file of evidence. Default, not OPCC policy.</summary>
    public static readonly Money EvidenceLimit = Money.FromPounds(1000);

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
                $"{account} has {free} left{(promised > Money.Zero ? $" in addition to {promised} earmarked or committed" : "")}, which is {amount - free} less than {amount}",
                field
            )
            : null;

    /// <summary>The day of the year nearest to today. A grant decided after 31 March still belongs to its round's year.</summary>
    public static DateOnly DayIn(FinancialYear year, DateOnly today) =>
        today < year.Start ? year.Start
        : today > year.End ? year.End
        : today;

    public static Refusal? WhyEvidenceNeeded(Money amount, bool hasEvidence, string field) =>
        amount > EvidenceLimit && !hasEvidence ? new($"Add a file of evidence: it is needed above {EvidenceLimit}", field) : null;
}
