using System.Diagnostics;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Documents.Papers;
using Commissioning.Platform.Files;
using Commissioning.Platform.Spreadsheets;
using Commissioning.Testing;
using Xunit.Abstractions;

namespace Commissioning.Features.Tests.Files;

/// <summary>Hostile files are refused with what to do, soon and without much memory. The bounds here are generous: other tests run at the
/// same time.</summary>
public sealed class HostileFilesTests(ITestOutputHelper output) : IDisposable
{
    private const int Times = 60_000_000; // of five bytes: 300 MB
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private const long MostMemory = 400L * 1024 * 1024;
    private readonly TestDatabase database = new();

    public void Dispose() => database.Dispose();

    public static TheoryData<string, string> Sheets =>
        new()
        {
            { "unpacks", "unpacks to more than 50 MB, which is too much to read. Split it." },
            { "spaces", "has a text of more than a million characters in one place" },
            { "text", "has a text of more than a million characters in one place" },
            { "attribute", "has a text of more than a million characters in one place" },
            { "deep", "is nested too deep to read. Open it in the program that made it, save it again" },
            { "names", "has more than 10,000 kinds of element" },
            { "wide", "has more than 1,000,000 cells. Split it." },
            { "far", "ZZZZZZ1: a sheet has at most 16,384 columns" },
            { "laughs", "is damaged. Open the file in Excel or LibreOffice, save it again" },
            { "nested zip", "is not a spreadsheet. Save it as CSV or as an Excel Workbook (.xlsx)." },
            { "parts", "has too many files in it to read. Take out what is not needed" },
        };

    [Theory]
    [MemberData(nameof(Sheets))]
    public void A_hostile_workbook_is_refused_soon(string kind, string sentence)
    {
        var file = kind switch
        {
            "unpacks" => HostileFiles.Sheet("", "<b/>\n", Times),
            "spaces" => HostileFiles.Sheet("", "     ", Times),
            "text" => HostileFiles.Sheet("<sheetData><row><c t=\"str\"><v><![CDATA[", "<<<<<", 9_000_000),
            "attribute" => HostileFiles.Sheet("<sheetData><row r=\"", "11111", Times),
            "deep" => HostileFiles.Sheet("", "<b>", 100_000),
            "names" => HostileFiles.Sheet(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<n{i}/>")), " ", 1),
            "wide" => HostileFiles.Sheet(
                "<sheetData>"
                    + string.Concat(Enumerable.Range(1, 130).Select(row => $"<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>")),
                " ",
                1
            ),
            "far" => HostileFiles.Sheet("<sheetData><row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>", " ", 1),
            "laughs" => HostileFiles.Sheet(HostileFiles.Laughs, " ", 1, isWhole: true),
            "nested zip" => HostileFiles.Zip("inner.zip", "PK\u0003\u0004", "PK\u0003\u0004", Times / 10),
            _ => HostileFiles.ManyParts(60_000),
        };
        Assert.InRange(file.Length, 1, 10_000_000);
        Assert.Contains(sentence, Refused(kind, () => SheetFile.Read("a.xlsx", file)), StringComparison.Ordinal);
        Assert.NotNull(Refused(kind, () => PaperFile.Read("a.xlsx", file, "f")));
    }

    [Theory]
    [InlineData("a,b\n\"", "x\n")]
    [InlineData("a,b\n", "1,")]
    [InlineData("a,b\n", "\"x\n\",")]
    [InlineData("£", "1,")]
    public void A_CSV_row_that_never_ends_is_refused_soon(string start, string middle)
    {
        var file = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(middle, 4_000_000)))[..8_000_000];
        Assert.Contains(
            "has more than a million characters: a line does not end, or a quotation mark is not closed. Save it again as CSV",
            Refused("csv", () => SheetFile.Read("a.csv", file)),
            StringComparison.Ordinal
        );
        var text = Encoding.UTF8.GetString(file);
        Assert.Contains("more than a million characters", CsvRows.Read(text, 1, ["a", "b"], "f").Wrong!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<w:x/>", Times, "unpacks to more than 50 MB")]
    [InlineData("<w:p/>", 300_000, "has more than 200,000 paragraphs and cells. Split it.")]
    [InlineData("     ", Times, "has a text of more than a million characters in one place")]
    [InlineData("<w:x>", 100_000, "is nested too deep to read")]
    [InlineData("<w:tbl><w:tr><w:tc>", 200, "has tables within tables too deep to read. Copy its text and paste it instead.")]
    public void A_hostile_Word_document_is_refused_soon(string middle, int times, string sentence)
    {
        var file = HostileFiles.Zip("word/document.xml", HostileFiles.WordStart, middle, times);
        Assert.Contains(sentence, Refused(middle, () => PaperFile.Read("a.docx", file, "f")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Word_document_with_a_document_type_is_refused()
    {
        var file = HostileFiles.Zip("word/document.xml", HostileFiles.Laughs, " ", 1);
        Assert.Equal(
            "a.docx is damaged or not a Word document (.docx). Open it and save it again.",
            Refused("laughs", () => PaperFile.Read("a.docx", file, "f"))
        );
    }

    [Fact]
    public async Task A_register_extract_with_a_line_that_never_ends_is_refused_soon()
    {
        var officer = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer);
        var import = new ImportRegister(
            database.Db,
            new FileStore(database.Db, new FileStoreOptions { Root = Path.Combine(database.Folder, "files") }, new ClamdOptions())
        );
        foreach (var start in new[] { "", "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Unique ID,Designation Type\n\"" })
        {
            var file = HostileFiles.Zip("list.csv", start, "abcd\t", Times);
            var read = await MeasuredAsync(() =>
                import.RunAsync(officer, ExtractKind.Sanctions, new(2026, 3, 1), "list.zip", new MemoryStream(file), null)
            );
            Assert.Contains("more than a million characters", Assert.Single(read.Value!.FaultList), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_weight_table_that_unpacks_too_far_is_refused_soon()
    {
        var officer = await new Scenario(database.Db, database.Clock).PersonAsync(Role.FinanceOfficer);
        var file = HostileFiles.Zip("valacdos.txt", "", "00000", Times);
        var read = await MeasuredAsync(() => new ModulusTables(database.Db).LoadAsync(officer, null, null, [new("tables.zip", file)]));
        Assert.Equal("valacdos.txt is larger than 5 MB, so it is not one of Pay.UK's two files", read.FirstRefusal!.Sentence);
    }

    [Fact]
    public void A_picture_of_too_many_pixels_is_refused_with_what_to_do()
    {
        Assert.Equal(
            "a.png is a picture of 60,000 by 60,000 pixels, too large to show. Save a smaller copy, and choose that.",
            UploadRules.WhyNotAccepted("a.png", HostileFiles.HugePng(), "f")!.Sentence
        );
        Assert.Equal(
            "a.jpg is a picture of 60,000 by 60,000 pixels, too large to show. Save a smaller copy, and choose that.",
            UploadRules.WhyNotAccepted("a.jpg", HostileFiles.ExifBomb(60_000), "f")!.Sentence
        );
    }

    [Fact]
    public async Task What_a_camera_stored_is_removed_without_being_read_through()
    {
        var process = new LimitedProcess();
        using var pictures = new PagePictures(process);
        var bomb = HostileFiles.ExifBomb();
        Assert.InRange(bomb.Length, 9_000_000, UploadRules.MaximumBytes);
        var read = await MeasuredAsync(() =>
            new UploadReader(pictures, new PhonePhotos(process)).ReadAsync(Guid.Empty, "a.jpg", bomb, "f")
        );
        Assert.InRange(read.Value!.Content.Length, 1, 100);
    }

    [Fact]
    public void An_upload_with_too_many_parts_is_refused()
    {
        var file = HostileFiles.ManyParts(60_000);
        Assert.Contains(
            "does not contain what its name says",
            UploadRules.WhyNotAccepted("a.docx", file, "f")!.Sentence,
            StringComparison.Ordinal
        );
    }

    private string Refused<T>(string kind, Func<Result<T>> read) =>
        MeasuredAsync(() => Task.FromResult(read())).GetAwaiter().GetResult().FirstRefusal!.Sentence;

    private async Task<T> MeasuredAsync<T>(Func<Task<T>> act)
    {
        GC.Collect();
        var (watch, before, peak) = (Stopwatch.StartNew(), GC.GetTotalMemory(true), 0L);
        using var done = new CancellationTokenSource();
        var sampling = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(false));
                Thread.Sleep(2);
            }
        });
        var made = await Task.Run(act);
        var took = watch.Elapsed;
        await done.CancelAsync();
        await sampling;
        output.WriteLine($"{took.TotalMilliseconds:0} ms, {(peak - before) / 1024 / 1024} MB more");
        Assert.InRange(took, TimeSpan.Zero, Soon);
        Assert.InRange(peak - before, long.MinValue, MostMemory);
        return made;
    }
}
