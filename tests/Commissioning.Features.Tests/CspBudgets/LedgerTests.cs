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
    private readonly FileStore files;
    private readonly PostToLedger post;

    public LedgerTests()
    {
        files = new(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions());
        post = new(database.Db, files, database.Clock);
    }

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
            (63_967_500, 9_790_504, 73_758_004, 72_631_154, 1_126_850),
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
        // The table was of 16 January 2025, and nothing was posted after it.
        Assert.Equal(view.Total.Sums, (await OverviewAsync(new(2024), new(2025, 1, 16))).Total.Sums);
        Assert.Equal(Money.Zero, (await OverviewAsync(new(2024), new(2024, 4, 30))).Total.Expenditure);
        await AssertSoundAsync();

        var reconcile = new ReconcilePaper(database.Db);
        var paper =
            "table,row,column,printed\nareas,Leicester City CSP,allocation,\"£313,421.48\"\nareas,Hinckley & Bosworth,remaining,Nil\nareas,Total,expenditure,726311.55\nareas,Rutland,colour,5\nareas,Blaby,remaining,tbc\n";
        var result = (await reconcile.RunAsync(new(2024), paper, null)).Value!;
        Assert.Equal(
            ["agrees", "agrees", "differs by £0.01", "not a name the ledger knows", "not an amount that can be read"],
            result.Lines.Select(line => line.Sentence)
        );
        Assert.False(result.Agrees);
        Assert.Contains(result.Omitted, pair => pair.Name == new ReconcilePaper.Name("central", "Leicestershire County Council", "amount"));
        Assert.NotNull((await reconcile.RunAsync(new(2024), "a,b\n1,2\n", null)).FirstRefusal);

        var everything = await reconcile.ListAsync(new(2024), null);
        Assert.True((await reconcile.RunAsync(new(2024), everything, null)).Value!.Agrees);
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
            csv.Skip(1).Select(row => SpreadsheetMoney.Parse(row[^1]))
        );
        var file = Path.Combine(database.Folder, "panel.xlsx");
        await File.WriteAllBytesAsync(file, await table.XlsxAsync(new(2024), null));
        using (var workbook = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(file, isEditable: false))
        {
            var first = workbook.WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().First();
            var cells = ((DocumentFormat.OpenXml.Packaging.WorksheetPart)workbook.WorkbookPart.GetPartById(first.Id!))
                .Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>()
                .Skip(1)
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

    private enum Act
    {
        Spend,
        SpendOnProject,
        Earmark,
        Virement,
        Contribution,
        Return,
        Approve,
        Finish,
        AddEvidence,
        Reverse,
    }

    [RepeatableProperty(1)]
    public FsCheck.Property The_ledger_stays_balanced_after_any_sequence_of_postings() =>
        Prop.ForAll(
            Any.Steps(
                Any.Each(Any.Of(Enum.GetValues<Act>()), Any.Number(0, 4), Any.Number(0, 364), Any.Number(-1, 400), Any.Number(0, 999)),
                400
            ),
            async steps =>
            {
                using var fresh = new LedgerTests();
                return await fresh.StaysWholeAsync(steps);
            }
        );

    /// <param name="steps">Which selects among the existing transactions, projects or other areas; when there are none, nothing
    /// happens.</param>
    private async Task<FsCheck.Property> StaysWholeAsync((Act Act, int Area, int Day, int Pence, int Which)[] steps)
    {
        var (officer, areas) = await OpenedAsync(5, 1000); // So few pence that an account is often exactly empty.
        var work = new List<Guid>();
        foreach (var (act, place, day, pence, which) in steps)
        {
            var (area, on) = (areas[place], Year.Start.AddDays(day));
            switch (act)
            {
                case Act.Reverse when await ListAsync("Kind <> 'Reversal' and Kind <> 'Base'") is { Count: > 0 } ids:
                    await new ReverseTransaction(database.Db).RunAsync(officer, Any.At(ids, which), on, "A mistake");
                    break;
                case Act.AddEvidence when await ListAsync("Kind = 'Expenditure'") is { Count: > 0 } spending:
                    await new AddLedgerEvidence(database.Db, files, database.Clock).RunAsync(
                        officer,
                        Any.At(spending, which),
                        Upload.Read("receipt.pdf", "%PDF-1.4 receipt"u8.ToArray(), "").Value!
                    );
                    break;
                case Act.Approve:
                    work.Add(await ProposedAsync(area, new(Math.Max(pence, 1))));
                    await new DecideProject(database.Db).RunAsync(officer, work[^1], approve: true, null);
                    break;
                case Act.Finish when work.Count > 0:
                    await new FinishProject(database.Db).RunAsync(officer, Any.At(work, which));
                    break;
                case Act.Spend:
                    await PostAsync(TransactionKind.Expenditure);
                    break;
                case Act.SpendOnProject when work.Count > 0:
                    await PostAsync(TransactionKind.Expenditure, Any.At(work, which));
                    break;
                case Act.Earmark or Act.Virement or Act.Contribution or Act.Return:
                    await PostAsync(Enum.Parse<TransactionKind>(act.ToString()));
                    break;
            }

            Task PostAsync(TransactionKind kind, Guid? project = null) =>
                post.RunAsync(
                    officer,
                    new(Year, kind, area, new(pence), on, "Something")
                    {
                        Other = Any.At(areas, which),
                        HostedScheme = "A scheme",
                        Authority = "The CFO",
                        Project = project,
                    }
                );
        }
        await AssertSoundAsync();
        var moved = await new Movement(database.Db).GetAsync(Year, Year.Start.AddDays(50), Year.Start.AddDays(150), 1);
        Assert.Equal(
            (await OverviewAsync(Year, Year.Start.AddDays(150))).Total.Remaining
                - (await OverviewAsync(Year, Year.Start.AddDays(50))).Total.Remaining,
            moved.Total.Remaining
        );
        Assert.All(moved.Rows, row => Assert.InRange(row.EffectiveOn, Year.Start.AddDays(51), Year.Start.AddDays(150)));
        // At any day, the table equals the entries up to that day.
        foreach (var day in new[] { Year.Start, Year.Start.AddDays(77), Year.Start.AddDays(200), Year.End })
        {
            var view = await OverviewAsync(Year, day);
            var spent = await database.Db.ScalarAsync<long>(
                "select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where a.Kind in ('Spent', 'Evidenced', 'HostedScheme') and e.EffectiveOn <= @day",
                new { day }
            );
            Assert.Equal(spent, view.Total.Expenditure.Pence);
        }
        // A case in which little happened proves nothing, so it does not count.
        var enough = true;
        foreach (var kind in new[] { "Earmark", "Commitment", "Evidence", "Expenditure", "Reversal" })
            enough &= await database.CountAsync("LedgerTransaction", "Kind = @kind", new { kind }) > 5;
        return true.When(enough);

        Task<IReadOnlyList<Guid>> ListAsync(string which) =>
            database.Db.QueryAsync<Guid>($"select Id from LedgerTransaction where {which} order by BudgetYear, Number");
    }

    [Fact]
    public async Task A_commitment_is_not_free_to_use_and_spending_on_its_project_uses_it_first()
    {
        var (officer, areas) = await OpenedAsync(2, 100_000);
        var project = await ProposedAsync(areas[0], new(60_000));
        Assert.Null((await new DecideProject(database.Db).RunAsync(officer, project, approve: true, null)).FirstRefusal);
        Assert.Null(
            (
                await post.RunAsync(officer, new(Year, TransactionKind.Earmark, areas[0], new(30_000), Year.Start, "Winter patrols"))
            ).FirstRefusal
        );
        var line = (await OverviewAsync(Year)).Lines.Single(line => line.AreaId == areas[0]);
        Assert.Equal(
            (100_000, 30_000, 60_000, 10_000),
            (line.Remaining.Pence, line[LedgerColumn.Earmarked].Pence, line[LedgerColumn.Committed].Pence, line.Free.Pence)
        );
        var virement = new PostToLedger.Command(Year, TransactionKind.Virement, areas[0], new(10_001), Year.Start, "Because")
        {
            Other = areas[1],
            Authority = "The CFO",
        };
        Assert.Equal(
            "Area 1 has £100.00 left in addition to £900.00 earmarked or committed, which is £0.01 less than £100.01",
            (await post.RunAsync(officer, virement)).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Area 1 has £100.00 left, which is £500.00 less than £600.00",
            (await new DecideProject(database.Db).RunAsync(officer, await ProposedAsync(areas[0], new(60_000)), approve: true, null))
                .FirstRefusal!
                .Sentence
        );

        Assert.Null(
            (
                await post.RunAsync(
                    officer,
                    new(Year, TransactionKind.Expenditure, areas[0], new(45_000), Year.Start, "First invoice") { Project = project }
                )
            ).FirstRefusal
        );
        Assert.Equal((45_000, 15_000), await SumsAsync(project));
        var spending = (await database.Db.QueryAsync<Guid>("select Id from LedgerTransaction where Kind = 'Expenditure'")).Single();
        Assert.Null(
            (
                await new AddLedgerEvidence(database.Db, files, database.Clock).RunAsync(
                    officer,
                    spending,
                    Upload.Read("invoice.pdf", "%PDF-1.4 invoice"u8.ToArray(), "").Value!
                )
            ).FirstRefusal
        );
        Assert.Contains(
            "already has its evidence",
            (
                await new AddLedgerEvidence(database.Db, files, database.Clock).RunAsync(
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
        Assert.Null((await new ReverseTransaction(database.Db).RunAsync(officer, evidence, Year.Start, "The wrong invoice")).FirstRefusal);
        Assert.Null(
            (
                await new AddLedgerEvidence(database.Db, files, database.Clock).RunAsync(
                    officer,
                    spending,
                    Upload.Read("right.pdf", "%PDF-1.4 right"u8.ToArray(), "").Value!
                )
            ).FirstRefusal
        );
        Assert.Contains(
            "is the evidence of this one",
            (await new ReverseTransaction(database.Db).RunAsync(officer, spending, Year.Start, "Wrong")).FirstRefusal!.Sentence,
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
        await AssertSoundAsync();
    }

    [Fact]
    public async Task A_top_up_cannot_exceed_the_funding_of_the_year_nor_the_central_pot_what_it_has()
    {
        var (officer, areas) = await OpenedAsync(2, 100_000);
        var topUp = new PostToLedger.Command(Year, TransactionKind.TopUp, areas[0], new(5_001), Year.Start, "A share")
        {
            Authority = "The CFO",
        };
        var central = new PostCentral(database.Db);
        Assert.Null(
            (
                await central.RunAsync(
                    officer,
                    new(Year, TransactionKind.CarryIn, new(5_000), Year.Start, "From the old spreadsheet", "The CFO", null)
                )
            ).FirstRefusal
        );
        Assert.Equal(
            "£50.00 of the underspend of 2024-25 is not allocated yet, which is £0.01 less than £50.01",
            (await post.RunAsync(officer, topUp)).FirstRefusal!.Sentence
        );
        Assert.Null((await post.RunAsync(officer, topUp with { Amount = new(5_000) })).FirstRefusal);
        Assert.Null(
            (
                await central.RunAsync(
                    officer,
                    new(Year, TransactionKind.Central, new(9_000), Year.Start, "The year's pot", "The CFO", null)
                )
            ).FirstRefusal
        );
        Assert.Equal(
            "The central pot has £90.00 left, which is £0.01 less than £90.01",
            (
                await central.RunAsync(
                    officer,
                    new(Year, TransactionKind.Transfer, new(9_001), Year.Start, "Training", "The CFO", "County Council")
                )
            )
                .FirstRefusal!
                .Sentence
        );
        Assert.Null(
            (
                await central.RunAsync(
                    officer,
                    new(Year, TransactionKind.Transfer, new(9_000), Year.Start, "Training", "The CFO", "County Council")
                )
            ).FirstRefusal
        );
        await AssertSoundAsync();
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
                "Subject like '%10 working days late' and ToAddress = (select Email from Person where Id = @Id)",
                new { preparer.Id }
            )
        );
        Assert.Empty(
            (
                await new SaveQuarterlyReturn(database.Db, files, database.Clock).RunAsync(
                    preparer,
                    Year,
                    areas[0],
                    1,
                    0,
                    new(1000),
                    Money.Zero,
                    new(100_000),
                    null,
                    Upload.Read("invoices.pdf", "%PDF-1.4 invoices"u8.ToArray(), "").Value!
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
                await new CertifyQuarterlyReturn(database.Db).RunAsync(
                    certifier,
                    await database.Db.ScalarAsync<Guid>("select Id from CspReturn")
                )
            ).FirstRefusal
        );
        Assert.Equal(0, await LookAsync("2025-08-19"));
        Assert.Equal(new Money(100_000), (await OverviewAsync(Year)).Total.Forecast);
    }

    private async Task<Guid> ProposedAsync(Guid area, Money amount)
    {
        var id = Guid.CreateVersion7();
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into CspProject (Id, BudgetYear, AreaId, Name, Priority, PreventionLevel, Outcome, CreatedAt, Amount, Status) values (@id, @BudgetYear, @area, 'Patrols', 'Road Safety', 'Primary', 'Safer', @Now, @amount, 'Proposed')",
                new
                {
                    id,
                    BudgetYear = Year.ToString(),
                    area,
                    work.Now,
                    amount,
                }
            )
        );
        return id;
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
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(i =>
                    Task.Run(() =>
                        post.RunAsync(
                            officer,
                            new(
                                Year,
                                i % 2 == 0 ? TransactionKind.Expenditure : TransactionKind.Contribution,
                                areas[0],
                                new(900),
                                Year.Start,
                                "Part"
                            )
                            {
                                HostedScheme = "A scheme",
                            }
                        )
                    )
                )
        );
        Assert.Equal(11, outcomes.Count(outcome => outcome.FirstRefusal is null));
        await AssertSoundAsync();
    }

    [Fact]
    public async Task A_ledger_posting_that_is_refused_gives_the_reason_and_changes_no_entry()
    {
        var (officer, areas) = await OpenedAsync(2, 1_000_000);
        await new OpenYear(database.Db).RunAsync(officer, Year.Next);
        var before = await database.CountAsync("LedgerEntry");
        async Task<string> Sentence(PostToLedger.Command command) => (await post.RunAsync(officer, command)).FirstRefusal!.Sentence;
        var virement = new PostToLedger.Command(Year, TransactionKind.Virement, areas[0], Money.FromPounds(100), Year.Start, "Because")
        {
            Other = areas[1],
            Authority = "The CFO",
        };
        Assert.Equal(
            "Area 1 has £10,000.00 left, which is £0.01 less than £10,000.01",
            await Sentence(virement with { Amount = Money.FromPounds(10_000.01m) })
        );
        Assert.Equal("A virement goes to another area", await Sentence(virement with { Other = areas[0] }));
        Assert.Equal(
            "1 April 2026 is not in 2025-26, which runs from 1 April 2025 to 31 March 2026",
            await Sentence(virement with { On = new(2026, 4, 1) })
        );
        Assert.Equal("Say who approved this and by what authority", await Sentence(virement with { Authority = " " }));
        Assert.Equal("Enter an amount of more than £0.00", await Sentence(virement with { Amount = Money.Zero }));
        Assert.StartsWith(
            "Add a file of evidence",
            await Sentence(virement with { Kind = TransactionKind.Expenditure, Amount = Money.FromPounds(1000.01m) }),
            StringComparison.Ordinal
        );
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update LedgerYear set LockedAt = @Now where BudgetYear = '2025-26'", new { work.Now })
        );
        Assert.Contains("was locked on", await Sentence(virement), StringComparison.Ordinal);
        Assert.Equal(before, await database.CountAsync("LedgerEntry"));
    }

    private async Task<(Actor Officer, IReadOnlyList<Guid> Areas)> OpenedAsync(int areas, long pence)
    {
        var officer = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer);
        var ids = Enumerable.Range(1, areas).Select(_ => Guid.CreateVersion7()).ToList();
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into CspArea (Id, Name, Position, ValidFrom) values (@id, @Name, @Position, @From)",
                ids.Select(
                    (id, i) =>
                        new
                        {
                            id,
                            Name = $"Area {i + 1}",
                            Position = i,
                            From = new DateOnly(2020, 4, 1),
                        }
                )
            )
        );
        var open = new OpenYear(database.Db);
        Assert.Null((await open.RunAsync(officer, Year)).FirstRefusal);
        foreach (var id in ids)
            Assert.Null(
                (
                    await post.RunAsync(
                        officer,
                        new(Year, TransactionKind.Base, id, new(pence), Year.Start, "Base") { Authority = "The CFO" }
                    )
                ).FirstRefusal
            );
        return (officer, ids);
    }

    /// <summary>Every transaction and every year sums to zero, no area is negative, balances equal their entries, and the trail is
    /// intact.</summary>
    private async Task AssertSoundAsync()
    {
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                "select count(*) from (select TransactionId from LedgerEntry group by TransactionId having sum(Amount) <> 0) x"
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                "select count(*) from (select a.BudgetYear from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId group by a.BudgetYear having sum(e.Amount) <> 0) x"
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                "select count(*) from (select e.AccountId from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where a.Kind in ('Area', 'Earmarked', 'Committed', 'Spent', 'Evidenced') group by e.AccountId having sum(e.Amount) < 0) x"
            )
        );
        // Stored totals equal the entries: whole years, any day, each account, each position.
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                """
                select count(*) from LedgerAccount a
                where  a.Balance <> (select coalesce(sum(e.Amount), 0) from LedgerEntry e where e.AccountId = a.Id) or a.Entries <> (select count(*) from LedgerEntry e where e.AccountId = a.Id)
                       or a.Balance <> (select coalesce(sum(t.Amount), 0) from LedgerTotal t where t.AccountId = a.Id and t.Period = 'Month')
                """
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                """
                select count(*) from LedgerTotal t
                where  t.Period = 'Day' and t.Amount <> (select coalesce(sum(e.Amount), 0) from LedgerEntry e where e.AccountId = t.AccountId and e.Kind = t.Kind and e.EffectiveOn = t.StartsOn)
                """
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                """
                select count(*) from LedgerEntry e
                where  not exists (select 1 from LedgerTotal t where t.AccountId = e.AccountId and t.Kind = e.Kind and t.Period = 'Day' and t.StartsOn = e.EffectiveOn)
                """
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                "select count(*) from LedgerEntry e where e.BalanceAfter <> (select sum(x.Amount) from LedgerEntry x where x.AccountId = e.AccountId and x.Place <= e.Place)"
            )
        );
        Assert.Equal(
            0,
            await database.Db.ScalarAsync<int>(
                """
                select count(*) from CspProject p
                where  p.Spent <> (select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId join LedgerTransaction t on t.Id = e.TransactionId where t.ProjectId = p.Id and a.Kind in ('Spent', 'Evidenced'))
                       or p.Committed <> (select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId join LedgerTransaction t on t.Id = e.TransactionId where t.ProjectId = p.Id and a.Kind = 'Committed')
                       or p.Committed < 0 or (p.Status <> 'Approved' and p.Committed <> 0)
                """
            )
        );
        foreach (var year in (await database.Db.ReadAsync(YearOverview.YearsAsync)).Select(typed => FinancialYear.Parse(typed)!.Value))
            for (var day = year.Start; day <= year.End; day = day.AddDays(13))
                Assert.Equal(
                    await database.Db.ScalarAsync<long>(
                        "select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId where a.BudgetYear = @BudgetYear and a.Kind in ('Area', 'Earmarked', 'Committed') and e.EffectiveOn <= @day",
                        new { BudgetYear = year.ToString(), day }
                    ),
                    (await OverviewAsync(year, day)).Total.Remaining.Pence
                );
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
    }

    public void Dispose() => database.Dispose();
}
