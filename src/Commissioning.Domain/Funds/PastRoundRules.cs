using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Funds;

/// <summary>What a past round and the rows of its workbook must fulfil.</summary>
public static class PastRoundRules
{
    /// <summary>Applications of one past round.</summary>
    public const int MostRows = 20_000;
    public const int LongestReference = 40;
    public const int LongestName = 200;
    public const int LongestNotes = 2000;

    /// <summary>The word for whatever was brought in, wherever it is shown.</summary>
    public const string Mark = "Brought in";

    // Days before this are slips of the keyboard: there were no commissioners before 2012.
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>A column's heading.</summary>
    public static string Heading(PastColumn column) =>
        column switch
        {
            PastColumn.CharityNumber => "Charity number",
            PastColumn.CompanyNumber => "Company number",
            PastColumn.Asked => "Asked (£)",
            PastColumn.OutOf => "Out of",
            PastColumn.Awarded => "Awarded (£)",
            PastColumn.Paid => "Paid (£)",
            PastColumn.Returned => "Returned (£)",
            PastColumn.DecidedOn => "Decided on",
            _ => column.ToString(),
        };

    /// <summary>Columns without which a workbook says too little.</summary>
    public static bool IsNeeded(PastColumn column) =>
        column is PastColumn.Organisation or PastColumn.Project or PastColumn.Result or PastColumn.Awarded;

    public static string InWords(PastResult result) =>
        result switch
        {
            PastResult.Funded => "Funded",
            PastResult.NotFunded => "Not funded",
            _ => "Withdrawn",
        };

    /// <summary>Everything to correct in what is typed about a past round, by field.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(PastRoundDetails details, DateOnly today)
    {
        List<Refusal> refusals = [];
        if (NameRules.WhyNotAName(details.Name, "the round's name, such as Round 2", LongestName, nameof(details.Name)) is { } unnamed)
            refusals.Add(unnamed);
        if (FinancialYear.Parse(details.BudgetYear) is not { } year)
            refusals.Add(new("Enter a financial year, such as 2023-24", nameof(details.BudgetYear)));
        else if (year.Start > today)
            refusals.Add(new($"{year} has not begun. Enter the year of a round that is over.", nameof(details.BudgetYear)));
        foreach (
            var (day, name, field) in new[]
            {
                (details.OpenedOn, "opened", nameof(details.OpenedOn)),
                (details.ClosedOn, "closed", nameof(details.ClosedOn)),
                (details.DecidedOn, "was decided", nameof(details.DecidedOn)),
            }
        )
            if (day is { } on && WhyNotADay(on, today) is { } why)
                refusals.Add(new($"The day on which it {name} {why}", field));
        if (details.OpenedOn > details.ClosedOn)
            refusals.Add(new("It closed before it opened. Check both days.", nameof(details.ClosedOn)));
        if ((details.ClosedOn ?? details.OpenedOn) > details.DecidedOn)
            refusals.Add(new("It was decided before it closed. Check both days.", nameof(details.DecidedOn)));
        if (details.Threshold is { } threshold && threshold > 100)
            refusals.Add(new("A threshold is 100 per cent at most", nameof(details.Threshold)));
        if (details.Bands.Any(band => band is < 0 or > 100))
            refusals.Add(new("A band begins at 0 to 100 per cent", nameof(details.Bands)));
        else if (details.Bands.Zip(details.Bands.Skip(1)).Any(pair => pair.First <= pair.Second))
            refusals.Add(new("Enter the bands from the highest to the lowest, each once", nameof(details.Bands)));
        return refusals;
    }

    /// <summary>Everything to correct in typed control totals, by field.</summary>
    public static IReadOnlyList<Refusal> WhyTotalsAreWrong(PastTotals totals)
    {
        List<Refusal> refusals = [];
        if (totals.Applications is not (> 0 and <= MostRows))
            refusals.Add(new($"Enter the number of applications, from 1 to {MostRows:N0}", nameof(totals.Applications)));
        if (totals.Funded is not >= 0)
            refusals.Add(new("Enter the number that was funded. Write 0 for none.", nameof(totals.Funded)));
        else if (totals.Funded > totals.Applications)
            refusals.Add(new("More were funded than applied. Check both numbers.", nameof(totals.Funded)));
        if (totals.Awarded is null)
            refusals.Add(new("Enter what was awarded in all. Write 0 for nothing.", nameof(totals.Awarded)));
        if (totals.Awarded > totals.Asked)
            refusals.Add(new("More was awarded than asked for. Check both amounts.", nameof(totals.Awarded)));
        if (totals.Paid > totals.Awarded)
            refusals.Add(new("More was paid than awarded. Check both amounts.", nameof(totals.Paid)));
        if (totals.Returned is { } returned && returned > (totals.Paid ?? Money.Zero))
            refusals.Add(new("More was returned than paid. Check both amounts.", nameof(totals.Returned)));
        return refusals;
    }

    /// <summary>Where the control totals and the workbook differ, to the penny. Empty: they agree.</summary>
    public static IReadOnlyList<string> Differences(PastTotals typed, PastTotals read)
    {
        List<string> differences = [];
        void Number(string name, int? ours, int? theirs)
        {
            if (ours != theirs)
                differences.Add($"{name}: you typed {ours:N0}, and the workbook has {theirs:N0}");
        }
        void Sum(string name, Money? ours, Money? theirs)
        {
            if (ours == theirs)
                return;
            differences.Add(
                (ours, theirs) switch
                {
                    (null, { } found) => $"{name}: you typed nothing, and the workbook has {found}",
                    ({ } given, null) => $"{name}: you typed {given}, and the workbook says nothing",
                    ({ } given, { } found) =>
                        $"{name}: you typed {given}, and the workbook has {found}: {(found > given ? found - given : given - found)} {(found > given ? "more" : "less")}",
                    _ => "",
                }
            );
        }
        Number("Applications", typed.Applications, read.Applications);
        Number("Funded", typed.Funded, read.Funded);
        Sum("Asked", typed.Asked, read.Asked);
        Sum("Awarded", typed.Awarded, read.Awarded);
        Sum("Paid", typed.Paid, read.Paid);
        Sum("Returned", typed.Returned, read.Returned);
        return differences;
    }

    /// <summary>What the cells of one row say that cannot be together.</summary>
    public static IReadOnlyList<(PastColumn Column, string Sentence)> WhyRowIsWrong(PastRow row, DateOnly today)
    {
        List<(PastColumn, string)> wrong = [];
        if (row.Score > 100)
            wrong.Add((PastColumn.Score, "it is above 100 per cent"));
        if (row.Awarded > row.Asked)
            wrong.Add((PastColumn.Awarded, $"{row.Awarded} was awarded, but only {row.Asked} asked for"));
        if (row.Result == PastResult.Funded && row.Awarded is not { Pence: > 0 })
            wrong.Add((PastColumn.Awarded, "it was funded, so enter what was awarded"));
        if (row.Result is PastResult.NotFunded or PastResult.Withdrawn)
            foreach (
                var (column, amount, what) in new[]
                {
                    (PastColumn.Awarded, row.Awarded, "awarded"),
                    (PastColumn.Paid, row.Paid, "paid"),
                    (PastColumn.Returned, row.Returned, "returned"),
                }
            )
                if (amount is { Pence: > 0 })
                    wrong.Add((column, $"{amount} was {what}, but the result is \"{InWords(row.Result.Value)}\""));
        if (row.Result == PastResult.Funded && row.Paid > row.Awarded)
            wrong.Add((PastColumn.Paid, $"{row.Paid} was paid, but only {row.Awarded} awarded"));
        if (row.Result == PastResult.Funded && row.Returned is { Pence: > 0 } returned && returned > (row.Paid ?? Money.Zero))
            wrong.Add((PastColumn.Returned, $"{returned} was returned, but only {row.Paid ?? Money.Zero} paid"));
        if (row.DecidedOn is { } on && WhyNotADay(on, today) is { } why)
            wrong.Add((PastColumn.DecidedOn, $"the day {why}"));
        return wrong;
    }

    private static string? WhyNotADay(DateOnly day, DateOnly today) =>
        day > today ? $"is still to come: {LondonTime.Date(day)}"
        : day < Earliest ? $"is too long ago: {LondonTime.Date(day)}"
        : null;

    /// <summary>Rows that say what an earlier one says: the same reference, the same organisation and project, or another number for the
    /// same organisation.</summary>
    public static IReadOnlyList<(int Row, PastColumn Column, string Sentence)> Doubles(IReadOnlyList<PastRow> rows)
    {
        List<(int, PastColumn, string)> doubles = [];
        var references = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var projects = new Dictionary<(string, string), int>();
        var charities = new Dictionary<string, PastRow>();
        var companies = new Dictionary<string, PastRow>();
        foreach (var row in rows)
        {
            if (row.Reference is { } reference && !references.TryAdd(reference, row.Number))
                doubles.Add((row.Number, PastColumn.Reference, $"row {references[reference]} has the reference {reference} too"));
            if (row.Organisation.Length == 0)
                continue;
            var name = PastOrganisation.KeyOf(row.Organisation);
            if (row.Project.Length > 0 && !projects.TryAdd((name, PastOrganisation.KeyOf(row.Project)), row.Number))
                doubles.Add(
                    (
                        row.Number,
                        PastColumn.Project,
                        $"row {projects[(name, PastOrganisation.KeyOf(row.Project))]} has the same organisation and project. Take one out, or name the projects apart."
                    )
                );
            if (row.CharityNumber is { } charity && !charities.TryAdd(name, row) && charities[name].CharityNumber != charity)
                doubles.Add(
                    (
                        row.Number,
                        PastColumn.CharityNumber,
                        $"row {charities[name].Number} has {charities[name].CharityNumber} for {row.Organisation}. Correct one, or name the organisations apart."
                    )
                );
            if (row.CompanyNumber is { } company && !companies.TryAdd(name, row) && companies[name].CompanyNumber != company)
                doubles.Add(
                    (
                        row.Number,
                        PastColumn.CompanyNumber,
                        $"row {companies[name].Number} has {companies[name].CompanyNumber} for {row.Organisation}. Correct one, or name the organisations apart."
                    )
                );
        }
        return doubles;
    }
}
