using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Commissioning.Features.Tests.CspBudgets;

public sealed class ImportSpendingTests : IDisposable
{
    private static readonly FinancialYear Year = new(2024);
    private static readonly Dictionary<string, Guid> NoAnswers = [];
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
        var second = (await import.UploadAsync(officer, Year, "spend.xlsx", Workbook(table))).Value;
        static IEnumerable<(Guid?, Money?, DateOnly?, string)> Facts(ImportSpending.SpendingImportPage view) =>
            view.Read.Rows.Select(row => (row.Area, row.Amount, row.On, row.What));
        Assert.Equal(Facts(await import.PreviewAsync(first)), Facts(await import.PreviewAsync(second)));
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
        Assert.Equal(2, await database.CountAsync("LedgerTransaction", "EvidenceFileId is not null"));
    }

    [Fact]
    public async Task A_spending_import_with_a_bad_cell_or_too_much_spending_posts_no_rows()
    {
        var officer = await OpenedAsync(1_000_00);
        var asked = (await import.UploadAsync(officer, Year, "a.csv", "Area,Amount\nArea 1,5\nThe first one,6\n"u8.ToArray())).Value;
        Assert.Equal(
            "1 row cannot be posted. Nothing was posted. Put them right in the file and upload it again.",
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
        Assert.Equal(2, (await import.AcceptAsync(officer, asked, new Dictionary<string, Guid> { ["The first one"] = area })).Value);
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
        Assert.Equal([2, 4], (await import.PreviewAsync(again)).Alike.Select(alike => alike.Row));
        Assert.StartsWith(
            "2 rows look like spending that is there already: row 2 is the same as number ",
            (await import.AcceptAsync(officer, again, NoAnswers)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Say why it is other spending, in up to 300 characters",
            (await import.AcceptAsync(officer, again, NoAnswers, " ")).FirstRefusal!.Sentence
        );
        Assert.Equal(1, await database.CountAsync("LedgerTransaction", "Kind = 'Expenditure'"));
        Assert.Equal(3, (await import.AcceptAsync(officer, again, NoAnswers, "Two more invoices")).Value);
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Detail like '%Not a duplicate: Two more invoices%'"));
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
        Assert.Equal([2, 4], (await import.PreviewAsync(again)).Alike.Select(alike => alike.Row));
    }

    private async Task<Actor> OpenedAsync(long pence)
    {
        var ledger = new LedgerScenario(database);
        await ledger.OpenAsync(Year, 2, new(pence));
        return ledger.Officer;
    }

    private static byte[] Workbook(string[][] table)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            var sheet = book.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(
                new SheetData(
                    table.Select(
                        (cells, r) =>
                            new Row(
                                cells.Select(
                                    (cell, c) =>
                                        (OpenXmlElement)
                                            new Cell
                                            {
                                                CellReference = string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + c)}{r + 1}"),
                                                DataType = CellValues.InlineString,
                                                InlineString = new InlineString(new Text(cell)),
                                            }
                                )
                            )
                            {
                                RowIndex = (uint)(r + 1),
                            }
                    )
                )
            );
            book.Workbook.AppendChild(
                new Sheets(
                    new Sheet
                    {
                        Id = book.GetIdOfPart(sheet),
                        SheetId = 1,
                        Name = "Spend",
                    }
                )
            );
        }
        return memory.ToArray();
    }

    public void Dispose() => database.Dispose();
}
