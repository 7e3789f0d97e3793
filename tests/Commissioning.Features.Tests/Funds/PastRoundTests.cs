using System.Diagnostics;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Features.Organisations;
using Commissioning.Features.Publishing;
using Commissioning.Features.Reporting;
using Commissioning.Platform.Files;
using Commissioning.Platform.Spreadsheets;
using Commissioning.Testing;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Xunit.Abstractions;
using Scenario = Commissioning.Testing.Scenario;

namespace Commissioning.Features.Tests.Funds;

public sealed class PastRoundTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private Scenario scenario = null!;
    private FileStore files = null!;
    private ReadPastWorkbook workbook = null!;
    private BringInPastRound bringIn = null!;
    private MakePastRound make = null!;
    private Actor officer = null!;
    private Guid fund;

    public async Task InitializeAsync()
    {
        database.Clock.MoveTo("2024-06-03 09:00");
        scenario = new(database.Db, database.Clock);
        files = new LedgerScenario(database).Files;
        workbook = new(database.Db, files, database.Clock);
        bringIn = new(database.Db, workbook, new MatchIndex(database.Db));
        make = new(database.Db);
        officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        await scenario.RoundAsync(officer, [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]);
        database.Clock.MoveTo("2024-06-03 09:00");
        fund = await database.Db.ScalarAsync<Guid>("select Id from Fund");
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_template_is_valid_and_comes_back_without_a_complaint()
    {
        var book = await new PastTemplate(database.Db).WriteAsync();
        using (var document = SpreadsheetDocument.Open(new MemoryStream(book), isEditable: false))
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2007).Validate(document).Select(error => error.Description));
        var read = PastSheets.Read(SheetFile.Read("past.xlsx", book).Value!, new(2024, 6, 3));
        Assert.Equal(["Sheet Applications: it has headings and no applications"], read.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public async Task A_round_is_brought_in_to_the_penny_counted_and_taken_out_again()
    {
        var id = await UploadedAsync(39, 17, 16_211_012, PastBook.Write(PastBook.Rows(39, 17, 16_211_012)));
        var before = await OrganisationsAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bringIn.RunAsync(officer, id))));

        Assert.Equal(39, Assert.Single(answers, answer => answer.IsDone).Value);
        Assert.All(
            answers.Where(answer => !answer.IsDone),
            answer => Assert.Contains("Round 2", answer.FirstRefusal!.Sentence + "Round 2", StringComparison.Ordinal)
        );
        var figures = Assert.Single(await database.Db.ReadAsync(work => PastRounds.FiguresAsync(work)));
        Assert.Equal((39, 17, new Money(16_211_012)), (figures.Applications, figures.Funded, figures.Awarded));
        Assert.Equal(before + 39, await OrganisationsAsync());
        // It is counted year by year with the fund's own rounds.
        var years = (await new AwardDashboard(database.Db).OfFundAsync(fund)).Years!;
        Assert.Contains(years.Rows, row => row[1] == "Round 2 (brought in)" && row[2] == "39" && row[3] == "17" && row[5] == "£162,110.12");
        // No list of work, no letter, no application.
        Assert.Equal(0, await database.Db.ScalarAsync<int>("select count(*) from Application"));

        Assert.True((await new UndoPastRound(database.Db).RunAsync(officer, id)).IsDone);
        Assert.Equal(before, await OrganisationsAsync());
        Assert.Equal(0, await database.Db.ScalarAsync<int>("select count(*) from PastApplication"));
        Assert.True((await bringIn.RunAsync(officer, id)).IsDone);
    }

    [Fact]
    public async Task Nothing_is_brought_in_while_a_total_differs_by_a_penny_or_an_area_is_not_known()
    {
        var rows = PastBook.Rows(3, 2, 1_000_000);
        rows[2][6] = "The Forest";
        var id = await UploadedAsync(3, 2, 1_000_001, PastBook.Write(rows));
        var why = (await bringIn.RunAsync(officer, id)).Refusals.Select(refusal => refusal.Sentence).ToList();
        Assert.Contains("Awarded: you typed £10,000.01, and the workbook has £10,000.00: £0.01 less", why);
        Assert.Contains("Say which areas these are: The Forest", why);
        await TotalsAsync(id, 3, 2, 1_000_000);
        Assert.True((await workbook.NameAreasAsync(officer, id, [new("The Forest", null)])).IsDone);
        Assert.Equal(["The Forest"], (await workbook.PreviewAsync(id)).NamedAreas.Select(area => area.Typed));
        Assert.True((await bringIn.RunAsync(officer, id)).IsDone);
        // The same file for another round is refused.
        var again = await RoundAsync("Round 9");
        await TotalsAsync(again, 3, 2, 1_000_000);
        await workbook.UploadAsync(officer, again, "past.xlsx", PastBook.Write(rows));
        Assert.StartsWith(
            "This same file was brought in as ",
            (await bringIn.RunAsync(officer, again)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Organisation", "", "Sheet Applications, B2: enter the organisation")]
    [InlineData(
        "Awarded (£)",
        "6300,00",
        "Sheet Applications, M2: \"6300,00\" is not an amount in pounds and pence. Did you mean £6,300.00?"
    )]
    [InlineData("Awarded (£)", "9000", "Sheet Applications, M2: £9,000.00 was awarded, but only £5,000.00 asked for")]
    [InlineData("Awarded (£)", "", "Sheet Applications, M2: it was funded, so enter what was awarded")]
    [InlineData("Awarded (£)", "-1", "Sheet Applications, M2: -£1.00 is below zero")]
    [InlineData("Paid (£)", "4500", "Sheet Applications, N2: £4,500.00 was paid, but only £4,000.00 awarded")]
    [InlineData("Returned (£)", "10", "Sheet Applications, O2: £10.00 was returned, but only £0.00 paid")]
    [InlineData("Result", "Not funded", "Sheet Applications, M2: £4,000.00 was awarded, but the result is \"Not funded\"")]
    [InlineData("Result", "Perhaps", "Sheet Applications, L2: \"Perhaps\" is not Funded, Not funded or Withdrawn")]
    [InlineData("Score", "112", "Sheet Applications, J2: it is above 100 per cent")]
    [InlineData("Score", "0.72", "Sheet Applications, J2: \"0.72\" may be 72.0%. Write it as a percentage from 0 to 100.")]
    [InlineData("Decided on", "last spring", "Sheet Applications, P2: \"last spring\" is not a day, such as 27/3/2024")]
    [InlineData("Decided on", "3 June 2025", "Sheet Applications, P2: the day is still to come: 3 June 2025")]
    [InlineData(
        "Charity number",
        "12",
        "Sheet Applications, C2: \"12\" is not a charity number, which has six or seven digits, such as 1234567"
    )]
    [InlineData("Postcode", "LE1 9Z", "Sheet Applications, E2: ")]
    [InlineData("Project", "=A1", "Sheet Applications, F2: it is a formula. Copy it, and paste it as a value.")]
    public void A_wrong_cell_is_named(string head, string text, string sentence)
    {
        var row = PastBook.Row(
            ("Organisation", "A group"),
            ("Project", "A project"),
            ("Asked (£)", "5000"),
            ("Result", "Funded"),
            ("Awarded (£)", "4000")
        );
        row[Array.IndexOf(PastBook.Heads, head)] = text;
        Assert.StartsWith(sentence, Read(PastBook.Write(row)).Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Doubles_formulas_merged_cells_hidden_sheets_and_unknown_columns_are_named()
    {
        var head = PastBook.RowXml(1, PastBook.Heads.Select((text, i) => PastBook.TextCell(i, text)).Append(PastBook.TextCell(17, "Ward")));
        string Row(int number, string reference, params (int, string)[] more) =>
            PastBook.RowXml(
                number,
                new[]
                {
                    PastBook.TextCell(0, reference),
                    PastBook.TextCell(1, "The A Group"),
                    PastBook.TextCell(5, "A project"),
                    PastBook.TextCell(11, "Not funded"),
                }
                    .Concat(more)
                    .OrderBy(cell => cell.Item1)
            );
        var book = new SampleWorkbook()
            .Raw(
                "Applications",
                $"<sheetData>{head}{Row(2, "R1", (8, "><f>2+3</f><v>5</v>"))}{Row(3, "r1")}</sheetData><mergeCells><mergeCell ref=\"G2:G3\"/></mergeCells>"
            )
            .Raw("Old", $"<sheetData>{Row(1, "R9")}</sheetData>", "hidden")
            .Write();
        Assert.Equal(
            [
                "Sheet Applications, G2: it is merged with other cells. Unmerge them, and fill in each row for itself.",
                "Sheet Applications, R1: \"Ward\" is not a column of this workbook. Delete the column, or use a heading of the template.",
                "Sheet Applications, I2: it is a formula. Copy it, and paste it as a value.",
                "Sheet Applications, A3: row 2 has the reference r1 too",
                "Sheet Applications, F3: row 2 has the same organisation and project. Take one out, or name the projects apart.",
                "Sheet Old: it is hidden, and is not part of the workbook. Copy its applications to the sheet Applications, or delete it.",
            ],
            Read(book).Problems.Select(problem => problem.ToString())
        );
    }

    [Fact]
    public async Task A_marked_copy_that_is_put_right_is_read_again()
    {
        var book = Typed(
            await new PastTemplate(database.Db).WriteAsync(),
            "",
            "A group",
            "",
            "",
            "",
            "A project",
            "",
            "",
            "",
            "",
            "",
            "Maybe"
        );
        var id = await RoundAsync("Round 2");
        await TotalsAsync(id, 1, 0, 0);
        Assert.Null((await workbook.UploadAsync(officer, id, "past.xlsx", book)).FirstRefusal);
        var marked = await workbook.MarkedAsync(id);
        Assert.Equal("past-marked.xlsx", marked.Name);
        var read = Read(marked.Content);
        Assert.StartsWith("L2: ", SheetFile.Read("past.xlsx", marked.Content).Value![0].Rows[1].Cells[17], StringComparison.Ordinal);
        // What it says there is not read.
        Assert.Equal(
            ["Sheet Applications, L2: \"Maybe\" is not Funded, Not funded or Withdrawn"],
            read.Problems.Select(one => one.ToString())
        );
    }

    [Fact]
    public async Task A_macro_workbook_is_refused_and_so_is_one_before_its_totals()
    {
        var id = await RoundAsync("Round 2");
        Assert.Equal(
            "Type the control totals first, so that they are not taken from the workbook",
            (await workbook.UploadAsync(officer, id, "past.xlsx", PastBook.Write(PastBook.Rows(1, 1, 100)))).FirstRefusal!.Sentence
        );
        await TotalsAsync(id, 1, 1, 100);
        var macros = new SampleWorkbook().Sheet("Applications", PastBook.Heads).Part("xl/vbaProject.bin", "x").Write();
        Assert.Equal(
            "past.xlsm has macros, which may not be sent. Save it as an Excel Workbook (.xlsx) without them.",
            (await workbook.UploadAsync(officer, id, "past.xlsm", macros)).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task A_person_says_which_organisation_is_here_and_its_grant_is_counted_everywhere()
    {
        var member = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(member, "Friends of Test Park");
        var rows = PastBook.Rows(3, 2, 800_000);
        rows[0][1] = "The Friends of Test Park";
        rows[1][1] = "Another body";
        rows[1][2] = "9900001";
        database.Clock.MoveTo("2025-06-10 09:00");
        var id = await UploadedAsync(3, 2, 800_000, PastBook.Write(rows), decided: new(2025, 5, 1));
        var view = await workbook.PreviewAsync(id);
        Assert.Equal(["The Friends of Test Park", "Another body"], view.Open.Select(one => one.Name));
        Assert.Equal(organisation, view.Proposals[view.Open[0].Key][0].Id);
        Assert.Equal("the same charity number", view.Proposals[view.Open[1].Key][0].Why);
        Assert.Contains(
            "Say which 2 organisations are those that are here already",
            (await bringIn.RunAsync(officer, id)).Refusals.Select(one => one.Sentence)
        );
        var match = new MatchPastOrganisations(database.Db);
        var unknown = await match.RunAsync(officer, id, view.Organisations, [new(view.Open[0].Key, null, false, "Nobody")]);
        Assert.StartsWith("No organisation here has the name or number Nobody.", unknown.FirstRefusal!.Sentence, StringComparison.Ordinal);
        await match.RunAsync(
            officer,
            id,
            view.Organisations,
            [new(view.Open[0].Key, organisation, false, null), new(view.Open[1].Key, null, true, null)]
        );
        Assert.True((await bringIn.RunAsync(officer, id)).IsDone);

        // Due diligence, the limit and the twelve months of a round that is open.
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var application = await scenario.ApplicationAsync(round, organisation, member);
        var cross = await database.Db.ReadAsync(work => CrossCheckQueries.GetAsync(work, application));
        Assert.Equal(Money.FromPounds(4_000), cross.AwardedSince(new(2025, 4, 1)));
        Assert.Equal("The Friends of Test Park", Assert.Single(cross.History.BroughtIn).Organisation);
        var subsidy = await database.Db.ReadAsync(work => SubsidyQueries.GetAsync(work, application));
        Assert.Equal(Money.FromPounds(4_000), subsidy.Total);
        Assert.True(
            Assert
                .Single((await database.Db.ReadAsync(work => FundingLineQueries.GetAsync(work, round))).Lines)
                .Fitted.Application.FundedLately
        );
        // Something builds on it now.
        Assert.EndsWith(
            "of Friends of Test Park was sent after the round was brought in, and its history was counted. So it cannot be undone.",
            (await new UndoPastRound(database.Db).RunAsync(officer, id)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_public_reads_a_past_round_only_when_a_publisher_says_so()
    {
        var id = await UploadedAsync(3, 2, 800_000, PastBook.Write(PastBook.Rows(3, 2, 800_000)));
        await bringIn.RunAsync(officer, id);
        Assert.Empty((await new PublicRounds(database.Db).ListAsync()).Earlier);
        var publisher = await scenario.PersonAsync(Role.Publisher);
        var publish = new PublishPastRound(database.Db);
        var takeDown = new TakeDownPastRound(database.Db);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => publish.RunAsync(publisher, id))));
        Assert.Equal(1, both.Count(one => one.IsDone));
        Assert.Equal(id, Assert.Single((await new PublicRounds(database.Db).ListAsync()).Earlier).Id);
        Assert.StartsWith(
            "The public reads its grants",
            (await new UndoPastRound(database.Db).RunAsync(officer, id)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.True((await takeDown.RunAsync(publisher, id)).IsDone);
        Assert.True((await new UndoPastRound(database.Db).RunAsync(officer, id)).IsDone);
    }

    [Fact]
    public async Task A_name_that_is_withheld_under_one_record_is_withheld_under_all_of_the_organisation()
    {
        var id = await UploadedAsync(1, 1, 100_000, PastBook.Write(PastBook.Rows(1, 1, 100_000)));
        await bringIn.RunAsync(officer, id);
        var grants = new PastGrants(database.Db);
        Assert.NotNull(Assert.Single(await grants.OfRoundAsync(id)).Recipient);
        var member = await scenario.PersonAsync(Role.Applicant);
        var other = await scenario.OrganisationAsync(member, "The other record");
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var application = await scenario.ApplicationAsync(round, other, member);
        foreach (
            var sql in new[]
            {
                "insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, Version) values (@Award, @round, @application, 1, 100, 'Fewer incidents', '', 1)",
                "insert into Publication (AwardId, Title, Brief, CrimeReason, NameShown, Place, PreparedBy, PreparedAt, Version) values (@Award, 'A refuge', 'Help', 'Fewer incidents', 0, 'Nothing', @By, @Now, 1)",
                "update Organisation set SameAs = @other where Id in (select p.OrganisationId from PastApplication p)",
            }
        )
            await database.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    sql,
                    new
                    {
                        Award = application,
                        round,
                        application,
                        other,
                        By = officer.Id,
                        Now = database.Clock.UtcNow(),
                    }
                )
            );
        var withheld = Assert.Single(await grants.OfRoundAsync(id));
        Assert.Equal((null, null, null), (withheld.Recipient, withheld.Title, withheld.Area));
    }

    [Theory]
    [InlineData(
        "insert into OrganisationLink (Id, OrganisationId, HostId, Kind, Since, Reason, SetBy, SetAt, Version) values (@By, @made, @other, 'Branch', '2024-01-01', 'Its rules', @By, @Now, 1)",
        "has a host or parent body, or is one"
    )]
    [InlineData(
        "insert into OrganisationLink (Id, OrganisationId, HostId, Kind, Since, Reason, SetBy, SetAt, Version) values (@By, @other, @made, 'Branch', '2024-01-01', 'Its rules', @By, @Now, 1)",
        "has a host or parent body, or is one"
    )]
    [InlineData("insert into OrganisationLeaver (OrganisationId, PersonId, LeftAt) values (@made, @By, @Now)", "had a member")]
    [InlineData("update Organisation set SupplierNumber = 'S1' where Id = @made", "has a supplier number")]
    [InlineData(
        "insert into OrganisationMerge (Id, StandsId, MergedId, SaidSame, Reason, MergedBy, MergedAt) values (@By, @made, @other, 1, 'One', @By, @Now)",
        "was merged with another record"
    )]
    [InlineData(
        "insert into OrganisationEarlierName (OrganisationId, Name, UntilAt) values (@made, 'Before', @Now)",
        "has an earlier name"
    )]
    public async Task A_round_whose_organisation_was_used_since_is_not_undone(string used, string why)
    {
        var id = await UploadedAsync(1, 1, 100_000, PastBook.Write(PastBook.Rows(1, 1, 100_000)));
        await bringIn.RunAsync(officer, id);
        var made = await database.Db.ScalarAsync<Guid>("select OrganisationId from PastApplication");
        var other = await scenario.OrganisationAsync(await scenario.PersonAsync(Role.Applicant), "Another body");
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                used,
                new
                {
                    made,
                    other,
                    By = officer.Id,
                    Now = database.Clock.UtcNow(),
                }
            )
        );
        Assert.EndsWith(
            $", which this round brought in, {why}. So it cannot be undone.",
            (await new UndoPastRound(database.Db).RunAsync(officer, id)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_workbook_that_is_replaced_or_whose_round_is_removed_is_erased()
    {
        var id = await UploadedAsync(1, 1, 100_000, PastBook.Write(PastBook.Rows(1, 1, 100_000)));
        Assert.Null((await workbook.UploadAsync(officer, id, "again.xlsx", PastBook.Write(PastBook.Rows(1, 1, 100_001)))).FirstRefusal);
        Assert.Equal("again.xlsx", await database.Db.ScalarAsync<string>("select Name from StoredFile"));
        Assert.Equal(1, await database.CountAsync("FileToErase"));
        Assert.Null((await new RemovePastRound(database.Db).RunAsync(officer, id)).FirstRefusal);
        Assert.Equal((0, 2), (await database.CountAsync("StoredFile"), await database.CountAsync("FileToErase")));
    }

    [Fact]
    public async Task An_organisation_without_people_does_not_stop_its_people_and_can_be_invited()
    {
        var rows = PastBook.Rows(1, 1, 100_000);
        rows[0][2] = "1234567";
        var id = await UploadedAsync(1, 1, 100_000, PastBook.Write(rows));
        await bringIn.RunAsync(officer, id);
        var organisation = await database.Db.ScalarAsync<Guid>("select OrganisationId from PastApplication");
        var office = new Office();
        var invite = new InviteFirstMember(database.Db, office);
        Assert.True((await invite.RunAsync(officer, organisation, "chair@test.example")).IsDone);
        Assert.StartsWith(
            "Somebody was invited to ",
            (await new UndoPastRound(database.Db).RunAsync(officer, id)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        var person = await scenario.PersonAsync(Role.Applicant);
        var made = await new AddOrganisation(database.Db).RunAsync(
            person,
            new()
            {
                Name = "Its own record",
                Kind = "Charity",
                CharityNumber = "1234567",
                AddressLine = "1 Street",
                Town = "Leicester",
                Postcode = "LE1 9ZZ",
                Area = Domain.CspBudgets.AreaRules.EveryArea,
                Phone = "0116 496 0000",
            }
        );
        Assert.Null(made.FirstRefusal);
    }

    [Fact]
    public async Task Two_officers_who_begin_the_same_round_at_once_make_one()
    {
        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => make.RunAsync(officer, fund, new() { Name = "Round 2", BudgetYear = "2023-24" })))
        );
        Assert.Equal(1, made.Count(one => one.IsDone));
    }

    [Fact]
    public async Task Ten_thousand_rows_are_read_matched_and_brought_in()
    {
        const int many = 10_000;
        var id = await RoundAsync("Round 2");
        await TotalsAsync(id, many, 4_000, 1_234_567_890);
        var book = PastBook.Write(PastBook.Rows(many, 4_000, 1_234_567_890));
        var clock = Stopwatch.StartNew();
        Assert.Null((await workbook.UploadAsync(officer, id, "past.xlsx", book)).FirstRefusal);
        var uploaded = clock.Elapsed;
        var from = GC.GetTotalAllocatedBytes(precise: true);
        clock.Restart();
        var view = await workbook.PreviewAsync(id);
        output.WriteLine(
            $"upload {uploaded.TotalSeconds:0.0} s; preview {clock.Elapsed.TotalSeconds:0.0} s, {(GC.GetTotalAllocatedBytes(precise: true) - from) / 1024 / 1024} MB allocated"
        );
        Assert.Empty(view.WhyNot);
        clock.Restart();
        Assert.Equal(many, (await bringIn.RunAsync(officer, id)).Value);
        output.WriteLine(
            $"brought in {clock.Elapsed.TotalSeconds:0.0} s, working set {Environment.WorkingSet / 1024 / 1024} MB, file {book.Length / 1024} kB"
        );
        clock.Restart();
        Assert.True((await new UndoPastRound(database.Db).RunAsync(officer, id)).IsDone);
        output.WriteLine($"taken out {clock.Elapsed.TotalSeconds:0.0} s");
    }

    /// <summary>Types the second row of the template.</summary>
    private static byte[] Typed(byte[] template, params string[] cells)
    {
        using var memory = new MemoryStream();
        memory.Write(template);
        using (var document = SpreadsheetDocument.Open(memory, isEditable: true))
            document
                .WorkbookPart!.WorksheetParts.Single(part => part.Worksheet.Descendants<DataValidation>().Any())
                .Worksheet.GetFirstChild<SheetData>()!
                .AppendChild(
                    new Row(
                        cells.Select(text =>
                            (OpenXmlElement)new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) }
                        )
                    )
                    {
                        RowIndex = 2,
                    }
                );
        return memory.ToArray();
    }

    private static PastSheets Read(byte[] book) => PastSheets.Read(SheetFile.Read("past.xlsx", book).Value!, new(2024, 6, 3));

    private Task<int> OrganisationsAsync() => database.Db.ScalarAsync<int>("select count(*) from Organisation");

    private async Task<Guid> RoundAsync(string name, DateOnly? decided = null)
    {
        var made = await make.RunAsync(
            officer,
            fund,
            new()
            {
                Name = name,
                BudgetYear = "2023-24",
                DecidedOn = decided,
                Bands = [70, 60, 40],
                Threshold = new(129, 2),
            }
        );
        Assert.Null(made.FirstRefusal);
        return made.Value;
    }

    private async Task TotalsAsync(Guid id, int applications, int funded, long pence)
    {
        var round = await database.Db.ReadAsync(work => PastRounds.GetAsync(work, id));
        var saved = await new TypePastTotals(database.Db).RunAsync(
            officer,
            id,
            round.Version,
            new(
                applications,
                funded,
                funded == 0 ? null : new(PastBook.Asked(applications, funded, pence == 1_000_001 ? 1_000_000 : pence)),
                new(pence),
                funded == 0 ? null : new(pence == 1_000_001 ? 1_000_000 : pence),
                null
            )
        );
        Assert.Null(saved.FirstRefusal);
    }

    private async Task<Guid> UploadedAsync(int applications, int funded, long pence, byte[] book, DateOnly? decided = null)
    {
        var id = await RoundAsync("Round 2", decided);
        await TotalsAsync(id, applications, funded, pence);
        Assert.Null((await workbook.UploadAsync(officer, id, "past.xlsx", book)).FirstRefusal);
        return id;
    }
}
