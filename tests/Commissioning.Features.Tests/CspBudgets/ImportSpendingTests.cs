using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.CspBudgets;

public sealed class ImportSpendingTests : IDisposable
{
    private static readonly FinancialYear Year = new(2024);
    private static readonly ImportSpending.Answers NoAnswers = ImportSpending.Answers.None;
    private readonly TestDatabase database = new();
    private readonly ImportSpending import;

    public ImportSpendingTests() =>
        import = new(
            database.Db,
            new FileStore(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions()),
            database.Clock
        );

    [Fact]
    public async Task A_spending_import_reads_CSV_and_XLSX_alike_and_posts_the_same_file_once()
    {
        var officer = await OpenedAsync(10_000_00);
        string[][] table =
        [
            ["Area", "Date", "What", "Amount"],
            ["Area 1", "3/6/2024", "Patrols", "£1,200.50"],
            ["Area 2", "4/6/2024", "Packs", "99.99"],
            ["Total", "", "", "1300.49"],
        ];
        var csv = Encoding.Latin1.GetBytes(string.Join("\r\n", table.Select(row => string.Join(",", row.Select(cell => $"\"{cell}\"")))));
        var first = (await import.UploadAsync(officer, Year, "spend.csv", csv)).Value;
        var second = (await import.UploadAsync(officer, Year, "spend.xlsx", new SampleWorkbook().Sheet("Spend", table).Write())).Value;
        static IEnumerable<(Guid?, Money?, DateOnly?, string)> Facts(ImportSpending.SpendingImportPage view) =>
            view.Read.Rows.Select(row => (row.Area, row.Amount, row.On, row.What));
        Assert.Equal(Facts(await import.PreviewAsync(first, NoAnswers)), Facts(await import.PreviewAsync(second, NoAnswers)));
        Assert.Equal(0, await database.CountAsync("LedgerTransaction", "Kind = 'Expenditure'"));
        Assert.Equal(2, (await import.AcceptAsync(officer, first, NoAnswers)).Value);
        Assert.Equal("This file has already been posted", (await import.AcceptAsync(officer, first, NoAnswers)).FirstRefusal!.Sentence);
        var again = (await import.UploadAsync(officer, Year, "renamed.csv", csv)).Value;
        Assert.StartsWith(
            "This same file was posted at",
            (await import.AcceptAsync(officer, again, NoAnswers)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(130_049, (await database.Db.ReadAsync(work => YearOverview.GetAsync(work, Year))).Total.Expenditure.Pence);
        Assert.Equal(2, await database.CountAsync("LedgerTransaction", "ImportId is not null and EvidenceFileId is null"));
    }

    [Fact]
    public async Task A_spending_import_with_a_bad_cell_or_too_much_spending_posts_no_rows()
    {
        var officer = await OpenedAsync(1_000_00);
        var asked = (await import.UploadAsync(officer, Year, "a.csv", "Area,Amount\nArea 1,5\nThe first one,6\n"u8.ToArray())).Value;
        Assert.Equal(
            "1 row cannot be posted, so nothing was posted. Sheet a.csv, A3: \"The first one\" is not a known area. Put it right in the file and upload it again.",
            (await import.AcceptAsync(officer, asked, NoAnswers)).FirstRefusal!.Sentence
        );
        var area = await database.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Area 1'");
        var much = (
            await import.UploadAsync(officer, Year, "b.csv", "Area,Amount\nArea 2,1\nArea 1,600\nArea 1,400.01\n"u8.ToArray())
        ).Value;
        Assert.Equal(
            "Area 1 has £1,000.00 left, which is £0.01 less than £1,000.01. Nothing was posted.",
            (await import.AcceptAsync(officer, much, NoAnswers)).FirstRefusal!.Sentence
        );
        Assert.Equal(0, await database.CountAsync("LedgerTransaction", "Kind = 'Expenditure'"));
        Assert.Equal(2, (await import.AcceptAsync(officer, asked, new(new Dictionary<string, Guid> { ["The first one"] = area }))).Value);
        foreach (var (name, content) in new[] { ("empty.csv", ""), ("picture.png", "x"), ("broken.xlsx", "not a workbook") })
            Assert.NotNull((await import.UploadAsync(officer, Year, name, Encoding.UTF8.GetBytes(content))).FirstRefusal);
    }

    [Fact]
    public async Task A_spending_import_asks_about_rows_that_look_like_spending_already_there_whatever_the_file()
    {
        var officer = await OpenedAsync(10_000_00);
        var first = (
            await import.UploadAsync(officer, Year, "a.csv", "Area,Date,What,Amount\nArea 1,3/6/2024,Patrols,£1301.50\n"u8.ToArray())
        ).Value;
        Assert.Equal(1, (await import.AcceptAsync(officer, first, NoAnswers)).Value);
        // Saved again in other bytes, with another spelling and one more row.
        var again = (
            await import.UploadAsync(
                officer,
                Year,
                "b.csv",
                "Area,Date,What,Amount\narea  1,2024-06-03,PATROLS,\"1,301.50\"\nArea 1,3/6/2024,Packs,20\nArea 1,3/6/2024,Packs,20\n"u8.ToArray()
            )
        ).Value;
        Assert.Equal(["b.csv, D2", "b.csv, D4"], (await import.PreviewAsync(again, NoAnswers)).Alike.Select(alike => alike.Place));
        Assert.StartsWith(
            "2 rows look like spending that is there already: b.csv, D2 is the same as number ",
            (await import.AcceptAsync(officer, again, NoAnswers)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        ImportSpending.Answers Twins(params (string Place, bool IsLeftOut, string? Why)[] twins) =>
            NoAnswers with
            {
                Twins = twins.ToDictionary(twin => twin.Place, twin => new ImportSpending.Twin(twin.IsLeftOut, twin.Why)),
            };
        // An answer for one row says nothing of another.
        Assert.StartsWith(
            "1 row looks like spending that is there already: b.csv, D4 is the same as b.csv, D3 of this file.",
            (await import.AcceptAsync(officer, again, Twins(("b.csv, D2", true, null)))).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(
            new Refusal("b.csv, D4: say why it is other spending, in up to 300 characters", "Twins[1].Why"),
            (await import.AcceptAsync(officer, again, Twins(("b.csv, D2", true, null), ("b.csv, D4", false, " ")))).FirstRefusal
        );
        Assert.Equal(1, await database.CountAsync("LedgerTransaction", "Kind = 'Expenditure'"));
        var answers = Twins(("b.csv, D2", true, null), ("b.csv, D4", false, "A second invoice"));
        Assert.Equal(2, (await import.AcceptAsync(officer, again, answers)).Value);
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Detail like '%Left out as there already: b.csv, D2%'"));
        Assert.Equal(
            1,
            await database.CountAsync(
                "AuditEntry",
                "Detail like '%b.csv, D4, which looks the same as b.csv, D3 of this file, is other spending: A second invoice%'"
            )
        );
    }

    [Fact]
    public async Task A_spending_import_without_descriptions_is_compared_by_area_day_and_amount()
    {
        var officer = await OpenedAsync(10_000_00);
        var rows = "Area,Amount,Date\nArea 1,100,3/6/2024\nArea 2,200,4/6/2024\n"u8.ToArray();
        Assert.Equal(
            2,
            (await import.AcceptAsync(officer, (await import.UploadAsync(officer, Year, "spend.csv", rows)).Value, NoAnswers)).Value
        );
        var again = (
            await import.UploadAsync(
                officer,
                Year,
                "spend (1).csv",
                "Area,Amount,Date\r\nArea 1,100,3/6/2024\r\n\r\nArea 2,200,4/6/2024\r\n"u8.ToArray()
            )
        ).Value;
        Assert.Equal(
            ["spend (1).csv, B2", "spend (1).csv, B4"],
            (await import.PreviewAsync(again, NoAnswers)).Alike.Select(alike => alike.Place)
        );
    }

    [Fact]
    public async Task A_spending_import_posts_to_projects_and_releases_what_they_have_committed()
    {
        var ledger = new LedgerScenario(database);
        await ledger.OpenAsync(Year, 2, Money.FromPounds(5_000));
        var project = await ProposedProject.AddAsync(database, Year, ledger.Areas[0], Money.FromPounds(3_000));
        await new DecideProject(database.Db, new Office()).RunAsync(ledger.Officer, project, approve: true, null);
        var id = await UploadAsync(
            ledger.Officer,
            new SampleWorkbook()
                .Sheet(
                    "Costs",
                    ["Area", "Project", "Amount", "VAT", "Invoice", "Receipt"],
                    ["Area 1", " PATROLS", "2,000", "20", "7", "7.pdf"]
                )
                .Sheet("More", ["Area", "Project", "Amount"], ["Area 1", "Wardens", "900"], ["Area 2", "Wardens", "1"])
        );
        var asked = await import.PreviewAsync(id, NoAnswers);
        Assert.Equal([(ledger.Areas[0], "Wardens")], asked.Read.UnknownProjects);
        Assert.StartsWith(
            "1 row cannot be posted, so nothing was posted. Sheet More, B2: \"Wardens\" is not an approved project of this area.",
            (await import.AcceptAsync(ledger.Officer, id, NoAnswers)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        var answers = NoAnswers with { Projects = new Dictionary<(Guid, string), Guid?> { [(ledger.Areas[0], "Wardens")] = project } };
        Assert.Equal(3, (await import.AcceptAsync(ledger.Officer, id, answers)).Value);
        var line = (await ledger.OverviewAsync(Year)).Lines[0];
        Assert.Equal(
            (Money.FromPounds(2_900), Money.FromPounds(100), Money.FromPounds(2_000)),
            (line.Expenditure, line.Sums[LedgerColumn.Committed], line.Free)
        );
        Assert.Equal(
            1,
            await database.CountAsync(
                "LedgerTransaction",
                "Kind = 'Expenditure' and Invoice = '7' and Vat = 2000 and ProjectId = @project and Reason = 'PATROLS (evidence: 7.pdf)'",
                new { project }
            )
        );
        // The answer is remembered, and the project is not overspent.
        var again = await UploadAsync(
            ledger.Officer,
            new SampleWorkbook().Sheet("Q2", ["Area", "Project", "Amount"], ["Area 1", "WARDENS", "60"], ["Area 1", "Wardens", "60"])
        );
        Assert.True((await import.PreviewAsync(again, NoAnswers)).Read.IsGood);
        Assert.Equal(
            "Sheet Q2, C3: Patrols was approved for £3,000.00 and has spent £2,960.00, so £40.00 is left. To spend £60.00, first request a larger amount on the project's page. Nothing was posted.",
            (
                await import.AcceptAsync(
                    ledger.Officer,
                    again,
                    NoAnswers with
                    {
                        Twins = new Dictionary<string, ImportSpending.Twin> { ["Q2, C3"] = new(false, "Two weeks") },
                    }
                )
            )
                .FirstRefusal!
                .Sentence
        );
        Assert.Equal(Money.FromPounds(2_900), (await ledger.OverviewAsync(Year)).Lines[0].Expenditure);
    }

    [Fact]
    public async Task A_spending_import_remembers_the_names_of_areas_and_asks_about_an_invoice_that_is_there_already()
    {
        var officer = await OpenedAsync(10_000_00);
        var area = await database.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Area 1'");
        var first = await UploadAsync(
            officer,
            new SampleWorkbook().Sheet("Costs", ["Area", "What", "Amount", "Invoice number"], ["The City", "Wardens", "100", "INV-7"])
        );
        var answers = new ImportSpending.Answers(new Dictionary<string, Guid> { ["The City"] = area }) { RememberAreas = true };
        Assert.Equal(1, (await import.AcceptAsync(officer, first, answers)).Value);
        var again = await UploadAsync(
            officer,
            new SampleWorkbook().Sheet(
                "Costs",
                ["Area", "What", "Amount", "Invoice number"],
                ["the city", "Wardens in June", "50", "inv-7"],
                ["Area 2", "Wardens", "50", "INV-7"],
                ["Area 2", "Wardens of July", "51", "INV-7"]
            )
        );
        Assert.Equal(["Costs, C2", "Costs, C4"], (await import.PreviewAsync(again, NoAnswers)).Alike.Select(alike => alike.Place));
    }

    [Fact]
    public async Task A_spending_import_with_a_wrong_total_is_posted_once_a_person_says_why()
    {
        var officer = await OpenedAsync(10_000_00);
        var id = await UploadAsync(
            officer,
            new SampleWorkbook().Sheet("Costs", ["Area", "Amount"], ["Area 1", "1,900"], ["Area 2", "10.50"], ["Total", "10"])
        );
        Assert.Equal(
            new Refusal(
                "Sheet Costs, B4: the total says £10.00, its rows come to £1,910.50. Put it right in the file and upload it again, or say why it is different.",
                "whyTotals"
            ),
            (await import.AcceptAsync(officer, id, NoAnswers)).FirstRefusal
        );
        Assert.Equal(0, await database.CountAsync("LedgerTransaction", "Kind = 'Expenditure'"));
        Assert.Equal(2, (await import.AcceptAsync(officer, id, NoAnswers with { WhyTotals = "It is last year's" })).Value);
    }

    [Fact]
    public async Task A_spending_import_is_no_evidence_and_its_file_is_never_served_to_an_area()
    {
        var ledger = new LedgerScenario(database);
        await ledger.OpenAsync(Year, 2, Money.FromPounds(5_000));
        var contact = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CspOfficer);
        await new SetContactAreas(database.Db).RunAsync(ledger.Officer, contact.Id, [ledger.Areas[0]]);
        var id = await UploadAsync(
            ledger.Officer,
            new SampleWorkbook().Sheet("Costs", ["Area", "Amount"], ["Area 1", "1,900"], ["Area 2", "10.50"])
        );
        Assert.Equal(2, (await import.AcceptAsync(ledger.Officer, id, NoAnswers)).Value);
        async Task<string?> MissingAsync() =>
            (await database.Db.ReadAsync(work => YearEndQueries.GetAsync(work, Year)))
                .Checks.First(check => check.Item == YearEndItem.Evidence)
                .Sentence;
        Assert.Equal("1 payment of areas above £1,000.00, £1,900.00 in all, has no evidence.", await MissingAsync());
        var posted = await database.Db.ScalarAsync<Guid>(
            "select t.Id from LedgerTransaction t join LedgerEntry e on e.TransactionId = t.Id where t.Kind = 'Expenditure' and e.Amount = 190000"
        );
        await Assert.ThrowsAsync<NotFoundException>(() =>
            new OpenQuarterlyEvidence(database.Db, ledger.Files).OfEntryAsync(contact, posted)
        );
        var row = (await new AreaStatement(database.Db).GetAsync(Year, ledger.Areas[0], 1)).Rows[0];
        Assert.Equal((null, id, true), (row.EvidenceFileId, row.ImportId, row.LacksEvidence));
        Assert.Equal("spend.xlsx", (await import.OpenFileAsync(id)).Name);
        // The invoice comes later.
        Assert.Null(
            (
                await new AddLedgerEvidence(database.Db, ledger.Files, database.Clock).RunAsync(
                    ledger.Officer,
                    posted,
                    Upload.Read("invoice.pdf", "%PDF-1.4 invoice"u8.ToArray(), "").Value!
                )
            ).FirstRefusal
        );
        Assert.Null(await MissingAsync());
    }

    [Fact]
    public async Task A_spending_import_that_is_accepted_four_times_at_once_posts_once()
    {
        var officer = await OpenedAsync(10_000_00);
        var id = await UploadAsync(officer, new SampleWorkbook().Sheet("Costs", ["Area", "Q1", "Q2"], ["Area 1", "5", "6"]));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => import.AcceptAsync(officer, id, NoAnswers))));
        Assert.Equal(1, answers.Count(answer => answer.IsDone));
        Assert.Equal(2, await database.CountAsync("LedgerTransaction", "Kind = 'Expenditure'"));
    }

    [Fact]
    public async Task A_spending_import_reads_a_name_that_is_merged_over_several_rows()
    {
        var officer = await OpenedAsync(10_000_00);
        var id = await UploadAsync(
            officer,
            new SampleWorkbook().Raw(
                "Costs",
                "<sheetData><row><c t=\"str\"><v>Area</v></c><c t=\"str\"><v>Amount</v></c></row><row><c t=\"str\"><v>Area 1</v></c><c><v>5</v></c></row><row><c/><c><v>6</v></c></row></sheetData><mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>"
            )
        );
        Assert.Equal(2, (await import.AcceptAsync(officer, id, NoAnswers)).Value);
    }

    private async Task<Guid> UploadAsync(Actor officer, SampleWorkbook book)
    {
        var uploaded = await import.UploadAsync(officer, Year, "spend.xlsx", book.Write());
        Assert.Null(uploaded.FirstRefusal?.Sentence);
        return uploaded.Value;
    }

    private async Task<Actor> OpenedAsync(long pence)
    {
        var ledger = new LedgerScenario(database);
        await ledger.OpenAsync(Year, 2, new(pence));
        return ledger.Officer;
    }

    public void Dispose() => database.Dispose();
}
