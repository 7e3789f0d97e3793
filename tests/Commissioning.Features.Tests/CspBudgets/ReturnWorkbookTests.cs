using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Security;
using Commissioning.Platform.Spreadsheets;
using Commissioning.Testing;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.AspNetCore.DataProtection;
using Scenario = Commissioning.Testing.Scenario;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace Commissioning.Features.Tests.CspBudgets;

public sealed class ReturnWorkbookTests : IAsyncLifetime
{
    private static readonly FinancialYear Year = new(2025);
    private readonly TestDatabase database = new();
    private readonly FieldEncryption encryption = new(new EphemeralDataProtectionProvider());
    private LedgerScenario ledger = null!;
    private ReadReturnWorkbook read = null!;
    private Actor preparer = null!,
        certifier = null!;

    public async Task InitializeAsync()
    {
        database.Clock.MoveTo("2025-04-01 09:00");
        ledger = new(database);
        await ledger.OpenAsync(Year, 2, Money.FromPounds(10_000));
        read = new(database.Db, ledger.Files, encryption, database.Clock);
        var scenario = new Scenario(database.Db, database.Clock);
        (preparer, certifier) = (await scenario.PersonAsync(Role.CspOfficer), await scenario.PersonAsync(Role.CspOfficer));
        foreach (var person in new[] { preparer, certifier })
            await new SetContactAreas(database.Db).RunAsync(ledger.Officer, person.Id, [Area]);
        var project = await ProposedProject.AddAsync(database, Year, Area, Money.FromPounds(1_000));
        await new DecideProject(database.Db, new Office()).RunAsync(ledger.Officer, project, approve: true, null);
        database.Clock.MoveTo("2025-07-02 09:00");
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    private Guid Area => ledger.Areas[0];

    [Fact]
    public async Task A_return_workbook_is_valid_and_locks_what_the_area_may_not_change()
    {
        await LineAsync("2025-05-06", "Wardens", 100);
        using var document = SpreadsheetDocument.Open(new MemoryStream(await DownloadAsync()), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2007).Validate(document).Select(error => error.Description));
        var sheets = document.WorkbookPart!.Workbook.Descendants<Sheet>().ToList();
        Assert.Equal(
            "Area-1-2025-26-quarter-1.xlsx",
            (await new WriteReturnWorkbook(database.Db, encryption).RunAsync(preparer, Year, Area, ReturnPeriod.Quarter1)).Name
        );
        Assert.Equal(["Return", "Spending", "Projects", "Portal"], sheets.Select(sheet => sheet.Name!.Value));
        Assert.Equal(SheetStateValues.VeryHidden, sheets[3].State!.Value);
        foreach (var sheet in sheets.Take(3))
        {
            var protection = ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!)).Worksheet.GetFirstChild<SheetProtection>()!;
            Assert.True(protection.Sheet!.Value);
            Assert.Null(protection.Password);
        }
        var spending = ((WorksheetPart)document.WorkbookPart.GetPartById(sheets[1].Id!)).Worksheet;
        Assert.Equal(
            "ProjectNames",
            spending.Descendants<DataValidation>().First(one => one.Type! == DataValidationValues.List).Formula1!.Text
        );
    }

    [Fact]
    public async Task A_return_workbook_brings_figures_and_new_changed_and_removed_lines()
    {
        await LineAsync("2025-05-06", "Wardens", 100);
        await LineAsync("2025-05-07", "Leaflets", 50);
        var book = await DownloadAsync();
        book = Fill(
            book,
            ("Return", "B9", "1234.56"),
            ("Return", "B10", "0"),
            ("Return", "B11", "10000"),
            ("Spending", "E2", "120"),
            ("Spending", "B3", ""),
            ("Spending", "D3", ""),
            ("Spending", "E3", ""),
            // Below a gap.
            ("Spending", "B40", "45813"),
            ("Spending", "C40", "patrols"),
            ("Spending", "D40", "Patrol cars"),
            ("Spending", "E40", "900.5"),
            ("Spending", "F40", "150"),
            ("Spending", "G40", "0071"),
            ("Spending", "H40", "cars.pdf")
        );
        var id = await UploadedAsync(book);
        var preview = await read.PreviewAsync(preparer, id);
        Assert.Empty(preview.Problems);
        Assert.Equal(
            [
                "Changed: 6 May 2025, Wardens, £100.00 > 6 May 2025, Wardens, £120.00",
                "New:  > 5 June 2025, patrols, Patrol cars, £900.50, VAT £150.00, invoice 0071",
                "Removed: 7 May 2025, Leaflets, £50.00 > ",
            ],
            preview.Lines.Select(change => $"{change.Kind}: {change.Before} > {change.After}")
        );
        Assert.Equal(["Actual", "Committed", "Forecast"], preview.Figures.Select(figure => figure.Name));
        Assert.Equal(Money.FromPounds(1_020.50m), preview.Total);
        Assert.Equal(["Row 40: the return has no file named cars.pdf yet. Add it to the line on the page of the return."], preview.Notes);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => read.SaveAsync(preparer, id))));

        Assert.Equal(1, answers.Count(answer => answer.IsDone));
        var detail = await DetailAsync();
        Assert.Equal(
            ["1 Wardens 12000 ", "3 Patrol cars 90050 Patrols"],
            detail.Lines.Select(line => $"{line.Place} {line.What} {line.Amount.Pence} {line.Project}")
        );
        Assert.Equal((Money.FromPounds(1_234.56m), Money.Zero), (detail.Cell.Return!.Actual!.Value, detail.Cell.Return.Committed!.Value));
        // The same file again is an older version now.
        Assert.StartsWith(
            $"{detail.Cell.Return.PreparedByName} changed this return after you downloaded return.xlsx.",
            await RefusedAsync(book),
            StringComparison.Ordinal
        );
        Assert.Contains("is saved already", (await read.SaveAsync(preparer, id)).FirstRefusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_workbook_that_is_uploaded_four_times_at_once_is_saved_once()
    {
        var book = Fill(await DownloadAsync(), ("Spending", "B2", "2025-05-06"), ("Spending", "D2", "Wardens"), ("Spending", "E2", "5"));
        var ids = new List<Guid>();
        for (var i = 0; i < 4; i++)
            ids.Add(await UploadedAsync(book));
        var answers = await Task.WhenAll(ids.Select(id => Task.Run(() => read.SaveAsync(preparer, id))));
        Assert.Equal(1, answers.Count(answer => answer.IsDone));
        Assert.Single((await DetailAsync()).Lines);
    }

    [Fact]
    public async Task A_return_workbook_with_bad_cells_saves_nothing_and_is_handed_back_with_them_marked()
    {
        var book = Fill(
            await DownloadAsync(),
            ("Return", "B9", "1,23"),
            ("Spending", "B2", "31/2/2025"),
            ("Spending", "C2", "Nowhere"),
            ("Spending", "D2", ""),
            ("Spending", "E2", "#REF!"),
            ("Spending", "B5", "45748"),
            ("Spending", "D5", "Cars"),
            ("Spending", "C5", "Patrols"),
            ("Spending", "E5", "900"),
            ("Spending", "B6", "2025-07-01"),
            ("Spending", "C6", "Patrols"),
            ("Spending", "D6", "Cars"),
            ("Spending", "E6", "200"),
            ("Spending", "F6", "201"),
            ("Spending", "A7", "9"),
            ("Spending", "D7", "Cars")
        );
        var id = await UploadedAsync(book);
        var problems = (await read.PreviewAsync(preparer, id)).Problems;
        Assert.Equal(
            [
                "Sheet Return, B9: \"1,23\" is not an amount in pounds and pence. Did you mean £1.23?",
                "Sheet Return, B10: Enter what is committed and not spent yet, or 0",
                "Sheet Return, B11: Enter what you expect to have spent by 31 March",
                "Sheet Spending, B2: \"31/2/2025\" is not a date such as 27/6/2025",
                "Sheet Spending, E2: \"#REF!\" is not an amount in pounds and pence",
                "Sheet Spending, D2: Say what was paid for",
                "Sheet Spending, C2: \"Nowhere\" is not an approved project of your area. Choose one from the list.",
                "Sheet Spending, B6: 1 July 2025 is not in this return, which covers 1 April 2025 to 30 June 2025",
                "Sheet Spending, F6: VAT is a part of the amount: not below zero and not above it",
                "Sheet Spending, E6: Patrols was approved for £1,000.00 and has spent £0.00; rows of this workbook above it add £900.00, so £100.00 is left. To spend £200.00, first request a larger amount on the project's page.",
                "Sheet Spending, A7: This return has no line 9. Leave the number of a new line blank.",
            ],
            problems
        );
        Assert.Equal(problems, (await read.SaveAsync(preparer, id)).Refusals.Select(refusal => refusal.Sentence));
        Assert.Null((await DetailAsync()).Cell.Return);

        var marked = await read.MarkedAsync(preparer, id);
        Assert.Equal("return-marked.xlsx", marked.Name);
        var sheets = SheetFile.Read(marked.Name, marked.Content).Value!;
        Assert.Equal(
            "E6: Patrols was approved for £1,000.00 and has spent £0.00; rows of this workbook above it add £900.00, so £100.00 is left. To spend £200.00, first request a larger amount on the project's page.",
            sheets[1].Rows.First(row => row.Number == 6).Cells[10].Split(". ", 2)[1].Split("not above it. ")[^1]
        );
        using var document = SpreadsheetDocument.Open(new MemoryStream(marked.Content), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2007).Validate(document).Select(error => error.Description));
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        var worksheet = document.WorkbookPart.WorksheetParts.First(part =>
            part.Worksheet.Descendants<Cell>().Any(cell => cell.CellReference == "E6" && cell.InnerText == "200")
        );
        string? Colour(string at) =>
            styles
                .Fills!.Elements<Fill>()
                .ElementAt(
                    (int)
                        styles
                            .CellFormats!.Elements<CellFormat>()
                            .ElementAt(
                                (int)worksheet.Worksheet.Descendants<Cell>().First(cell => cell.CellReference == at).StyleIndex!.Value
                            )
                            .FillId!.Value
                )
                .PatternFill?.ForegroundColor?.Rgb?.Value;
        Assert.Equal(("FFFFC7CE", "FFFFC7CE", null), (Colour("E6"), Colour("B2"), Colour("E5")));
        // What was put right in the marked file is read.
        var right = Fill(marked.Content, ("Spending", "A7", ""), ("Spending", "D7", ""));
        Assert.Equal(10, (await read.PreviewAsync(preparer, await UploadedAsync(right))).Problems.Count);
    }

    [Fact]
    public async Task A_return_workbook_of_another_return_or_without_its_id_is_refused()
    {
        var book = await DownloadAsync();
        Assert.Equal(
            "return.xlsx is the workbook of Area 1, 2025-26, quarter 2. Choose the workbook of this return, or upload it on the page of that one.",
            await RefusedAsync(await DownloadAsync(ReturnPeriod.Quarter2))
        );
        await new SetContactAreas(database.Db).RunAsync(ledger.Officer, preparer.Id, [Area, ledger.Areas[1]]);
        Assert.StartsWith(
            "return.xlsx is the workbook of Area 2, 2025-26, quarter 1.",
            await RefusedAsync(
                (
                    await new WriteReturnWorkbook(database.Db, encryption).RunAsync(preparer, Year, ledger.Areas[1], ReturnPeriod.Quarter1)
                ).Content
            ),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "The hidden id of return.xlsx was changed. Download the workbook again and copy your rows into it.",
            await RefusedAsync(Fill(book, ("Portal", "A1", "2025-26 Area 1")))
        );
        Assert.Equal(
            "return.xlsx is not the workbook of a return. Download the workbook from the page of the return and fill it in.",
            await RefusedAsync(new SampleWorkbook().Sheet("Spending", ["Date"]).Write())
        );
        Assert.StartsWith("return.xlsx is damaged.", await RefusedAsync([.. "PK"u8, 1, 2]), StringComparison.Ordinal);
        await LineAsync("2025-05-06", "Wardens", 100);
        Assert.Contains("changed this return after you downloaded return.xlsx", await RefusedAsync(book), StringComparison.Ordinal);
        var stranger = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CspOfficer);
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() =>
            read.UploadAsync(stranger, Year, Area, ReturnPeriod.Quarter1, "return.xlsx", book)
        );
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() =>
            new WriteReturnWorkbook(database.Db, encryption).RunAsync(stranger, Year, Area, ReturnPeriod.Quarter1)
        );
    }

    [Fact]
    public async Task A_return_workbook_is_read_by_its_heads_after_other_people_have_changed_its_sheets()
    {
        var book = SheetFile.Read("a.xlsx", await DownloadAsync()).Value!;
        var id = book[3].Rows[0].Cells[0];
        string[] heads = [.. book[1].Rows[0].Cells];
        // As LibreOffice writes it: other order, inline strings, dates and amounts as numbers; a sheet renamed, one added, columns moved.
        var changed = new SampleWorkbook()
            .Sheet("Portal", [id])
            .Sheet("Notes", ["Ring Ann"])
            .Raw(
                "Our spending",
                "<sheetData>"
                    + Row(1, [.. heads.Reverse()])
                    + Row(2, ["", "", "", "", "007", "", "12.50", "Wardens", "Patrols", "6/5/2025", ""])
                    + Row(9, ["", "", "", "", "", "", "13", "Packs", "", "7/5/2025", ""], hidden: true)
                    + Row(10, ["", "", "", "", "", "", "25.50", "Total", "", "", ""])
                    + "</sheetData>"
            )
            .Sheet("Return", [.. book[0].Rows.Select(row => row.Cells.ToArray())])
            .Write();
        var preview = await read.PreviewAsync(preparer, await UploadedAsync(changed));
        Assert.Empty(preview.Problems);
        Assert.Equal(
            ["6 May 2025, Patrols, Wardens, £12.50, invoice 007", "7 May 2025, Packs, £13.00"],
            preview.Lines.Select(line => line.After)
        );
        Assert.Equal(
            [
                "Row 9 of the lines is hidden in the file. It was read too.",
                "Row 10 of the lines is left out as a total.",
                "Sheet Notes is not part of the return, so it was not read.",
            ],
            preview.Notes
        );
        var missing = new SampleWorkbook()
            .Sheet("Portal", [id])
            .Sheet("Spending", [.. new[] { heads.Where(head => head != "Amount (£)").ToArray() }])
            .Write();
        Assert.Equal(
            [
                "Sheet Return: It is missing. Download the workbook again and copy your rows into it.",
                "Sheet Spending: It has no column \"Amount (£)\". Download the workbook again and copy your rows into it.",
            ],
            (await read.PreviewAsync(preparer, await UploadedAsync(missing))).Problems
        );

        static string Row(int number, string[] cells, bool hidden = false) =>
            $"<row r=\"{number}\"{(hidden ? " hidden=\"1\"" : "")}>"
            + string.Concat(cells.Select(cell => $"<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"))
            + "</row>";
    }

    [Fact]
    public async Task A_return_workbook_changes_no_accepted_line_certified_return_or_locked_year()
    {
        await LineAsync("2025-05-06", "Wardens", 100);
        await LineAsync("2025-05-07", "Leaflets", 50);
        await FiguresAsync(150);
        var book = await DownloadAsync();
        var waiting = await UploadedAsync(Fill(book, ("Spending", "E2", "90")));
        await CertifyAsync();
        Assert.Equal(
            "This return is certified and cannot be changed. The office can send it back to you.",
            (await read.PreviewAsync(preparer, waiting)).WhyNot
        );
        Assert.False((await read.SaveAsync(preparer, waiting)).IsDone);
        Assert.Equal("This return is certified and cannot be changed. The office can send it back to you.", await RefusedAsync(book));
        var detail = await DetailAsync();
        var back = await new ReviewQuarterlyReturn(database.Db, new Office()).RunAsync(
            ledger.Officer,
            detail.Cell.Return!.Id,
            new(
                detail.Cell.Return.Version,
                [new(detail.Lines[0].Id, null), new(detail.Lines[1].Id, "Which leaflets?")],
                SendBack: false,
                null
            )
        );
        Assert.True(back.IsDone);
        book = await DownloadAsync();
        var problems = (await read.PreviewAsync(preparer, await UploadedAsync(Fill(book, ("Spending", "E2", "90"))))).Problems;
        Assert.Equal(
            ["Sheet Spending, A2: The office has accepted line 1, so it cannot be changed. It is 6 May 2025, Wardens, £100.00."],
            problems
        );
        foreach (var (at, text) in new[] { ("C2", "Patrols"), ("F2", "5"), ("G2", "INV-1") })
            Assert.Equal(problems, (await read.PreviewAsync(preparer, await UploadedAsync(Fill(book, ("Spending", at, text))))).Problems);
        // A queried line is not cleared without an answer.
        Assert.Equal(
            ["Sheet Spending, J3: The office asks: Which leaflets? Say why the line is taken out."],
            (
                await read.PreviewAsync(
                    preparer,
                    await UploadedAsync(Fill(book, ("Spending", "B3", ""), ("Spending", "D3", ""), ("Spending", "E3", "")))
                )
            ).Problems
        );
        // A line that was deleted from the file stays accepted.
        var cleared = await read.PreviewAsync(
            preparer,
            await UploadedAsync(Fill(book, ("Spending", "A2", ""), ("Spending", "B2", ""), ("Spending", "D2", ""), ("Spending", "E2", "")))
        );
        Assert.Empty(cleared.Problems);
        Assert.Empty(cleared.Lines);
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update LedgerYear set LockedAt = @Now", new { work.Now }));
        Assert.StartsWith("2025-26 was locked on", await RefusedAsync(book), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_of_a_certified_version_stays_when_a_return_workbook_removes_its_line()
    {
        await LineAsync("2025-05-06", "Wardens", 100, Upload.Read("invoice.pdf", "%PDF-1.4 invoice"u8.ToArray(), "").Value!);
        await LineAsync("2025-05-07", "Leaflets", 50);
        await FiguresAsync(150);
        await CertifyAsync();
        var detail = await DetailAsync();
        var file = detail.Lines[0].EvidenceFileId!.Value;
        await new ReviewQuarterlyReturn(database.Db, new Office()).RunAsync(
            ledger.Officer,
            detail.Cell.Return!.Id,
            new(detail.Cell.Return.Version, [], SendBack: true, "Take out the wardens")
        );
        var book = Fill(await DownloadAsync(), ("Spending", "B2", ""), ("Spending", "D2", ""), ("Spending", "E2", ""));
        Assert.Empty((await read.SaveAsync(preparer, await UploadedAsync(book))).Refusals);
        Assert.Single((await DetailAsync()).Lines);
        Assert.Equal(
            "invoice.pdf",
            (await new OpenQuarterlyEvidence(database.Db, ledger.Files).RunAsync(ledger.Officer, ownOnly: false, file)).Name
        );
    }

    private async Task<string> RefusedAsync(byte[] book) =>
        (await read.UploadAsync(preparer, Year, Area, ReturnPeriod.Quarter1, "return.xlsx", book)).FirstRefusal!.Sentence;

    private async Task<Guid> UploadedAsync(byte[] book)
    {
        var uploaded = await read.UploadAsync(preparer, Year, Area, ReturnPeriod.Quarter1, "return.xlsx", book);
        Assert.Null(uploaded.FirstRefusal?.Sentence);
        return uploaded.Value;
    }

    private async Task<byte[]> DownloadAsync(ReturnPeriod period = ReturnPeriod.Quarter1) =>
        (await new WriteReturnWorkbook(database.Db, encryption).RunAsync(preparer, Year, Area, period)).Content;

    private async Task<QuarterlyReturnQueries.Detail> DetailAsync() =>
        await database.Db.ReadAsync(work => QuarterlyReturnQueries.MineAsync(work, preparer, Year, Area, ReturnPeriod.Quarter1));

    private async Task LineAsync(string on, string what, decimal pounds, Upload? evidence = null) =>
        Assert.Empty(
            (
                await new SaveReturnLine(database.Db, ledger.Files, database.Clock).RunAsync(
                    preparer,
                    new(Year, Area, ReturnPeriod.Quarter1, null, (await DetailAsync()).Cell.Return?.Version ?? 0)
                    {
                        SpentOn = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture),
                        What = what,
                        Amount = Money.FromPounds(pounds),
                        Evidence = evidence,
                    }
                )
            ).Refusals
        );

    private async Task FiguresAsync(decimal spent) =>
        Assert.Empty(
            (
                await new SaveQuarterlyReturn(database.Db, ledger.Files, database.Clock).RunAsync(
                    preparer,
                    new(
                        Year,
                        Area,
                        ReturnPeriod.Quarter1,
                        (await DetailAsync()).Cell.Return!.Version,
                        Money.FromPounds(spent),
                        Money.Zero,
                        Money.FromPounds(10_000),
                        "",
                        ""
                    )
                )
            ).Refusals
        );

    private async Task CertifyAsync()
    {
        var sent = (await DetailAsync()).Cell.Return!;
        Assert.Empty((await new CertifyQuarterlyReturn(database.Db, new Office()).RunAsync(certifier, sent.Id, sent.Version)).Refusals);
    }

    /// <summary>Types in cells, as numbers where they are numbers, and leaves everything else.</summary>
    private static byte[] Fill(byte[] book, params (string Sheet, string Cell, string Text)[] cells)
    {
        using var memory = new MemoryStream();
        memory.Write(book);
        using (var document = SpreadsheetDocument.Open(memory, isEditable: true))
            foreach (var (name, at, text) in cells)
            {
                var sheet = document.WorkbookPart!.Workbook.Descendants<Sheet>().First(sheet => sheet.Name == name);
                var cell = ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!))
                    .Worksheet.Descendants<Cell>()
                    .First(cell => cell.CellReference == at);
                cell.RemoveAllChildren();
                cell.DataType = null;
                if (text.Length == 0)
                    continue;
                if (
                    decimal.TryParse(
                        text,
                        System.Globalization.NumberStyles.AllowDecimalPoint,
                        System.Globalization.CultureInfo.InvariantCulture,
                        out _
                    ) && !text.StartsWith("00", StringComparison.Ordinal)
                )
                    cell.CellValue = new CellValue(text);
                else
                {
                    cell.DataType = CellValues.InlineString;
                    cell.InlineString = new InlineString(new Text(text));
                }
            }
        return memory.ToArray();
    }
}
