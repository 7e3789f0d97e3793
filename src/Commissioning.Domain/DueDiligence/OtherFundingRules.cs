using Commissioning.Domain.Applications;

namespace Commissioning.Domain.DueDiligence;

/// <summary>Whether the same costs may be paid twice: by another funder whom the application names, or by another grant of this office.
/// An officer decides; nobody is refused by it. The shares are defaults, not OPCC policy.</summary>
public static class OtherFundingRules
{
    /// <summary>Of the telling words of the shorter of two descriptions, the part (0 to 1) that both must have to be the same
    /// cost.</summary>
    public const double AlikeFrom = 0.65;

    /// <summary>Two lines of like text are the same cost when the smaller amount is at least this part (0 to 1) of the larger.</summary>
    public const double NearFrom = 0.8;

    /// <summary>What one funder, in one row of the answer, promised or paid.</summary>
    public sealed record Funder(string Name, string For, Money Promised);

    /// <summary>A budget line of another grant of this office to the same organisation.</summary>
    /// <param name="Amount">As awarded.</param>
    public sealed record GrantLine(string Reference, string Fund, string Item, Money Amount, DateOnly From, DateOnly To);

    /// <param name="Key">What makes it the same finding when it is found again.</param>
    public sealed record DoubleFunding(string Key, FindingLevel Level, string Sentence);

    /// <summary>The rows of the answer with money that is promised or paid; what is only asked for pays for nothing yet.</summary>
    public static IReadOnlyList<Funder> FundersIn(IEnumerable<IReadOnlyList<string>> rows) =>
        [
            .. rows.Select(row => new Funder(
                    row.ElementAtOrDefault(0)?.Trim() is { Length: > 0 } name ? name : "A funder without a name",
                    row.ElementAtOrDefault(1)?.Trim() ?? "",
                    Money.Parse(row.ElementAtOrDefault(2)) ?? Money.Zero
                ))
                .Where(funder => funder.Promised > Money.Zero),
        ];

    /// <summary>The whole cost of the project: what the form says or what the budget adds up to, whichever is more.</summary>
    /// <param name="typed">The answer on the whole cost; null where the form does not ask, or it cannot be read.</param>
    public static Money WholeCost(IReadOnlyCollection<BudgetLine> budget, string? typed)
    {
        var sum = budget.Sum(line => line.Requested + line.OtherFunders);
        return Money.Parse(typed) is { } said && said > sum ? said : sum;
    }

    /// <summary>Funders who pay for what the budget asks this office for, beyond what the budget itself says that others pay: line by line
    /// where a row names the line, and together where what they pay and what is asked for is more than the whole cost.</summary>
    public static IReadOnlyList<DoubleFunding> ByOthers(
        IReadOnlyCollection<BudgetLine> budget,
        IReadOnlyCollection<Funder> funders,
        Money wholeCost
    )
    {
        List<DoubleFunding> found = [];
        List<Funder> rest = [.. funders];
        foreach (var line in budget.Where(line => line.Requested > Money.Zero))
        {
            var same = rest.Where(funder => AreAlike(funder.For, line.Item)).ToList();
            var paid = same.Sum(funder => funder.Promised);
            if (paid <= line.OtherFunders)
                continue;
            rest.RemoveAll(same.Contains);
            found.Add(
                new(
                    $"Line {Cut(line.Item)}",
                    paid >= line.Requested ? FindingLevel.Against : FindingLevel.Review,
                    $"{Names(same)} promised or paid {paid} for \"{Cut(same[0].For)}\". The budget asks for {line.Requested} for \"{Cut(line.Item)}\" and says that others pay {line.OtherFunders} of it"
                )
            );
        }
        var (asked, others) = (budget.Sum(line => line.Requested), rest.Sum(funder => funder.Promised));
        if (others > Money.Zero && asked + others > wholeCost)
            found.Add(
                new(
                    "Whole cost",
                    others >= wholeCost ? FindingLevel.Against : FindingLevel.Review,
                    $"The budget asks for {asked}, and {Names(rest)} promised or paid {others}. Together that is {asked + others - wholeCost} more than the whole cost of {wholeCost}"
                )
            );
        return found;
    }

    /// <summary>Budget lines that another grant of this office, whose dates overlap, seems to pay for.</summary>
    /// <param name="starts">First day of the project.</param>
    /// <param name="ends">Last day of the project.</param>
    public static IReadOnlyList<DoubleFunding> ByGrants(
        IReadOnlyCollection<BudgetLine> budget,
        IEnumerable<GrantLine> grants,
        DateOnly starts,
        DateOnly ends
    ) =>
        [
            .. from line in budget
            where line.Requested > Money.Zero
            from grant in grants
            where grant.From <= ends && starts <= grant.To && AreAlike(line.Item, grant.Item) && AreNear(line.Requested, grant.Amount)
            select new DoubleFunding(
                $"{grant.Reference} {Cut(grant.Item)} {Cut(line.Item)}",
                line.Requested == grant.Amount ? FindingLevel.Against : FindingLevel.Review,
                $"{grant.Reference} ({grant.Fund}) pays {grant.Amount} for \"{Cut(grant.Item)}\" from {LondonTime.Date(grant.From)} to {LondonTime.Date(grant.To)}. This application asks for {line.Requested} for \"{Cut(line.Item)}\" from {LondonTime.Date(starts)} to {LondonTime.Date(ends)}"
            ),
        ];

    /// <summary>True when two descriptions seem to name the same cost: small words, numbers and words of any budget tell nothing.</summary>
    public static bool AreAlike(string left, string right)
    {
        var (ours, theirs) = (Words(left), Words(right));
        var fewer = Math.Min(ours.Count, theirs.Count);
        return fewer > 0 && ours.Count(theirs.Contains) >= AlikeFrom * fewer;
    }

    /// <summary>True when two amounts are near enough to be one cost.</summary>
    internal static bool AreNear(Money one, Money other) => Math.Min(one.Pence, other.Pence) >= NearFrom * Math.Max(one.Pence, other.Pence);

    private static HashSet<string> Words(string text) =>
        [.. TextOverlap.TellingWords(text).Where(word => !Common.Contains(word) && !char.IsDigit(word[0]))];

    /// <summary>As <see cref="TextOverlap.TellingWords"/> gives them.</summary>
    private static readonly HashSet<string> Common =
    [
        .. TextOverlap.TellingWords(
            "cost costs costing fee fees grant grants fund funds funding project projects money amount amounts total pay pays payment payments paid price purchase purchases buy buying part share contribution towards other item items general various two three four five six week weeks month months year years hour hours day days session sessions"
        ),
    ];

    private static string Names(IReadOnlyCollection<Funder> funders) =>
        string.Join(" and ", funders.Select(funder => Cut(funder.Name)).Distinct());

    internal static string Cut(string text) => text.Length <= 60 ? text : $"{text[..59]}…";
}
