namespace Commissioning.Domain.CspBudgets;

/// <summary>What an account of one financial year holds. Every account of a year together holds nil.</summary>
public enum AccountKind
{
    /// <summary>Where the year's money comes from; stands below nil by what was given out.</summary>
    Funding,

    /// <summary>Underspend of the year before, until it is given out as top-up.</summary>
    BroughtForward,

    /// <summary>What an area has left that is promised to nothing.</summary>
    Area,

    /// <summary>What an area keeps for a purpose it has named.</summary>
    Earmarked,

    /// <summary>What is promised to approved projects and not spent yet.</summary>
    Committed,

    /// <summary>What an area has spent itself, with no evidence on file yet.</summary>
    Spent,

    /// <summary>What an area has spent itself, with evidence on file.</summary>
    Evidenced,

    /// <summary>The pot for work across Leicester, Leicestershire and Rutland.</summary>
    Central,

    /// <summary>What was passed to somebody who is not an area, such as the County Council.</summary>
    Payee,

    /// <summary>What areas put into a scheme that one of them hosts.</summary>
    Scheme,

    /// <summary>What areas gave back, or carried into the next year.</summary>
    Returned,

    /// <summary>What a published grant round has not awarded.</summary>
    RoundPot,

    /// <summary>What a grant round has awarded.</summary>
    Grants,
}

/// <summary>Earmark and Commitment move an area's money between what is free and what is promised; both are undone when it is spent or released.</summary>
public enum TransactionKind
{
    Base,
    CarryIn,
    TopUp,
    Central,
    Earmark,
    Commitment,
    Expenditure,
    Evidence,
    Virement,
    Contribution,
    Transfer,
    Return,
    CarryForward,
    RoundPot,
    Grant,
    Reversal,
}

/// <summary>An amount into (or, below nil, out of) an account.</summary>
public sealed record Entry(Guid Account, Money Amount);

public static class LedgerRules
{
    /// <summary>The spending above which a file of evidence is asked for. Default, not OPCC policy.</summary>
    public static readonly Money EvidenceLimit = Money.FromPounds(1000);

    /// <summary>A transaction that does not sum to nil, or says nothing, is a fault of the portal and never of a person.</summary>
    public static bool Balances(IReadOnlyCollection<Entry> entries) =>
        entries.Count >= 2
        && entries.Sum(entry => entry.Amount) == Money.Nil
        && entries.All(entry => entry.Amount != Money.Nil)
        && entries.Select(entry => entry.Account).Distinct().Count() == entries.Count;

    public static Refusal? WhyAmountIsWrong(Money amount, string field) =>
        amount <= Money.Nil ? new("Enter an amount of more than £0.00", field) : null;

    /// <summary>Null when a date belongs to the year and the year is open.</summary>
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

    /// <summary>An account that holds money gives no more than it has; what an area has promised elsewhere is not free to give.</summary>
    public static Refusal? WhyTooMuch(string account, Money amount, Money free, string field, Money promised = default) =>
        amount > free
            ? new(
                $"{account} has {free} left{(promised > Money.Nil ? $" besides {promised} earmarked or committed" : "")}, which is {amount - free} less than {amount}",
                field
            )
            : null;

    /// <summary>A day of the year: the one nearest to today. A grant decided after 31 March belongs to its round's year all the same.</summary>
    public static DateOnly DayIn(FinancialYear year, DateOnly today) =>
        today < year.Start ? year.Start
        : today > year.End ? year.End
        : today;

    public static Refusal? WhyEvidenceNeeded(Money amount, bool hasEvidence, string field) =>
        amount > EvidenceLimit && !hasEvidence
            ? new($"Add a file of evidence: it is asked for above {EvidenceLimit} (default, not OPCC policy)", field)
            : null;
}

/// <summary>
/// Stretches of a year's days whose sums are kept, so that the sum up to any day needs at most nine of them and a posting changes at most
/// ten: a binary indexed tree (Fenwick 1994) over day 1, the 1st of April, to day 366.
/// </summary>
public static class Stretches
{
    /// <summary>The stretch that holds every day of the year.</summary>
    public const int WholeYear = 512;

    /// <summary>Those that hold a day, to be changed by what is posted on it.</summary>
    public static IReadOnlyList<int> Holding(FinancialYear year, DateOnly day)
    {
        var stretches = new List<int>();
        for (var i = Place(year, day); i <= WholeYear; i += i & -i)
            stretches.Add(i);
        return stretches;
    }

    /// <summary>Those whose sums together are the sum of all days up to and including this one.</summary>
    public static IReadOnlyList<int> UpTo(FinancialYear year, DateOnly day)
    {
        var stretches = new List<int>();
        for (var i = Place(year, day); i > 0; i -= i & -i)
            stretches.Add(i);
        return stretches;
    }

    private static int Place(FinancialYear year, DateOnly day) => day.DayNumber - year.Start.DayNumber + 1;
}

/// <summary>Sharing a pot so that the parts add to it exactly (R80).</summary>
public static class ProRata
{
    /// <summary>
    /// Each part is its share cut to whole pence; the pennies left over go one each to the largest fractions cut off, the earlier
    /// first among equals (largest remainder). Weights are nil or more and not all nil.
    /// </summary>
    public static IReadOnlyList<(Money Part, bool GotOddPenny)> Share(Money pot, IReadOnlyList<Fraction> weights)
    {
        var total = weights.Aggregate(Fraction.Zero, (sum, weight) => sum + weight);
        var exact = weights.Select(weight => new Fraction(pot.Pence, 1) * weight / total).ToList();
        var cut = exact.Select(share => (long)(share.Numerator / share.Denominator)).ToList();
        var odd = (int)(pot.Pence - cut.Sum());
        var lucky = exact
            .Select((share, i) => (CutOff: share - new Fraction(cut[i], 1), i))
            .OrderByDescending(pair => pair.CutOff)
            .ThenBy(pair => pair.i)
            .Take(odd)
            .Select(pair => pair.i)
            .ToHashSet();
        return cut.Select((pence, i) => (new Money(pence + (lucky.Contains(i) ? 1 : 0)), lucky.Contains(i))).ToList();
    }
}
