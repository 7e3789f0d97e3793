namespace Commissioning.Domain.Payments;

/// <summary>Which finance codes an amount has on a day.</summary>
public static class CodeRules
{
    public const int LongestCode = 20;

    /// <summary>The most specific codes that count on the day; null: none. In this order: of the round, of its fund, of the area, of
    /// anything; and among these those of the kind before those of any kind. So codes of a round for any kind come before codes of its fund
    /// for one kind. Two that are equal cannot be saved (<see cref="WhySameDays"/>).</summary>
    public static CodeSet? For(IEnumerable<CodeSet> sets, CodedMoney money, DateOnly day) => Fitting(sets, money, day).FirstOrDefault();

    /// <summary>All that fit, the most specific first.</summary>
    public static IReadOnlyList<CodeSet> Fitting(IEnumerable<CodeSet> sets, CodedMoney money, DateOnly day) =>
        sets.Where(set => set.CountsOn(day) && Fits(set, money)).OrderBy(Rank).ToList();

    private static bool Fits(CodeSet set, CodedMoney money) =>
        (set.Kind is null || set.Kind == money.Kind)
        && (set.RoundId is null || set.RoundId == money.RoundId)
        && (set.FundId is null || set.FundId == money.FundId)
        && (set.AreaId is null || set.AreaId == money.AreaId);

    private static int Rank(CodeSet set) =>
        (set.RoundId, set.FundId, set.AreaId) switch
        {
            ({ }, _, _) => 0,
            (_, { }, _) => 2,
            (_, _, { }) => 4,
            _ => 6,
        } + (set.Kind is null ? 1 : 0);

    /// <summary>Null when no other codes are for the same and count on one of these days.</summary>
    /// <param name="nameOf">What a set is for, in words.</param>
    public static Refusal? WhySameDays(
        CodeScope scope,
        CodedKind? kind,
        DateOnly first,
        DateOnly? last,
        IEnumerable<CodeSet> others,
        Func<CodeSet, string> nameOf,
        string field
    ) =>
        others.FirstOrDefault(other =>
            other.Scope == scope
            && other.Kind == kind
            && (last is null || other.FirstDay <= last)
            && (other.LastDay is not { } end || (end >= first && end >= other.FirstDay))
        )
            is { } same
            ? new(
                $"{nameOf(same)} has codes {Days(same.FirstDay, same.LastDay)} already: {same.Codes}. Replace those, or choose other days",
                field
            )
            : null;

    /// <summary>Such as "from 1 April 2026" or "from 1 April 2026 to 31 March 2027".</summary>
    public static string Days(DateOnly first, DateOnly? last) =>
        last is not { } end ? $"from {LondonTime.Date(first)}"
        : end < first ? "that never counted"
        : $"from {LondonTime.Date(first)} to {LondonTime.Date(end)}";

    /// <summary>Null when money of this kind can be of this round, fund or area.</summary>
    public static Refusal? WhyNeverUsed(CodeScope scope, CodedKind? kind, string field) =>
        kind == CodedKind.AreaPayment && (scope.FundId ?? scope.RoundId) is not null
            ? new("A payment to an area is of no fund and no round, so these codes would never be used", field)
        : kind == CodedKind.GrantPayment && scope.AreaId is not null
            ? new("A grant is paid from its fund and not from an area's money, so these codes would never be used", field)
        : null;

    /// <summary>Everything that is wrong with the codes as typed. Cost centre and subjective are always needed (default, not OPCC
    /// policy).</summary>
    public static IReadOnlyList<Refusal> WhyNotCodes(FinanceCodes codes) =>
        new[]
        {
            WhyNotACode(codes.Company, "company", nameof(codes.Company), isNeeded: false),
            WhyNotACode(codes.CostCentre, "cost centre", nameof(codes.CostCentre), isNeeded: true),
            WhyNotACode(codes.Subjective, "subjective", nameof(codes.Subjective), isNeeded: true),
            WhyNotACode(codes.Project, "project", nameof(codes.Project), isNeeded: false),
            WhyNotACode(codes.FundingSource, "funding source", nameof(codes.FundingSource), isNeeded: false),
            WhyNotACode(codes.VatTreatment, "VAT treatment", nameof(codes.VatTreatment), isNeeded: false),
        }
            .OfType<Refusal>()
            .ToList();

    private static Refusal? WhyNotACode(string code, string name, string field, bool isNeeded) =>
        code.Length == 0
            ? isNeeded
                ? new($"Enter the {name}", field)
                : null
            : code.Length > LongestCode
                ? new($"Shorten the {name} to {LongestCode} characters or fewer", field)
                : char.IsAsciiLetterOrDigit(code[0]) && code.All(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '.' or '/' or '_')
                    ? null
                    : new(
                        $"Enter the {name} without spaces: a letter or digit first, then letters, digits, hyphens, full stops, slashes and underscores",
                        field
                    );

    /// <summary>Why an amount has no codes on a day, and what to do. Asked only when <see cref="For"/> finds none.</summary>
    public static string WhyNone(IEnumerable<CodeSet> sets, CodedMoney money, DateOnly day)
    {
        var fitting = sets.Where(set => Fits(set, money) && (set.LastDay is null || set.LastDay >= set.FirstDay)).ToList();
        if (fitting.Where(set => set.LastDay < day).MaxBy(set => set.LastDay) is { } ended)
            return $"Its codes ended on {LondonTime.Date(ended.LastDay!.Value)}. Add codes that count on {LondonTime.Date(day)}.";
        return fitting.MinBy(set => set.FirstDay) is { } later
            ? $"Its codes start on {LondonTime.Date(later.FirstDay)}. Add codes that count on {LondonTime.Date(day)}."
            : $"There are no codes for it. Add codes that count on {LondonTime.Date(day)}.";
    }

    /// <summary>Null when other codes may follow from this day.</summary>
    public static Refusal? WhyCannotFollow(CodeSet set, DateOnly? from, string field) =>
        from is not { } day ? new("Enter the first day of the new codes", field)
        : set.LastDay is { } last && day > last
            ? new($"These codes count {Days(set.FirstDay, set.LastDay)}. Add new codes for the time after that", field)
        : day < set.FirstDay ? new($"These codes count from {LondonTime.Date(set.FirstDay)}, so the new ones cannot start earlier", field)
        : null;

    /// <summary>Null when the codes may end with this day. The day before their first takes them back.</summary>
    public static Refusal? WhyCannotEnd(CodeSet set, DateOnly? last, string field) =>
        last is not { } day ? new("Enter the last day", field)
        : set.LastDay is not null ? new($"These codes count {Days(set.FirstDay, set.LastDay)}, which has been decided", field)
        : day < set.FirstDay.AddDays(-1)
            ? new(
                $"These codes count from {LondonTime.Date(set.FirstDay)}. Enter that day or a later one; the day before it if they should never have counted",
                field
            )
        : null;

    public static string Name(CodedKind? kind) =>
        kind switch
        {
            CodedKind.GrantPayment => "Grant payments",
            CodedKind.AreaPayment => "Payments to areas",
            CodedKind.MoneyBack => "Money paid back",
            CodedKind.Accrual => "Accruals",
            _ => "Any kind",
        };
}
