using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Spreadsheets;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Features.CspBudgets;

/// <summary>Compares a paper's figures with the ledger, each by table, row and column (R84). Changes nothing.</summary>
public sealed class ReconcilePaper(Db db)
{
    public sealed record Name(string Table, string Row, string Column);

    public sealed record PaperFigure(Name Name, string PrintedText, Money? Printed, Money? Computed)
    {
        public bool Agrees => Printed is not null && Printed == Computed;
        public string Sentence =>
            Computed is null ? "not a name the ledger knows"
            : Printed is null ? Money.WhyNot(PrintedText, "not an amount that can be read")
            : Agrees ? "agrees"
            : $"differs by {Printed.Value - Computed.Value}";
    }

    public sealed record PaperReconciliation(IReadOnlyList<PaperFigure> Lines, IReadOnlyList<(Name Name, Money Computed)> Omitted)
    {
        public bool Agrees => Lines.Count > 0 && Lines.All(line => line.Agrees);
    }

    public async Task<Result<PaperReconciliation>> RunAsync(FinancialYear year, string csvText, DateOnly? asAt)
    {
        var rows = Read(csvText, out var wrong);
        if (wrong is not null)
            return wrong;
        var (known, aliases) = await db.ReadAsync(async work =>
            (
                await KnownAsync(work, year, asAt),
                (
                    await work.QueryAsync<AliasRow>("select s.Alias, a.Name from CspAreaAlias s join CspArea a on a.Id = s.AreaId")
                ).ToDictionary(row => Plain(row.Alias), row => row.Name)
            )
        );
        // A locked year's figures have the name that an area had then, which is an alias now.
        Name Now(Name name) => name with { Row = aliases.GetValueOrDefault(Plain(name.Row), name.Row) };
        var byName = known.ToDictionary(pair => Key(Now(pair.Name)), pair => pair);
        var lines = rows.Select(row =>
                byName.TryGetValue(Key(Now(row.Name)), out var found)
                    ? new PaperFigure(found.Name, row.Printed, SpreadsheetMoney.Parse(row.Printed), found.Computed)
                    : new PaperFigure(row.Name, row.Printed, SpreadsheetMoney.Parse(row.Printed), null)
            )
            .ToList();
        var said = lines.Select(line => Key(line.Name)).ToHashSet();
        return Result.Made(new PaperReconciliation(lines, known.Where(pair => !said.Contains(Key(pair.Name))).ToList()));
    }

    /// <summary>Every figure name a paper may print, with the ledger's value.</summary>
    public Task<IReadOnlyList<(Name Name, Money Computed)>> NamesAsync(FinancialYear year, DateOnly? asAt = null) =>
        db.ReadAsync(work => KnownAsync(work, year, asAt));

    /// <summary>Every name with its figure, as the CSV of a paper in which all agree.</summary>
    public async Task<string> ListAsync(FinancialYear year, DateOnly? asAt) =>
        CsvText.Text(
            (await NamesAsync(year, asAt))
                .Select(pair => (IReadOnlyList<string>)[pair.Name.Table, pair.Name.Row, pair.Name.Column, pair.Computed.ToInput()])
                .Prepend(["table", "row", "column", "printed"])
        );

    private static async Task<IReadOnlyList<(Name Name, Money Computed)>> KnownAsync(Work work, FinancialYear year, DateOnly? asAt)
    {
        var view = await YearOverview.GetAsync(work, year, asAt);
        var next =
            await work.ScalarAsync<int>("select count(*) from LedgerYear where BudgetYear = @Next", new { Next = year.Next.ToString() }) > 0
                ? await YearOverview.GetAsync(work, year.Next, null)
                : null;
        // What was pooled and paid across the areas after the table's day stands below it in the paper.
        var across = asAt is null ? view : await YearOverview.GetAsync(work, year);
        var names = new List<(Name, Money)>();
        foreach (var line in view.Lines.Append(view.Total))
        {
            foreach (var (column, name) in Columns)
                names.Add((new("areas", line.Area, name), line[column]));
            if (next?.Lines.Append(next.Total).FirstOrDefault(other => other.AreaId == line.AreaId) is { } following)
                names.Add((new("areas", line.Area, "base next year"), following.Base));
            if (line.Contributed != Money.Zero)
                names.Add((new("contributions", line.Area, "contribution"), line.Contributed));
        }
        names.AddRange(view.HostedSchemes.Select(scheme => (new Name("contributions", scheme.Name, "received"), scheme.Amount)));
        names.AddRange(view.Payees.Select(payee => (new Name("central", payee.Name, "amount"), payee.Amount)));
        names.Add((new("central", "Total", "amount"), view.Payees.Sum(payee => payee.Amount)));
        names.Add((new("central", Posting.CentralPot, "left"), view.Across.CentralLeft));
        names.Add((new("across", "Pooled underspend", "pooled"), across.Across.Pooled));
        names.AddRange(across.Across.Paid.Select(payee => (new Name("across", payee.Name, "paid"), payee.Amount)));
        names.Add((new("across", "Pooled underspend", "left"), across.Across.PoolLeft));
        names.Add((new("across", "Remaining across the area", "amount"), across.RemainingAcross));
        names.AddRange(view.RoundPots.Select(pot => (new Name("grant rounds", pot.Name, "not awarded"), pot.Amount)));
        names.AddRange(view.Grants.Select(grants => (new Name("grant rounds", grants.Name, "awarded"), grants.Amount)));
        return names;
    }

    private static readonly (LedgerColumn Column, string Name)[] Columns =
    [
        (LedgerColumn.Base, "base"),
        (LedgerColumn.TopUp, "top-up"),
        (LedgerColumn.Vired, "vired"),
        (LedgerColumn.Allocation, "allocation"),
        (LedgerColumn.Expenditure, "expenditure"),
        (LedgerColumn.Remaining, "remaining"),
        (LedgerColumn.Earmarked, "earmarked"),
        (LedgerColumn.Committed, "committed"),
        (LedgerColumn.Evidenced, "evidenced"),
        (LedgerColumn.Returned, "returned"),
    ];

    private static List<(Name Name, string Printed)> Read(string text, out Refusal? wrong)
    {
        wrong = null;
        var rows = new List<(Name, string)>();
        using var csv = new CsvReader(
            new StringReader(text),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                TrimOptions = TrimOptions.Trim,
                PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
                MissingFieldFound = null,
                BadDataFound = null,
            }
        );
        try
        {
            if (
                !csv.Read()
                || !csv.ReadHeader()
                || new[] { "table", "row", "column", "printed" }.Any(name =>
                    !csv.HeaderRecord!.Select(header => header.Trim().ToLowerInvariant()).Contains(name)
                )
            )
            {
                wrong = new("The first line must name the columns table, row, column and printed", nameof(text));
                return rows;
            }
            while (csv.Read())
                rows.Add(
                    (
                        new(csv.GetField("table") ?? "", csv.GetField("row") ?? "", csv.GetField("column") ?? ""),
                        csv.GetField("printed") ?? ""
                    )
                );
        }
        catch (CsvHelperException exception)
        {
            wrong = new(
                $"Line {exception.Context?.Parser?.Row} cannot be read as CSV. Check its quotation marks and commas.",
                nameof(text)
            );
        }
        return rows;
    }

    private static (string, string, string) Key(Name name) => (Plain(name.Table), Plain(name.Row), Plain(name.Column));

    private static string Plain(string text) =>
        string.Join(
            ' ',
            text.ToLowerInvariant()
                .Replace("&", "and", StringComparison.Ordinal)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    private sealed record AliasRow
    {
        public required string Alias { get; init; }
        public required string Name { get; init; }
    }
}
