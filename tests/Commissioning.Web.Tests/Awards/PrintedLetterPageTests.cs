using System.IO.Compression;
using System.Net;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Testing;
using UglyToad.PdfPig;

namespace Commissioning.Web.Tests.Awards;

/// <summary>A fund's letterhead, and a round's letters as files.</summary>
public sealed class PrintedLetterPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_rounds_letters_are_one_PDF_and_one_ZIP_in_order_of_reference()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        var office = await host.AsAsync(stages.Officer);
        var letters = await host.Db.QueryAsync<Made>(
            "select l.Id, l.Kind, a.Reference from Letter l join Application a on a.Id = l.ApplicationId where a.RoundId = @Round order by a.Number",
            new { stages.Round }
        );
        (await office.OpenAsync(Links.Awards.Letters(stages.Round))).AssertSays("All letters in one file");

        foreach (var part in Enum.GetValues<RoundLetterFiles.Part>())
        {
            var expected = letters
                .Where(letter => part == RoundLetterFiles.Part.All || letter.Kind.IsOffer() == (part == RoundLetterFiles.Part.Offers))
                .ToList();
            using var zipped = await office.GetAsync(Links.Awards.LettersZip(stages.Round, part));
            Assert.Equal("application/zip", zipped.Content.Headers.ContentType!.MediaType);
            using var zip = new ZipArchive(await zipped.Content.ReadAsStreamAsync());
            Assert.Equal(
                expected.Select(letter => $"{letter.Reference} {letter.Kind.Name()}.pdf"),
                zip.Entries.Select(entry => entry.Name)
            );

            var pages = 0;
            foreach (var letter in expected)
                pages += await PagesAsync(office, Links.Awards.LetterPdf(letter.Id));
            Assert.Equal(pages, await PagesAsync(office, Links.Awards.LettersPdf(stages.Round, part)));
        }

        var first = await office.OpenAsync(Links.Awards.Letter(letters[0].Id));
        first.AssertDoesNotSay("Previous letter");
        var second = await first.FollowAsync("Next letter");
        second.AssertSays(letters[1].Reference);
        (await second.FollowAsync("Previous letter")).AssertSays(letters[0].Reference);
        Assert.True(
            await PagesAsync(office, Links.Awards.LetterLargePdf(letters[0].Id))
                > await PagesAsync(office, Links.Awards.LetterPdf(letters[0].Id))
        );
    }

    [Fact]
    public async Task A_funds_letterhead_is_on_its_letters()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var office = await host.AsAsync(stages.Officer);
        var fund = await host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round });
        var page = await (await office.OpenAsync(Links.Funds.Fund(fund))).FollowAsync("Letterhead");
        page = await page.Fill("Web address (optional)", "www.example.org")
            .Fill("Title of that officer (optional)", "Commissioning officer")
            .PressAsync("Save the letterhead", HttpStatusCode.BadRequest);
        page.AssertError("Enter a web address that begins with https://, such as https://www.example.org/grants");
        page.AssertError("Enter the name of the officer to ask, or leave out their title and telephone number");
        page = await page.Fill("Web address (optional)", "https://www.example.org/grants")
            .Fill("Officer to ask (optional)", "Sam Reed")
            .Fill("Name of the person who signs with a title (optional)", stages.Approver.Name)
            .Fill("Title of that person (optional)", "Police and Crime Commissioner")
            .Attach("Logo (optional)", "logo.png", SamplePhoto.Png(160, 90))
            .PressAsync("Save the letterhead");
        page.AssertSays("The letterhead is saved");
        page.AssertSays("Contact: Sam Reed, Commissioning officer, 0116 496 0000");
        var logo = page.Document.QuerySelector(".app-letter__logo")!;
        Assert.StartsWith("Logo of the", logo.GetAttribute("alt"), StringComparison.Ordinal);
        using (var picture = await host.Visitor().GetAsync(logo.GetAttribute("src")!))
            Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);

        await stages.LettersMadeAsync();
        var letter = await host.Db.ScalarAsync<Guid>(
            "select l.Id from Letter l join Application a on a.Id = l.ApplicationId where a.RoundId = @Round and a.Number = 1",
            new { stages.Round }
        );
        var read = await office.OpenAsync(Links.Awards.Letter(letter));
        foreach (
            var words in (string[])
                [
                    "www.example.org/grants",
                    "Contact: Sam Reed",
                    "Police and Crime Commissioner",
                    "Your application of",
                    "large print, Easy Read",
                ]
        )
            read.AssertSays(words);
        using var pdf = PdfDocument.Open(await BytesAsync(office, Links.Awards.LetterPdf(letter)));
        Assert.NotEmpty(pdf.GetPage(1).GetImages());
        Assert.Equal(1, await host.Database.CountAsync("AuditEntry", "Action = 'LetterheadSaved' and SubjectId = @fund", new { fund }));
    }

    [Fact]
    public async Task A_logo_that_is_no_PNG_is_refused()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var office = await host.AsAsync(stages.Officer);
        var fund = await host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round });
        var page = await office.OpenAsync(Links.Funds.Letterhead(fund));
        page = await page.Attach("Logo (optional)", "logo.pdf", SamplePdf.Of("A page"))
            .PressAsync("Save the letterhead", HttpStatusCode.BadRequest);
        page.AssertError("logo.pdf is not a PNG picture. Save the logo as PNG and choose that file.");
        page = await page.Attach("Logo (optional)", "logo.png", SamplePhoto.Png(160, 90)[..58])
            .PressAsync("Save the letterhead", HttpStatusCode.BadRequest);
        page.AssertSays("logo.png cannot be read: it is damaged");
    }

    private static async Task<int> PagesAsync(Browser office, string address)
    {
        using var pdf = PdfDocument.Open(await BytesAsync(office, address));
        return pdf.NumberOfPages;
    }

    private static async Task<byte[]> BytesAsync(Browser office, string address)
    {
        using var file = await office.GetAsync(address);
        return await file.Content.ReadAsByteArrayAsync();
    }

    private sealed record Made
    {
        public required Guid Id { get; init; }
        public required LetterKind Kind { get; init; }
        public required string Reference { get; init; }
    }
}
