using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Applications;

/// <summary>A question whose answer is a file: from the applicant's page to those who read the application.</summary>
public sealed class FileQuestionTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Wording = "What does the site look like?";

    private sealed record Started(Browser Browser, Actor Person, Guid Draft, Actor Officer, Actor Assessor)
    {
        public string Page => Links.Applications.Question(Draft, "Site", "site");
    }

    [Fact]
    public async Task A_required_file_is_checked_replaced_and_removed_and_refuses_sending_while_it_is_missing()
    {
        var started = await StartedAsync();
        var (applicant, draft) = (started.Browser, started.Draft);
        Assert.Equal([$"Site: Add a file: {Wording}"], await GapsAsync(started));
        (await applicant.OpenAsync(Links.Applications.Check(draft))).AssertSays($"Add a file: {Wording}");
        var page = await applicant.OpenAsync(started.Page);
        Assert.Equal(Wording, page.Heading);
        page.AssertSays("Kinds of file: .pdf, .png. Up to 1 MB.");
        page = await page.PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError($"Add a file: {Wording}");
        page = await page.Attach("Choose a file", "site.jpg", [0xff, 0xd8, 0xff, 0])
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError($"site.jpg is not a kind of file we accept for \"{Wording}\". Save it as .pdf or .png.");
        page = await page.Attach("Choose a file", "site.pdf", SamplePdf.Of(new string('x', 1024 * 1024)))
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError($"site.pdf is 1.0 MB; the limit for \"{Wording}\" is 1 MB. Save a smaller copy, or split it.");
        await page.Attach("Choose a file", "site.pdf", SamplePdf.Of("site")).PressAsync("Save and continue");
        (await applicant.OpenAsync(Links.Applications.Check(draft))).AssertDoesNotSay("Add a file");
        // Nothing needs to be chosen twice.
        page = await applicant.OpenAsync(started.Page);
        Assert.NotEqual(Wording, (await page.PressAsync("Save and continue")).Heading);
        await page.Attach("Choose another file in its place", "new.pdf", SamplePdf.Of("new")).PressAsync("Save and come back later");
        Assert.Equal(
            ["new.pdf"],
            await host.Db.QueryAsync<string>(
                "select s.Name from ApplicationDocument d join StoredFile s on s.Id = d.FileId where d.ApplicationId = @draft and d.QuestionId is not null",
                new { draft }
            )
        );
        (await applicant.OpenAsync(Links.Applications.Documents(draft))).AssertDoesNotSay("new.pdf");
        page = await (await applicant.OpenAsync(started.Page)).PressAsync("Remove new.pdf");
        page.AssertSays("new.pdf removed");
        Assert.Equal([$"Site: Add a file: {Wording}"], await GapsAsync(started));
        Assert.Equal(
            ["site: site.pdf", "site: new.pdf"],
            (
                await host.Db.QueryAsync<string>(
                    "select Detail from AuditEntry where SubjectId = @draft and Action = 'FileAnswered' order by Sequence",
                    new { draft }
                )
            ).Select(detail => detail.Split(',')[0])
        );
        Assert.Equal(HttpStatusCode.NotFound, (await (await StartedAsync()).Browser.GetAsync(started.Page)).StatusCode);
        Assert.Equal("", await host.Db.ScalarAsync<string>(AnswerSql, new { draft }));
    }

    [Fact]
    public async Task A_file_with_a_virus_answers_nothing()
    {
        var started = await StartedAsync();
        await AddAsync(started);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update StoredFile set ScanState = 'Quarantined' where Id in (select d.FileId from ApplicationDocument d where d.ApplicationId = @Draft and d.QuestionId is not null)",
                new { started.Draft }
            )
        );
        Assert.Equal([$"Site: Add a file: {Wording}"], await GapsAsync(started));
        (await started.Browser.OpenAsync(started.Page)).AssertSays("A virus was found: remove it and add a clean copy");
    }

    [Fact]
    public async Task A_sent_file_is_read_by_the_officer_and_the_assessor_and_by_no_other_organisation()
    {
        var started = await StartedAsync();
        await AddAsync(started);
        Assert.Empty(await GapsAsync(started));
        var document = await host.Db.ScalarAsync<Guid>(
            "select Id from ApplicationDocument where ApplicationId = @Draft and QuestionId is not null",
            new { started.Draft }
        );
        var desk = await host.AsAsync(started.Officer);
        var sent = await desk.OpenAsync(Links.Applications.Submitted(started.Draft));
        sent.AssertSays($"{Wording}: site.pdf");
        await ReadAsync(desk, Links.Applications.SubmittedDocument(started.Draft, document), HttpStatusCode.OK);
        await ReadAsync(started.Browser, Links.Applications.Document(started.Draft, document), HttpStatusCode.OK);
        var sheet = await host.Scenario.AssignedAsync(started.Draft, started.Assessor, 3, 3, 3, 3, 3);
        var panel = await host.AsAsync(started.Assessor);
        (await panel.OpenAsync(Links.Scoring.Sheet(sheet))).AssertSays("site.pdf");
        await ReadAsync(panel, Links.Scoring.Document(sheet, document), HttpStatusCode.OK);
        await ReadAsync((await StartedAsync()).Browser, Links.Applications.Document(started.Draft, document), HttpStatusCode.NotFound);
        var ask = await desk.OpenAsync(Links.Applications.Ask(started.Draft));
        ask.AssertSays($"Answered with a file, so ask for a document instead: {Wording}");
        Assert.Null(ask.Document.QuerySelector("input[name='Form.Codes'][value=site]"));
    }

    [Fact]
    public async Task A_file_of_a_question_that_is_no_longer_asked_is_not_in_the_copy()
    {
        var started = await StartedAsync("""{ "showWhen": [{ "question": "amount", "test": "MoreThan", "value": "4k" }] }""");
        await AddAsync(started);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set AmountRequested = 300000 where Id = @Draft", new { started.Draft })
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update BudgetLine set Requested = 300000 where ApplicationId = @Draft", new { started.Draft })
        );
        Assert.Empty(await GapsAsync(started));
        var copy = (await host.Db.ReadAsync(work => SubmittedCopy.GetAsync(work, started.Draft))).Copy;
        Assert.DoesNotContain(copy.Answers, answer => answer.Code == "site");
        Assert.DoesNotContain(copy.Documents, document => document.Name == "site.pdf");
    }

    private const string AnswerSql =
        "select n.Wording from Answer n join Question q on q.Id = n.QuestionId where n.ApplicationId = @draft and q.Code = 'site'";

    /// <summary>What prevents the sending, which is done when nothing does.</summary>
    private async Task<IReadOnlyList<string>> GapsAsync(Started started) =>
        (await host.RefusalsAsync<SubmitApplication>(submit => submit.RunAsync(started.Person, started.Draft, "Amira Khan", agreed: true)))
            .Select(refusal => refusal.Sentence)
            .ToList();

    private static async Task AddAsync(Started started) =>
        await (await started.Browser.OpenAsync(started.Page))
            .Attach("Choose a file", "site.pdf", SamplePdf.Of("site"))
            .PressAsync("Save and continue");

    private static async Task ReadAsync(Browser browser, string address, HttpStatusCode expected)
    {
        using var file = await browser.GetAsync(address);
        Assert.Equal(expected, file.StatusCode);
    }

    /// <summary>A draft that lacks nothing but the file.</summary>
    private async Task<Started> StartedAsync(string settings = """{ "endings": [".pdf", ".png"], "mostMegabytes": 1 }""")
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var assessor = await host.Scenario.PersonAsync(Role.PanelMember);
        var round = await host.Scenario.RoundAsync(officer, [assessor, await host.Scenario.PersonAsync(Role.PanelMember)]);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Question (Id, RoundId, Position, Section, Code, Wording, WordLimit, Required, Kind, Settings) values (@Id, @round, 90, 'Site', 'site', @Wording, 0, 1, 'File', @settings)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    round,
                    Wording,
                    settings,
                }
            )
        );
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        var draft = await host.Scenario.CompleteDraftAsync(round, await host.Scenario.OrganisationAsync(person), person);
        return new(await host.AsAsync(person), person, draft, officer, assessor);
    }
}
