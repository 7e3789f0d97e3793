using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Features.Audit;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Demonstration;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using FsCheck.Fluent;

namespace Commissioning.Features.Tests.CspBudgets;

public sealed class LedgerTests : IDisposable
{
    private static readonly FinancialYear Year = new(2025);
    private readonly TestDatabase database = new();
    private readonly LedgerScenario ledger;

    public LedgerTests() => ledger = new(database);

    private Task<YearOverview.YearOverviewPage> OverviewAsync(FinancialYear year, DateOnly? asAt = null) =>
        database.Db.ReadAsync(work => YearOverview.GetAsync(work, year, asAt));

    [Fact]
    public async Task The_ledger_reproduces_the_published_tables()
    {
        await new LoadDemonstration(
            database.Db,
            database.Clock,
            new Office(),
            new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            database.Encryption
        ).RunOnceAsync();
        var view = await OverviewAsync(new(2024));
        Assert.Equal(
            (63_967_500, 9_790_504, 73_758_004, 72_631_154, 0),
            (
                view.Total.Base.Pence,
                view.Total.TopUp.Pence,
                view.Total.Allocation.Pence,
                view.Total.Expenditure.Pence,
                view.Total.Remaining.Pence
            )
        );
        Assert.Equal((4, 84, 0L), (view.SpentAll, view.Projects, view.NotGivenOut.Pence));
        Assert.Equal(2_800_000, Assert.Single(view.HostedSchemes).Amount.Pence);
        // The published table is of 16 January 2025. After it the areas returned what remained, and the County Council was paid from it.
        var printed = await OverviewAsync(new(2024), new(2025, 1, 16));
        Assert.Equal((72_631_154, 1_126_850), (printed.Total.Expenditure.Pence, printed.Total.Remaining.Pence));
        Assert.Equal(
            (1_126_850, 645_000, 481_850, 481_850, 0),
            (
                view.Across.Pooled.Pence,
                Assert.Single(view.Across.Paid).Amount.Pence,
                view.Across.PoolLeft.Pence,
                view.RemainingAcross.Pence,
                view.Across.CentralLeft.Pence
            )
        );
        var funding = await database.Db.ReadAsync(work => FundingQueries.GetAsync(work, new(2024)));
        Assert.Equal((63_967_500, 63_967_500), (funding.Total.Pence, funding.Allocated.Pence));
        Assert.Equal(Money.Zero, (await OverviewAsync(new(2024), new(2024, 4, 30))).Total.Expenditure);
        await LedgerAssert.IsSoundAsync(database);

        Task<Result<ReconcilePaper.Comparison>> CompareAsync(string csv) =>
            SamplePaper.CompareAsync(database, new(2024), "paper.csv", Encoding.UTF8.GetBytes(csv));
        var paper =
            "table,row,column,printed\nareas,Leicester City CSP,allocation,\"£313,421.48\"\nareas,Hinckley & Bosworth,remaining,Nil\nareas,Total,expenditure,726311.55\nareas,Rutland,colour,5\nareas,Blaby,remaining,tbc\nacross,Remaining across the area,amount,4818.15\n";
        var result = (await CompareAsync(paper)).Value!;
        Assert.Equal(
            [
                "agrees",
                "agrees",
                "1p more than the ledger",
                "not a name the ledger knows",
                "not an amount that can be read",
                "35p less than the ledger",
            ],
            result.Lines.Where(line => line.Kind != PaperLineKind.NotPrinted).Select(line => line.Sentence)
        );
        Assert.False(result.Agrees);
        Assert.False(result.IsUnderstood);
        Assert.Contains(
            result.Lines,
            line => line is { Kind: PaperLineKind.NotPrinted, What: "Leicestershire County Council: from central money" }
        );
        Assert.False((await CompareAsync("a,b\n1,2\n")).Value!.IsUnderstood);

        var everything = await SamplePaper.Reconcile(database).ListAsync(new(2024), null);
        Assert.True((await CompareAsync(everything)).Value!.Agrees);
    }

    [Fact]
    public async Task A_printed_total_is_the_sum_of_the_figures_above_it_in_every_format()
    {
        await new LoadDemonstration(
            database.Db,
            database.Clock,
            new Office(),
            new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            database.Encryption
        ).RunOnceAsync();
        var table = new PanelTable(database.Db, new Office());
        var paper = await table.PaperAsync(new(2024), null);
        foreach (var figures in paper.Blocks.OfType<Figures>())
            for (var column = 1; column < figures.Columns.Count; column++)
                Assert.Equal(
                    SpreadsheetMoney.Parse(figures.Totals![column]),
                    figures.Rows.Select(row => SpreadsheetMoney.Parse(row[column])!.Value).Sum()
                );
        Assert.Contains(
            paper.Blocks.OfType<Paragraph>(),
            block => block.Text.StartsWith("4 of 9 areas spent all of their allocation.", StringComparison.Ordinal)
        );
        var csv = (await table.CsvAsync(new(2024), null))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(','))
            .ToList();
        var shown = paper.Blocks.OfType<Figures>().First();
        Assert.Equal(
            shown.Rows.Append(shown.Totals!).Select(row => SpreadsheetMoney.Parse(row[^1])),
            csv.Skip(1).SkipLast(1).Select(row => SpreadsheetMoney.Parse(row[^1]))
        );
        var file = Path.Combine(database.Folder, "panel.xlsx");
        await File.WriteAllBytesAsync(file, await table.XlsxAsync(new(2024), null));
        using (var workbook = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(file, isEditable: false))
        {
            var first = workbook.WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().First();
            var cells = ((DocumentFormat.OpenXml.Packaging.WorksheetPart)workbook.WorkbookPart.GetPartById(first.Id!))
                .Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>()
                .Skip(1)
                .SkipLast(1) // The day of the figures.
                .Select(row => SpreadsheetMoney.Parse(row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Last().CellValue!.Text));
            Assert.Equal(shown.Rows.Append(shown.Totals!).Select(row => SpreadsheetMoney.Parse(row[^1])), cells);
            Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(workbook));
        }
        foreach (var row in shown.Rows)
        foreach (var cell in row)
            Assert.Contains(
                System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(cell),
                LetterHtml.Body(paper),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task A_commitment_is_not_free_to_use_and_spending_on_its_project_uses_it_first()
    {
        var (officer, areas) = await OpenedAsync(2, 100_000);
        var project = await ProposedProject.AddAsync(database, Year, areas[0], new(60_000));
        Assert.Null((await new DecideProject(database.Db, new Office()).RunAsync(officer, project, approve: true, null)).FirstRefusal);
        Assert.Null(
            (await ledger.PostAsync(new(Year, TransactionKind.Earmark, areas[0], new(30_000), Year.Start, "Winter patrols"))).FirstRefusal
        );
        var line = (await OverviewAsync(Year)).Lines.Single(line => line.AreaId == areas[0]);
        Assert.Equal(
            (100_000, 30_000, 60_000, 10_000),
            (line.Remaining.Pence, line[LedgerColumn.Earmarked].Pence, line[LedgerColumn.Committed].Pence, line.Free.Pence)
        );
        Assert.Equal(
            "Area 1 has £100.00 left in addition to £900.00 earmarked or committed, which is £0.01 less than £100.01",
            (
                await ledger.RequestAsync(
                    new(Year, LedgerRequestKind.Virement, Year.Start, [new(areas[0], new(10_001), areas[1])], "Because", "A paper")
                )
            )
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal(
            "Area 1 has £100.00 left in addition to £900.00 earmarked or committed, which is £500.00 less than £600.00",
            (
                await new DecideProject(database.Db, new Office()).RunAsync(
                    officer,
                    await ProposedProject.AddAsync(database, Year, areas[0], new(60_000)),
                    approve: true,
                    null
                )
            )
                .FirstRefusal!
                .Sentence
        );

        Assert.Null(
            (
                await ledger.PostAsync(
                    new(Year, TransactionKind.Expenditure, areas[0], new(45_000), Year.Start, "First invoice") { Project = project }
                )
            ).FirstRefusal
        );
        Assert.Equal((45_000, 15_000), await SumsAsync(project));
        var spending = (await database.Db.QueryAsync<Guid>("select Id from LedgerTransaction where Kind = 'Expenditure'")).Single();
        Assert.Null(
            (
                await new AddLedgerEvidence(database.Db, ledger.Files, database.Clock).RunAsync(
                    officer,
                    spending,
                    Upload.Read("invoice.pdf", "%PDF-1.4 invoice"u8.ToArray(), "").Value!
                )
            ).FirstRefusal
        );
        Assert.Contains(
            "already has its evidence",
            (
                await new AddLedgerEvidence(database.Db, ledger.Files, database.Clock).RunAsync(
                    officer,
                    spending,
                    Upload.Read("invoice.pdf", "%PDF-1.4 invoice"u8.ToArray(), "").Value!
                )
            )
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
        var evidence = (await database.Db.QueryAsync<Guid>("select Id from LedgerTransaction where Kind = 'Evidence'")).Single();
        Assert.Null(
            (
                await new ReverseTransaction(database.Db, new Office()).RunAsync(officer, evidence, Year.Start, "The wrong invoice")
            ).FirstRefusal
        );
        Assert.Null(
            (
                await new AddLedgerEvidence(database.Db, ledger.Files, database.Clock).RunAsync(
                    officer,
                    spending,
                    Upload.Read("right.pdf", "%PDF-1.4 right"u8.ToArray(), "").Value!
                )
            ).FirstRefusal
        );
        Assert.Contains(
            "is the evidence of this one",
            (await new ReverseTransaction(database.Db, new Office()).RunAsync(officer, spending, Year.Start, "Wrong"))
                .FirstRefusal!
                .Sentence,
            StringComparison.Ordinal
        );
        Assert.Null((await new FinishProject(database.Db).RunAsync(officer, project)).FirstRefusal);
        Assert.Equal((45_000, 0), await SumsAsync(project));
        line = (await OverviewAsync(Year)).Lines.Single(line => line.AreaId == areas[0]);
        Assert.Equal((55_000, 25_000, 45_000), (line.Remaining.Pence, line.Free.Pence, line[LedgerColumn.Evidenced].Pence));
        // Each column's entries add up to the column.
        foreach (var column in Enum.GetValues<LedgerColumn>())
        foreach (var area in new Guid?[] { areas[0], areas[1], null })
            Assert.Equal(
                (area is null ? (await OverviewAsync(Year)).Total : (await OverviewAsync(Year)).Lines.Single(row => row.AreaId == area))[
                    column
                ],
                (await new FigureEntries(database.Db).GetAsync(new(Year, null, column, area, null), 1)).Sum
            );
        await LedgerAssert.IsSoundAsync(database);
    }

    [Fact]
    public async Task An_area_merger_starts_a_new_area_and_leaves_earlier_years_unchanged()
    {
        var (officer, areas) = await OpenedAsync(3, 100_000);
        async Task<string> Sentence(Task<Result> attempt) => (await attempt).FirstRefusal!.Sentence;
        Assert.Equal(
            "Area 1 already has a budget in 2025-26, so it cannot end before that year",
            await Sentence(new MergeAreas(database.Db).RunAsync(officer, [areas[0], areas[1]], "North", null, Year.Start))
        );
        Assert.Equal(
            "Areas start on 1 April, with a financial year",
            await Sentence(new MergeAreas(database.Db).RunAsync(officer, [areas[0], areas[1]], "North", null, new(2026, 5, 1)))
        );
        Assert.Equal(
            "area  1 is already a name of Area 1",
            await Sentence(new AddAreaAlias(database.Db).RunAsync(officer, areas[1], "area  1"))
        );
        Assert.StartsWith(
            "Enter the ONS code",
            await Sentence(new AddArea(database.Db).RunAsync(officer, "North", "E99", Year.Next.Start)),
            StringComparison.Ordinal
        );
        Assert.Null(
            (await new MergeAreas(database.Db).RunAsync(officer, [areas[0], areas[1]], "North", "e07000199", Year.Next.Start)).FirstRefusal
        );
        Assert.Null((await new OpenYear(database.Db).RunAsync(officer, Year.Next)).FirstRefusal);
        Assert.Equal(["Area 1", "Area 2", "Area 3"], (await OverviewAsync(Year)).Lines.Select(line => line.Area));
        Assert.Equal(["Area 3", "North"], (await OverviewAsync(Year.Next)).Lines.Select(line => line.Area));
        var old = (await database.Db.ReadAsync(AreaQueries.ListAsync)).First(area => area.Id == areas[0]);
        Assert.Equal((Year.End, "North"), (old.ValidTo, old.Successor));
        Assert.Equal(
            "Area 1 already ends on 31 March 2026",
            await Sentence(new MergeAreas(database.Db).RunAsync(officer, [areas[0], areas[2]], "South", null, Year.Next.Start))
        );
    }

    [Fact]
    public async Task An_area_is_reminded_of_its_return_once_at_each_step_until_it_is_certified()
    {
        var (officer, areas) = await OpenedAsync(2, 100_000);
        var scenario = new Scenario(database.Db, database.Clock);
        var (preparer, certifier) = (await scenario.PersonAsync(Role.CspOfficer), await scenario.PersonAsync(Role.CspOfficer));
        foreach (var person in new[] { preparer, certifier })
            await new SetContactAreas(database.Db).RunAsync(officer, person.Id, [areas[0]]);
        async Task<int> LookAsync(string day)
        {
            database.Clock.MoveTo(day + " 09:00");
            return (
                await Task.WhenAll(
                    Enumerable
                        .Range(0, 2)
                        .Select(_ => Task.Run(() => new RemindOfReturns(database.Db, new Office(), database.Clock).RunAsync()))
                )
            ).Sum();
        }
        Assert.Equal(0, await LookAsync("2025-07-11"));
        Assert.Equal(1, await LookAsync("2025-07-14")); // Five working days before the 21st.
        Assert.Equal(0, await LookAsync("2025-07-18"));
        Assert.Equal(1, await LookAsync("2025-08-05")); // Down on the due date and the fifth day: one reminder, not three.
        Assert.Equal(4, await database.CountAsync("OutboxEmail"));
        Assert.Equal(
            1,
            await database.CountAsync(
                "OutboxEmail",
                "Subject like '%11 working days late' and ToAddress = (select Email from Person where Id = @Id)",
                new { preparer.Id }
            )
        );
        Assert.Empty(
            (
                await new SaveQuarterlyReturn(database.Db, ledger.Files, database.Clock).RunAsync(
                    preparer,
                    new(Year, areas[0], ReturnPeriod.Quarter1, 0, new(1000), Money.Zero, new(100_000), null, "Not in the ledger yet")
                    {
                        Evidence = Upload.Read("invoices.pdf", "%PDF-1.4 invoices"u8.ToArray(), "").Value!,
                    }
                )
            ).Refusals
        );
        Assert.Equal(
            "invoices.pdf",
            Assert
                .Single(
                    (await database.Db.ReadAsync(work => QuarterlyReturnQueries.GetAsync(work, officer, Year, ownOnly: false)))
                        .Cells.First(cell => cell.Line.AreaId == areas[0])
                        .Evidence
                )
                .Name
        );
        Assert.Null(
            (
                await new CertifyQuarterlyReturn(database.Db, new Office()).RunAsync(
                    certifier,
                    await database.Db.ScalarAsync<Guid>("select Id from CspReturn"),
                    1
                )
            ).FirstRefusal
        );
        Assert.Equal(0, await LookAsync("2025-08-19"));
        Assert.Equal(new Money(100_000), (await OverviewAsync(Year)).Total.Forecast);
    }

    private async Task<(long Spent, long Committed)> SumsAsync(Guid project) =>
        (
            await database.Db.ScalarAsync<long>("select Spent from CspProject where Id = @project", new { project }),
            await database.Db.ScalarAsync<long>("select Committed from CspProject where Id = @project", new { project })
        );

    [Fact]
    public async Task Ledger_postings_at_once_from_two_areas_never_exceed_what_an_area_has()
    {
        var (officer, areas) = await OpenedAsync(2, 10_000);
        var scheme = (await new AddHostedScheme(database.Db).RunAsync(officer, "A scheme", areas[1])).Value;
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(i =>
                    Task.Run(() =>
                        ledger.PostAsync(
                            new(
                                Year,
                                i % 2 == 0 ? TransactionKind.Expenditure : TransactionKind.Contribution,
                                areas[0],
                                new(900),
                                Year.Start,
                                $"Part {i}"
                            )
                            {
                                Scheme = i % 2 == 0 ? null : scheme,
                            }
                        )
                    )
                )
        );
        Assert.Equal(11, outcomes.Count(outcome => outcome.FirstRefusal is null));
        await LedgerAssert.IsSoundAsync(database);
    }

    private async Task<(Actor Officer, IReadOnlyList<Guid> Areas)> OpenedAsync(int areas, long pence)
    {
        await ledger.OpenAsync(Year, areas, new(pence));
        return (ledger.Officer, ledger.Areas);
    }

    public void Dispose() => database.Dispose();
}
