using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Documents;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using Xunit.Abstractions;

namespace Commissioning.Features.Tests.Documents;

/// <summary>Every kind of letter as it is printed, from the samples of its template.</summary>
public sealed class PrintedLettersTests(PrintedLettersTests.Samples samples, ITestOutputHelper output)
    : IClassFixture<PrintedLettersTests.Samples>
{
    private static readonly Office Office = new() { BaseUrl = "https://grants.example.org" };

    /// <summary>A browser that prints, and the sample letters of a fund that has a letterhead.</summary>
    public sealed class Samples : IAsyncLifetime
    {
        private readonly TestDatabase database = new();
        private Guid fund,
            round;
        public ChromiumPdf Pdf { get; } =
            new(new PdfOptions { FontsFolder = Repository.File("src", "Commissioning.Web", "wwwroot", "assets", "fonts") });

        public async Task InitializeAsync()
        {
            var scenario = new Scenario(database.Db, database.Clock);
            var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
            Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
            round = await scenario.RoundAsync(officer, panel);
            fund = await database.Db.ScalarAsync<Guid>("select FundId from Round where Id = @round", new { round });
            var files = new FileStore(
                database.Db,
                new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
                new ClamdOptions()
            );
            var saved = await new SaveLetterhead(database.Db, files, database.Clock).RunAsync(
                officer,
                fund,
                new()
                {
                    WebAddress = "https://www.example.org/people-zones",
                    SignatoryName = "Sam Reed",
                    SignatoryTitle = "Police and Crime Commissioner",
                    ContactName = "Sam Reed",
                    ContactTitle = "Commissioning officer",
                    ContactPhone = "0116 496 0001",
                },
                Upload.Read("logo.png", SamplePhoto.Png(160, 90), "logo").Value,
                false
            );
            Assert.True(saved.IsDone, saved.FirstRefusal?.Sentence);
            Store = files;
        }

        public FileStore Store { get; private set; } = null!;

        public async Task<LetterDocument> OfAsync(LetterKind kind) =>
            await (
                await new PreviewLetterTemplate(database.Db, Office).RunAsync(
                    fund,
                    kind,
                    LetterTemplates.Of(kind).Title,
                    LetterTemplates.Of(kind).Body,
                    null
                ) with
                {
                    Date = new(2027, 3, 16),
                    About = "Your application of 3 February 2027",
                }
            ).WithLogoAsync(Store);

        public async Task<LetterDocument> BlankFormAsync() =>
            BlankForm.Of(
                await database.Db.ReadAsync(work => RoundReader.GetSetupAsync(work, round)),
                Domain.Applications.EqualityRules.DefaultQuestions,
                Office
            );

        public async Task DisposeAsync()
        {
            await Pdf.DisposeAsync();
            database.Dispose();
        }
    }

    private Task<LetterDocument> SampleAsync(LetterKind kind) => samples.OfAsync(kind);

    public static TheoryData<LetterKind> Kinds() => [.. Enum.GetValues<LetterKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_printed_letter_passes_every_check_of_its_PDF(LetterKind kind)
    {
        var pdf = await samples.Pdf.WriteAsync(await SampleAsync(kind));
        Keep($"{kind}.pdf", pdf);
        var checks = PdfChecks.Of(pdf);
        foreach (var check in checks)
            output.WriteLine(check.ToString());
        Assert.All(checks, check => Assert.True(check.Passes, check.ToString()));
        Assert.Contains("<pdfuaid:part>1</pdfuaid:part>", System.Text.Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    /// <summary>A signature alone on a page is a wasted sheet, and looks forged.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public async Task The_last_page_of_a_letter_holds_more_than_its_signature(LetterKind kind)
    {
        foreach (var size in Enum.GetValues<PrintSize>())
        {
            // Of every length, so that the end of the letter meets the end of a page.
            for (var lines = 0; lines < 14; lines++)
            {
                var letter = await SampleAsync(kind);
                var pdf = await samples.Pdf.WriteAsync(
                    letter with
                    {
                        Blocks = [.. Enumerable.Repeat(new Paragraph("A line more."), lines * 2), .. letter.Blocks],
                    },
                    size
                );
                using var document = PdfDocument.Open(pdf);
                var last = string.Join(' ', document.GetPage(document.NumberOfPages).GetWords().Select(word => word.Text));
                var before = last.IndexOf("Sam Reed for", StringComparison.Ordinal) is var at and >= 0 ? last[..at] : last;
                Assert.True(before.Split(' ').Length > 4, $"{kind}, {size}, {lines}: the last page says only \"{last}\"");
            }
            Keep($"{kind}-{size}.pdf", await samples.Pdf.WriteAsync(await SampleAsync(kind), size));
        }
    }

    [Fact]
    public async Task A_letter_has_every_scripts_letters_from_our_own_fonts()
    {
        const string names = "Łukasz Żółć, ગુજરાતી નામ, ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ, রহিমা বেগম, राम कुमार, محمد علی";
        var pdf = await samples.Pdf.WriteAsync(
            (await SampleAsync(LetterKind.Decline)) with
            {
                Recipient = [names],
                Blocks = [new Paragraph($"Dear **{names}**")],
            }
        );
        Keep("scripts.pdf", pdf);
        var fonts = PdfChecks.Fonts(pdf);
        Assert.All(fonts, font => Assert.StartsWith("NotoSans", font, StringComparison.Ordinal));
        foreach (var script in (string[])["Gujarati", "Gurmukhi", "Bengali", "Devanagari", "Arabic"])
            Assert.Contains(fonts, font => font.Contains(script, StringComparison.Ordinal));
        Assert.DoesNotContain(
            PdfChecks.Fonts(await samples.Pdf.WriteAsync(await SampleAsync(LetterKind.Decline))),
            font => font.Contains("Arabic", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Large_print_is_the_same_letter_in_18_points()
    {
        var letter = await SampleAsync(LetterKind.Recovery);
        var (usual, large) = (Read(await samples.Pdf.WriteAsync(letter)), Read(await samples.Pdf.WriteAsync(letter, PrintSize.Large)));
        Assert.Equal(12, usual.Size, 1);
        Assert.Equal(18, large.Size, 1);
        Assert.True(large.Smallest >= 9, $"{large.Smallest} points");
        Assert.True(usual.Smallest >= 8.99, $"{usual.Smallest} points");
        Assert.True(large.Pages > usual.Pages);

        static (double Size, double Smallest, int Pages) Read(byte[] pdf)
        {
            using var document = PdfDocument.Open(pdf);
            var letters = document.GetPages().SelectMany(page => page.Letters).ToList();
            return (
                letters.GroupBy(one => Math.Round(one.PointSize, 1)).MaxBy(group => group.Count())!.Key,
                letters.Min(one => one.PointSize),
                document.NumberOfPages
            );
        }
    }

    [Fact]
    public async Task Addresses_in_a_letter_are_links_and_stars_make_words_bold()
    {
        var pdf = await samples.Pdf.WriteAsync(
            (await SampleAsync(LetterKind.Decline)) with
            {
                Blocks =
                [
                    new Paragraph(
                        "**Ring** 0116 496 0000, write to a@b.example or see https://grants.example.org/apply. It costs £0116 496."
                    ),
                ],
            }
        );
        using var document = PdfDocument.Open(pdf);
        var text = System.Text.Encoding.Latin1.GetString(pdf);
        foreach (var link in (string[])["tel:01164960000", "mailto:a@b.example", "https://grants.example.org/apply)"])
            Assert.Contains($"/URI ({link}", text, StringComparison.Ordinal);
        Assert.Contains(
            "Ring",
            document
                .GetPage(1)
                .GetWords()
                .Where(word => word.FontName!.Contains("Bold", StringComparison.Ordinal))
                .Select(word => word.Text)
        );
        Assert.DoesNotContain("**", document.GetPage(1).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Page 1 of 1",
            string.Join(' ', document.GetPage(1).GetWords().Select(word => word.Text)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_same_letter_has_the_same_details_whenever_it_is_printed()
    {
        var first = await samples.Pdf.WriteAsync(await SampleAsync(LetterKind.Decline));
        Assert.Equal(Details(first), Details(await samples.Pdf.WriteAsync(await SampleAsync(LetterKind.Decline))));
        using var document = PdfDocument.Open(first);
        Assert.Equal("D:20270316000000Z", document.Information.CreationDate);
        Assert.Equal(Office.FunderName, document.Information.Author);
        Assert.Equal("CSF-26-R1-012", document.Information.Keywords);

        static string Details(byte[] pdf)
        {
            using var read = PdfDocument.Open(pdf);
            return $"{read.Information} {read.Information.CreationDate} {read.Information.ModifiedDate}";
        }
    }

    [Fact]
    public async Task The_same_letter_with_tables_has_the_same_bytes_whenever_it_is_printed()
    {
        var first = await samples.Pdf.WriteAsync(await SampleAsync(LetterKind.Award));
        await samples.Pdf.WriteAsync(await SampleAsync(LetterKind.Decline));
        Assert.Equal(first, await samples.Pdf.WriteAsync(await SampleAsync(LetterKind.Award)));
    }

    [Fact]
    public async Task A_page_break_starts_a_new_page()
    {
        using var document = PdfDocument.Open(
            await samples.Pdf.WriteAsync(
                (await SampleAsync(LetterKind.Decline)) with
                {
                    Blocks = [new Paragraph("First."), new Signature("Sam Reed", "Officer"), new PageBreak(), new Heading(2, "Scores")],
                }
            )
        );
        Assert.Equal(2, document.NumberOfPages);
        Assert.Contains("Scores", document.GetPage(2).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_are_merged_with_all_their_pages()
    {
        using var merged = new PdfMerge("Letters", "en-GB");
        merged.Add("A", await samples.Pdf.WriteAsync(await SampleAsync(LetterKind.Decline)));
        var one = merged.Pages;
        merged.Add("B", await samples.Pdf.WriteAsync(await SampleAsync(LetterKind.Award)));
        var pages = merged.Pages;
        using var content = new MemoryStream();
        merged.Write(content);
        using var document = PdfDocument.Open(content.ToArray());
        Assert.Equal(pages, document.NumberOfPages);
        Assert.True(document.TryGetBookmarks(out var bookmarks));
        Assert.Equal(["A", "B"], bookmarks.Roots.Select(root => root.Title));
        Assert.Equal(
            [1, one + 1],
            bookmarks.GetNodes().Cast<UglyToad.PdfPig.Outline.DocumentBookmarkNode>().Select(node => node.PageNumber)
        );
    }

    [Fact]
    public async Task A_form_can_be_filled_in_on_a_screen()
    {
        var form = new LetterDocument
        {
            Title = "A form",
            IsPaper = true,
            Sender = Office.Sender,
            Blocks =
            [
                new FillBoxes([new("Name"), new("Why?", 4), new("Can you apply?", 0, ["Yes", "No"])]),
                new FillTable("Budget", [new("Item"), new("Amount")], ["", "", "Total"]),
            ],
        };
        var pdf = await samples.Pdf.WriteAsync(form);
        Keep("form.pdf", pdf);
        using var document = PdfDocument.Open(pdf);
        Assert.True(document.TryGetForm(out var fields));
        Assert.Equal(9, fields.Fields.Count);
        Assert.Equal(
            [
                "Name",
                "Why?",
                "Can you apply?: Yes",
                "Can you apply?: No",
                "Budget, row 1: Item",
                "Budget, row 1: Amount",
                "Budget, row 2: Item",
                "Budget, row 2: Amount",
                "Budget, Total: Amount",
            ],
            fields.Fields.Select(field => field.Information.AlternateName)
        );
        Assert.All(
            fields.Fields.Where(field => field is UglyToad.PdfPig.AcroForms.Fields.AcroTextField),
            field => Assert.True(field.Bounds!.Value.Height >= 25, $"{field.Bounds}")
        );
        Assert.DoesNotContain("field.invalid", System.Text.Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rounds_blank_form_has_room_to_write_and_the_equality_sheet_on_its_own_page()
    {
        var pdf = await samples.Pdf.WriteAsync(await samples.BlankFormAsync());
        Keep("blank-form.pdf", pdf);
        using var document = PdfDocument.Open(pdf);
        Assert.True(document.TryGetForm(out var form));
        var labels = form.Fields.Select(field => field.Information.AlternateName).ToList();
        foreach (
            var label in (string[])
                [
                    "How much do you ask us for?",
                    "People to write to, Second contact: Name",
                    "Your committee or board, row 1: Name",
                    "Two people who may sign for the organisation, row 2: Name",
                    "Budget, row 8: From this grant",
                    "Budget, Total: From others",
                    "Outcomes, row 4: What should it reach?",
                    "Signature",
                ]
        )
            Assert.Contains(label, labels);
        // A line is 9 mm high, which is 25.5 points.
        Assert.All(
            form.Fields.OfType<UglyToad.PdfPig.AcroForms.Fields.AcroTextField>(),
            field => Assert.True(field.Bounds!.Value.Height >= 25, $"{field.Information.AlternateName}: {field.Bounds}")
        );
        var last = document.GetPage(document.NumberOfPages).Text;
        Assert.Contains("Equality sheet", last, StringComparison.Ordinal);
        Assert.DoesNotContain("Declaration", last, StringComparison.Ordinal);
        Assert.Contains("It must reach us by", document.GetPage(1).Text, StringComparison.Ordinal);
    }

    /// <summary>Keeps a print to be looked at, if somebody asks with PRINTS=folder.</summary>
    private static void Keep(string name, byte[] pdf)
    {
        if (Environment.GetEnvironmentVariable("PRINTS") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, name), pdf);
    }
}
