using System.Diagnostics;
using System.IO.Compression;
using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Testing;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests.Casework;

/// <summary>A redacted copy from the press that makes it to its files, in Chromium: the officer at a desk, the second person on a phone
/// without scripts.</summary>
public sealed class AnswerInChromiumTests(DemonstrationHost host) : IClassFixture<DemonstrationHost>
{
    [Fact]
    public async Task A_copy_is_decided_by_words_approved_by_a_second_person_and_its_files_have_no_word_that_was_taken_out()
    {
        var application = await host.Db.ScalarAsync<Guid>(
            "select a.Id from Application a where a.Reference = 'CSF-24-R2-001' and a.Number is not null"
        );
        var writer = await host.DemoAsync("officer");
        foreach (var said in new[] { "Callum Quinn rang: his number is 0116 496 0777.", "Ring Callum back before the meeting." })
            Assert.True(
                (
                    await host.WithAsync<WriteNote, Result<Guid>>(write =>
                        write.RunAsync(writer, NoteSubject.Application, application, said)
                    )
                ).IsDone
            );
        await using var session = await BrowserSession.OpenAsync(host);
        var officer = await session.DeskAsync(writer);
        await officer.OpenAsync(Links.Casework.AnswerFile(application), "answer-file");
        await officer.PressAsync("Make a redacted copy", "answer-copy");
        await officer.SaysAsync("You had a part in this copy, so a second person approves it.");
        var answer = Guid.Parse(new Uri(officer.Page.Url).Segments[^1]);

        var second = await session.PhoneAsync(await host.DemoAsync("auditor"));
        await second.OpenAsync(Links.Casework.Answer(answer));
        await second.SaysAsync("for a decision. Take out or keep each before you approve the copy.");

        // All places of one name at once, and a number that stays.
        await officer.FollowAsync("By words, all places of a name at once", "answer-words");
        await officer.ChooseAsync("Callum Quinn");
        await officer.ChooseAsync("Callum");
        await officer.PressAsync("Take out what is ticked");
        await officer.SaysAsync("taken out under s.40");
        await officer.ChooseAsync("0116 496 0777");
        await officer.PressAsync("Keep what is ticked");
        while (await officer.HasAsync("Take out what is ticked"))
        {
            foreach (var box in await officer.Page.Locator("[name=Numbers]").AllAsync())
                await box.CheckAsync();
            await officer.PressAsync("Take out what is ticked");
        }
        await officer.TypeAsync("Words to take out", "a mentor, who has served a sentence himself");
        await officer.SelectAsync("Section of the Act for these words", "s.38 health and safety");
        await officer.TypeAsync("Reason for these words", "He could be found by it");
        await officer.PressAsync("Take out these words");
        await officer.SaysAsync("Taken out at one place");

        await second.OpenAsync(Links.Casework.Answer(answer), "answer-approve-phone");
        await second.SaysAsync("After that nothing in the copy can change");
        await second.PressAsync("Approve this copy", "answer-approved-phone");
        await officer.OpenAsync(Links.Casework.Answer(answer), "answer-approved");
        var text = await PdfTextAsync(await DownloadAsync(officer, "Download the copy as PDF"));
        var book = await TextOfAsync(await DownloadAsync(officer, "Download the copy as spreadsheet"));
        var removed = await host.Db.ReadAsync(work =>
            work.QueryAsync<string>(
                "select distinct Words from FoiPassage where AnswerId = @answer and State = 'Removed' and Kind in ('Name', 'Email', 'Own', 'Telephone') order by Words",
                new { answer }
            )
        );
        Assert.Subset(removed.ToHashSet(), new HashSet<string> { "Callum Quinn", "Callum", "a mentor, who has served a sentence himself" });
        foreach (var (said, kind) in new[] { (text, "PDF"), (book, ".xlsx") })
        {
            foreach (var words in removed)
                Assert.True(!said.Contains(words, StringComparison.OrdinalIgnoreCase), $"{words} is in the {kind}");
            Assert.DoesNotContain("Quinn", said, StringComparison.Ordinal);
            Assert.Contains("[s.40] runs the evenings", said, StringComparison.Ordinal);
            Assert.Contains("[s.38], sits with the writers", said, StringComparison.Ordinal);
            Assert.Contains("0116 496 0777", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_draft_is_thrown_away_on_a_phone()
    {
        var application = await host.Db.ScalarAsync<Guid>("select Id from Application where Reference = 'CSF-24-R2-002'");
        var writer = await host.DemoAsync("officer");
        Assert.True(
            (
                await host.WithAsync<WriteNote, Result<Guid>>(write =>
                    write.RunAsync(writer, NoteSubject.Application, application, "Rang 0116 496 0777, then wrote to desk@group.example")
                )
            ).IsDone
        );
        await using var session = await BrowserSession.OpenAsync(host);
        var officer = await session.PhoneAsync(writer);
        await officer.OpenAsync(Links.Casework.AnswerFile(application));
        await officer.PressAsync("Make a redacted copy", "answer-copy-phone");
        await officer.FollowAsync("By words, all places of a name at once", "answer-words-phone");
        await officer.PressAsync("Take out what is ticked");
        await officer.SaysAsync("Tick the passages that you decide about");
        await officer.PressAsync("Throw this draft away");
        await officer.SaysAsync("The draft is thrown away");
    }

    private static async Task<string> DownloadAsync(BrowserTab person, string link)
    {
        var download = await person.Page.RunAndWaitForDownloadAsync(() =>
            person.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync()
        );
        return await download.PathAsync();
    }

    private static async Task<string> PdfTextAsync(string file)
    {
        using var reader = Process.Start(new ProcessStartInfo("pdftotext", [file, "-"]) { RedirectStandardOutput = true })!;
        var text = await reader.StandardOutput.ReadToEndAsync();
        // A line of the print ends where a line of the page does.
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<string> TextOfAsync(string book)
    {
        using var zip = ZipFile.OpenRead(book);
        var texts = new List<string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            texts.Add(System.Net.WebUtility.HtmlDecode(await reader.ReadToEndAsync()));
        }
        return string.Join('\n', texts);
    }
}
