using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>All areas that are, were and will be, what was posted to them and what else names them: all that decides how they may
/// change.</summary>
/// <param name="Postings">In order of the ledger.</param>
public sealed record AreaRegister(IReadOnlyList<CspArea> Areas, IReadOnlyList<AreaPosting> Postings, IReadOnlyList<AreaRecord> Records)
{
    /// <summary>The newest change to an area's life: its end, or else its start.</summary>
    public AreaChange ChangeOf(CspArea area)
    {
        if (area is { ValidTo: { } last, SuccessorId: null })
            return new(AreaChangeKind.Ended, area, [area], last.AddDays(1));
        var into = area.SuccessorId is { } id ? Areas.First(other => other.Id == id) : area;
        // An area that ends when its successor starts was merged; one joins only an area that existed before.
        var merged = Areas.Where(other => other.SuccessorId == into.Id && other.ValidTo == into.ValidFrom.AddDays(-1)).ToList();
        return area.ValidTo is { } end && merged.All(other => other.Id != area.Id)
            ? new(AreaChangeKind.Joined, into, [area], end.AddDays(1))
            : new(merged.Count > 0 ? AreaChangeKind.Merged : AreaChangeKind.Added, into, merged, into.ValidFrom);
    }

    /// <summary>Null when an area can end the day before a financial year starts.</summary>
    public Refusal? WhyCannotEnd(CspArea area, DateOnly from, string areaField, string dateField)
    {
        if (area.ValidTo is { } last)
            return new($"{area.Name} already ends on {LondonTime.Date(last)}", areaField);
        if (area.ValidFrom >= from)
            return new($"{area.Name} starts on {LondonTime.Date(area.ValidFrom)}, so it cannot end before that", dateField);
        if (Areas.FirstOrDefault(other => other.SuccessorId == area.Id && other.ValidTo >= from.AddDays(-1)) is { } joins)
            return new($"{ChangeOf(joins).Sentence}. Undo that first", areaField);
        var year = FinancialYear.Of(from).ToString();
        return Postings
            .Where(posting => posting.AreaId == area.Id)
            .Select(posting => (posting.BudgetYear, What: "a budget"))
            .Concat(
                Records
                    .Where(record => record.AreaId == area.Id && record is { IsOver: false, BudgetYear: not null })
                    .Select(record => (BudgetYear: record.BudgetYear!, record.What))
            )
            .Where(use => string.CompareOrdinal(use.BudgetYear, year) >= 0)
            .OrderByDescending(use => use.BudgetYear, StringComparer.Ordinal)
            .Select(use => new Refusal(
                $"{area.Name} already has {use.What} in {use.BudgetYear}, so it cannot end before that year",
                dateField
            ))
            .FirstOrDefault();
    }

    /// <summary>Null when others can join this area on a day.</summary>
    public static Refusal? WhyCannotBeJoined(CspArea into, DateOnly from, string field) =>
        into.ValidTo is { } last ? new($"{into.Name} ends on {LondonTime.Date(last)}, so no area can join it", field)
        : into.ValidFrom >= from
            ? new(
                $"{into.Name} starts on {LondonTime.Date(into.ValidFrom)}, so no area can join it before {LondonTime.Date(into.ValidFrom.AddYears(1))}",
                field
            )
        : null;

    /// <summary>Null while nothing depends on the change. Where it is the end of an area without a successor, that is every area's budget
    /// from then on, because the money was shared out without it.</summary>
    public Refusal? WhyCannotUndo(AreaChange change)
    {
        var area = change.Area;
        if (change.RemovesArea)
        {
            if (area.ValidTo is not null)
                return new($"{ChangeOf(area).Sentence}. Undo that first");
            if (
                Areas.FirstOrDefault(other => other.SuccessorId == area.Id && change.Ended.All(ended => ended.Id != other.Id)) is { } joined
            )
                return new($"{ChangeOf(joined).Sentence}. Undo that first");
        }
        var year = FinancialYear.Of(change.From).ToString();
        if (
            Postings.FirstOrDefault(posting =>
                (change.Kind == AreaChangeKind.Ended || posting.AreaId == area.Id)
                && (change.RemovesArea || string.CompareOrdinal(posting.BudgetYear, year) >= 0)
            ) is
            { } posted
        )
            return new($"{posted.Sentence}, so this can no longer be undone: {change.Sentence}");
        if (change.RemovesArea && Records.FirstOrDefault(record => record.AreaId == area.Id) is { } named)
            return new(
                $"{area.Name} already has {named.What}{(named.BudgetYear is null ? "" : $" in {named.BudgetYear}")}, so this can no longer be undone: {change.Sentence}"
            );
        return null;
    }
}
