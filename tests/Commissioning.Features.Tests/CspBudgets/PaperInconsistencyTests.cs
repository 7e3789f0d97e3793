using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Demonstration;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.CspBudgets;

/// <summary>Slips that the office's papers have had: each is found, or cannot be made.</summary>
public sealed class PaperInconsistencyTests : IDisposable
{
    private static readonly FinancialYear Printed = new(2024);
    private static readonly FinancialYear Year = new(2025);
    private static readonly DateOnly PrintedOn = new(2025, 1, 16);
    private readonly TestDatabase database = new();
    private readonly LedgerScenario ledger;

    public PaperInconsistencyTests() => ledger = new(database);

    private Task LoadAsync() =>
        new LoadDemonstration(
            database.Db,
            database.Clock,
            new Office(),
            new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            database.Encryption
        ).RunOnceAsync();

    private async Task<string> ReconciledAsync(string line) =>
        (
            await SamplePaper.CompareAsync(
                database,
                Printed,
                "paper.csv",
                Encoding.UTF8.GetBytes($"table,row,column,printed\n{line}\n"),
                PrintedOn
            )
        )
            .Value!.Lines.Single(one => one.Kind != PaperLineKind.NotPrinted)
            .Sentence;

    private async Task<IReadOnlyList<string>> ParagraphsAsync(FinancialYear year, DateOnly? asAt = null) =>
        (await new PanelTable(database.Db, new Office()).PaperAsync(year, asAt))
            .Blocks.OfType<Paragraph>()
            .Select(paragraph => paragraph.Text)
            .ToList();

    [Fact]
    public async Task Inconsistency_1_a_wrong_remainder_across_the_area_is_found_to_the_penny()
    {
        await LoadAsync();
        Assert.Equal("35p less than the ledger", await ReconciledAsync("across,Remaining across the area,amount,\"£4,818.15\""));
        Assert.Equal("agrees", await ReconciledAsync("across,Remaining across the area,amount,\"£4,818.50\""));
        Assert.Equal("agrees", await ReconciledAsync("across,Pooled underspend,pooled,\"£11,268.50\""));
        Assert.Equal("agrees", await ReconciledAsync("across,Leicestershire County Council,paid,\"£6,450.00\""));
        Assert.Equal("agrees", await ReconciledAsync("areas,Total,remaining,\"£11,268.50\""));
    }

    [Fact]
    public async Task Inconsistency_2_the_paper_counts_the_areas_that_spent_all_and_not_those_that_returned_the_rest()
    {
        await LoadAsync();
        // By the end of the year every area has £0.00 left, because it was returned.
        Assert.Equal(0, (await ledger.OverviewAsync(Printed)).Total.Remaining.Pence);
        foreach (var day in new DateOnly?[] { PrintedOn, null })
            Assert.Contains(
                await ParagraphsAsync(Printed, day),
                text => text.StartsWith("4 of 9 areas spent all of their allocation.", StringComparison.Ordinal)
            );
        await new OpenYear(database.Db).RunAsync(await new Scenario(database.Db, database.Clock).PersonAsync(), new(2026));
        Assert.Contains("No area has been allocated anything in 2026-27.", await ParagraphsAsync(new(2026)));
    }

    [Fact]
    public async Task Inconsistency_3_a_paper_says_its_day_and_what_was_known_and_stays_as_it_was_issued()
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        database.Clock.MoveTo("2026-01-20 10:00");
        var paper = (
            await new IssuePanelPaper(database.Db, new PanelTable(database.Db, new Office())).RunAsync(
                ledger.Officer,
                Year,
                new(2026, 1, 16),
                "Panel of January"
            )
        ).Value;
        database.Clock.MoveTo("2026-02-20 10:00");
        foreach (var (day, pence) in new[] { (new DateOnly(2026, 1, 10), 50_000L), (new DateOnly(2026, 2, 1), 1_000L) })
            Assert.Null(
                (await ledger.PostAsync(new(Year, TransactionKind.Expenditure, ledger.Areas[0], new(pence), day, "Patrols"))).FirstRefusal
            );
        var kept = await database.Db.ReadAsync(work => PanelPapers.GetAsync(work, paper));
        Assert.True(kept.IsIntact);
        Assert.StartsWith(
            "Figures as at 16 January 2026, from the ledger up to transaction 1, read at 10am on 20 January 2026.",
            kept.Document.Blocks.OfType<Paragraph>().First().Text,
            StringComparison.Ordinal
        );
        Assert.Equal("£0.00", kept.Document.Blocks.OfType<Figures>().First().Totals![5]);
        // The same day asked again knows more; asked as it was known then, it is what was printed.
        Assert.Equal(50_000, (await ledger.OverviewAsync(Year, new(2026, 1, 16))).Total.Expenditure.Pence);
        var known = await database.Db.ReadAsync(work => YearOverview.KnownOnAsync(work, Year, new(2026, 1, 31)));
        Assert.Equal(Money.Zero, (await ledger.OverviewAsync(Year, new(2026, 1, 16), known)).Total.Expenditure);
        var since = await database.Db.ReadAsync(work => PanelPapers.SinceAsync(work, kept.Paper));
        Assert.Equal([(true, 50_000L), (false, 1_000L)], since.Select(row => (row.IsBackDated, row.Amount.Pence)));
    }

    [Fact]
    public async Task Inconsistency_4_and_5_contributions_are_exact_and_the_host_sees_what_it_holds()
    {
        await LoadAsync();
        var charnwood = await database.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Charnwood'");
        var statement = await new AreaStatement(database.Db).GetAsync(Printed, charnwood, 1);
        Assert.Equal(
            ("ECINS case management system", 2_800_000L),
            (statement.Hosted.Single().Name, statement.Hosted.Single().Amount.Pence)
        );
        Assert.Equal(2_800_000, (await ledger.OverviewAsync(Printed)).Total.Contributed.Pence);
    }

    [Fact]
    public async Task Inconsistency_6_a_payee_that_is_no_area_is_paid_from_recorded_money_and_recorded_once()
    {
        await LoadAsync();
        Assert.Equal(
            "Leicestershire County Council is recorded already. Choose it from the list.",
            (
                await new AddPayee(database.Db).RunAsync(
                    await new Scenario(database.Db, database.Clock).PersonAsync(),
                    "leics  county council"
                )
            )
                .FirstRefusal!
                .Sentence
        );
        var funding = await database.Db.ReadAsync(work => FundingQueries.GetAsync(work, Printed));
        Assert.Equal(funding.Total, funding.Allocated);
    }

    [Fact]
    public async Task Inconsistency_7_every_column_of_money_has_its_total()
    {
        await LoadAsync();
        foreach (var figures in (await new PanelTable(database.Db, new Office()).PaperAsync(Printed, PrintedOn)).Blocks.OfType<Figures>())
            for (var column = 1; column < figures.Columns.Count; column++)
                Assert.Equal(
                    SpreadsheetMoney.Parse(figures.Totals![column]),
                    figures.Rows.Select(row => SpreadsheetMoney.Parse(row[column])!.Value).Sum()
                );
    }

    [Theory]
    [InlineData("Leicester City CSP", "£313,421.48")]
    [InlineData("Hinckley & Bosworth", "59056.62")]
    [InlineData("NWL CSP", "62,006.76")]
    public async Task Inconsistency_8_an_area_is_known_by_each_of_its_names(string name, string printed)
    {
        await LoadAsync();
        Assert.Equal("agrees", await ReconciledAsync($"areas,{name},allocation,\"{printed}\""));
    }

    [Theory]
    [InlineData("£6300.00", 630_000L)]
    [InlineData("900", 90_000L)]
    [InlineData("Nil", 0L)]
    [InlineData("6300,00", null)]
    [InlineData("1,23", null)]
    public void Inconsistency_9_an_amount_is_read_as_printed_or_not_at_all(string printed, long? pence) =>
        Assert.Equal(pence, SpreadsheetMoney.Parse(printed)?.Pence);

    [Fact]
    public async Task Inconsistency_10_two_streams_to_one_payee_are_two_entries_of_one_line()
    {
        await ledger.OpenAsync(Year, 1, new(100_000));
        var payee = (await new AddPayee(database.Db).RunAsync(ledger.Officer, "County Council")).Value;
        await ledger.FundAsync(Year, new(10_000));
        RequestLedgerPosting.Command Ask(LedgerRequestKind kind, long pence, string reason) =>
            new(Year, kind, new(2025, 9, 1), [new(null, new(pence))], reason, "A paper")
            {
                Payee = kind == LedgerRequestKind.CentralPayment ? payee : null,
            };
        await ledger.DoneAsync(Ask(LedgerRequestKind.Central, 10_000, "Work across the areas"));
        await ledger.DoneAsync(Ask(LedgerRequestKind.CentralPayment, 3_000, "Training"));
        await ledger.DoneAsync(Ask(LedgerRequestKind.CentralPayment, 2_000, "Leaflets"));
        var paid = Assert.Single((await ledger.OverviewAsync(Year)).Across.Paid);
        Assert.Equal(5_000, paid.Amount.Pence);
        Assert.Equal(
            ["Training", "Leaflets"],
            (await new FigureEntries(database.Db).GetAsync(new(Year, null, null, null, paid.Account), 1)).Rows.Select(row => row.Reason)
        );
    }

    [Fact]
    public async Task Inconsistency_17_each_table_names_the_period_of_its_figures()
    {
        await LoadAsync();
        var table = new PanelTable(database.Db, new Office());
        Assert.Contains(
            "Figures as at 16 January 2025, from the ledger up to transaction",
            await table.CsvAsync(Printed, PrintedOn),
            StringComparison.Ordinal
        );
        Assert.Contains("Figures for the whole year to 31 March 2025", await table.CsvAsync(Printed, null), StringComparison.Ordinal);
    }

    [Fact]
    public void Inconsistency_19_a_priority_stands_once_in_the_list() =>
        Assert.Equal(ProjectRules.Priorities.Distinct(StringComparer.OrdinalIgnoreCase), ProjectRules.Priorities);

    public void Dispose() => database.Dispose();
}
