using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Applications;

/// <summary>The designer, and every kind of question as an officer and a volunteer see it, in Chromium with axe; and what a script must not
/// lose.</summary>
public sealed class ApplicationsInChromiumTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Form_pages_for_every_kind_of_question_are_accessible_in_Chromium()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(officer);
        var draft = (await host.WithAsync<ImportRound, Result<Guid>>(import => import.CopyAsync(officer, round, "Round 2"))).Value;
        foreach (var kind in Enum.GetValues<QuestionKind>())
        {
            var question = new Question
            {
                Id = Guid.Empty,
                Position = 0,
                Section = "Every kind",
                Code = kind.ToString().ToLowerInvariant(),
                Wording = $"A question of the kind {kind}",
                Hint = "Guidance under the question",
                WordLimit = 100,
                Required = true,
                Kind = kind,
                Settings = new()
                {
                    Options = kind is QuestionKind.OneOf or QuestionKind.ManyOf ? ["One", "Two"] : [],
                    Columns = kind == QuestionKind.Table ? [new("What"), new("By when", ColumnKind.Date)] : [],
                    SumOf = kind == QuestionKind.Total ? ["money"] : [],
                    Example = "An example",
                    Criterion = "need",
                },
            };
            Assert.Null((await host.WithAsync<SaveQuestion, Result>(save => save.RunAsync(officer, draft, null, question))).FirstRefusal);
            await desk.OpenAsync(Links.Funds.EditQuestion(draft, question.Code), kind is QuestionKind.Table ? "form-question" : null);
            await desk.OpenAsync(
                Links.Funds.PreviewQuestion(draft, question.Code),
                kind is QuestionKind.Table or QuestionKind.Person ? $"form-preview-{kind}" : null
            );
            if (kind != QuestionKind.File)
                await desk.PressAsync("Try this answer");
        }
        await desk.OpenAsync(Links.Funds.Form(draft), "form-draft");
        await desk.OpenAsync(Links.Applications.BlankForm(draft), "form-blank");
        await session.PdfAsync(desk, "Download as PDF", "form-blank-pdf");
        await desk.OpenAsync(Links.Funds.Questions(draft), "form-documents");
        await desk.OpenAsync(Links.Funds.Import);
        await desk.OpenAsync(Links.Funds.Copy(round));
        await desk.OpenAsync(Links.Applications.DecisionDate(round));
        await desk.OpenAsync(Links.Funds.CorrectQuestion(round, "need"), "form-correct");
        await desk.OpenAsync(Links.Operations.Files);
        await desk.OpenAsync(Links.Funds.Policy(draft), "policy");
        await desk.PressAsync("Save");
    }

    [Fact]
    public async Task Submitted_application_pages_are_accessible_in_Chromium()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var application = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant), applicant);
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(officer);
        await desk.OpenAsync(Links.Applications.Paper(round), "paper");
        await desk.OpenAsync(Links.Applications.PaperOf(round, null), "paper-new");
        await desk.OpenAsync(Links.Applications.EqualitySummary(round));
        var fund = await host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @round", new { round });
        await desk.OpenAsync(Links.Funds.Fund(fund), "fund");
        await desk.OpenAsync(Links.Funds.RenameFund(fund));
        await desk.OpenAsync(Links.Messages.Message(fund, Domain.Messages.MessageKind.Receipt), "message");
        await desk.OpenAsync(Links.Applications.Ask(application), "ask");
        await desk.ChooseAsync("Why is this good value for public money?");
        await desk.TypeAsync("What is missing or unclear?", "What else did you look at?");
        await desk.DateAsync("DueOn", 20, 1, 2026);
        await desk.PressAsync("Ask the applicant", "application-asked");
        await desk.SaysAsync("Waiting for the applicant until 20 January 2026");
        await session.PdfAsync(desk, "Download as PDF", "application-pdf");
        var phone = await session.PhoneAsync(applicant);
        await phone.OpenAsync(Links.Applications.Changes(application), "changes-phone");
        await phone.FollowAsync("Why is this good value for public money?", "changed-answer-phone");
        await phone.PressAsync("Save and continue");
        await phone.PressAsync("Send the changes");
        await phone.OpenAsync(Links.Applications.Equality(application), "equality-phone");
        var signedIn = await host.Db.ReadAsync(work =>
            work.FirstOrDefaultAsync<Guid>("select Id from PersonSession where PersonId = @Id order by CreatedAt, Id", new { applicant.Id })
        );
        var held = await host.WithAsync<Commissioning.Features.Accounts.SavedForms, Guid?>(forms =>
            forms.KeepAsync(applicant, signedIn, Links.Applications.Changes(application), [new("Form.Text", "Words")])
        );
        await phone.OpenAsync(Links.Accounts.SavedForm(held!.Value), "held-phone");
    }

    [Fact]
    public async Task An_upload_shows_its_progress_and_ends_on_the_servers_page()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var draft = (
            await host.WithAsync<StartApplication, Result<Guid>>(async start =>
                await start.RunAsync(
                    applicant,
                    round,
                    await host.Scenario.OrganisationAsync(applicant),
                    await host.Scenario.EligibleAsync(round)
                )
            )
        ).Value;
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(applicant);
        await desk.OpenAsync(Links.Applications.Documents(draft));
        // Its name is right and its bytes are not, so only the server can refuse it.
        await desk.AttachAsync("Add Governing document", "notes.pdf", "No"u8.ToArray());
        await desk.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Upload Governing document" }).ClickAsync();
        await desk
            .Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "notes.pdf does not contain what its name says" })
            .WaitForAsync();
        await desk.AttachAsync(
            "Add Governing document",
            "constitution.png",
            [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, .. new byte[2_000_000]]
        );
        var held = new TaskCompletionSource();
        await desk.Page.RouteAsync(
            "**/documents?kind=*",
            async route =>
            {
                await held.Task;
                await route.ContinueAsync();
            }
        );
        await desk.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Upload Governing document" }).ClickAsync();
        await desk.Page.GetByText("Uploading constitution.png").WaitForAsync();
        held.SetResult();
        await desk.Page.GetByText("constitution.png added").WaitForAsync();
        Assert.Equal(new Uri(host.Address, Links.Applications.Documents(draft)).ToString(), desk.Page.Url);
        await desk.FollowAsync("Preview", "document-look");
    }

    [Fact]
    public async Task A_photograph_is_made_smaller_and_a_file_that_is_too_large_refused_before_anything_is_sent()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var draft = (
            await host.WithAsync<StartApplication, Result<Guid>>(async start =>
                await start.RunAsync(
                    applicant,
                    round,
                    await host.Scenario.OrganisationAsync(applicant),
                    await host.Scenario.EligibleAsync(round)
                )
            )
        ).Value;
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(applicant);
        await desk.OpenAsync(Links.Applications.Documents(draft));
        var sent = 0;
        desk.Page.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;
        await desk.AttachAsync("Add Governing document", "film.pdf", new byte[25 * 1024 * 1024]);
        await desk.Page.GetByText("film.pdf is 25.0 MB; the limit is 10 MB. Save a smaller copy, or split it.").WaitForAsync();
        Assert.Equal("true", await desk.Page.GetByLabel("Add Governing document").GetAttributeAsync("aria-invalid"));
        await BrowserSession.AxeAsync(desk.Page);
        await desk.AttachAsync("Add Governing document", "notes.txt", "No"u8.ToArray());
        await desk.Page.GetByText("notes.txt is not a kind of file we accept.").WaitForAsync();
        // Nothing is left to upload, and the reason stays.
        await desk.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Upload Governing document" }).ClickAsync();
        await desk.Page.GetByText("notes.txt is not a kind of file we accept.").WaitForAsync();
        Assert.Equal(0, sent);

        var photo = SamplePhoto.Png(4000, 3000);
        await desk.AttachAsync("Add Governing document", "page.png", photo);
        await desk.Page.GetByText($"page.png: {photo.Length / 1048576.0:0.0} MB made").WaitForAsync();
        // The connection breaks once: the file is still chosen.
        await desk.Page.RouteAsync("**/documents?kind=*", route => route.AbortAsync("connectionreset"));
        await desk.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Upload Governing document" }).ClickAsync();
        await desk.Page.GetByText("The connection broke, so page.jpg was not uploaded. It is still chosen here.").WaitForAsync();
        await desk.Page.UnrouteAsync("**/documents?kind=*");
        await desk.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await desk.Page.GetByText("page.jpg added").WaitForAsync();
        var stored = await host.Db.FindAsync<Size>(
            "select f.ByteLength from StoredFile f join ApplicationDocument d on d.FileId = f.Id where d.ApplicationId = @draft",
            new { draft }
        );
        Assert.InRange(stored.ByteLength, 10_000, photo.Length / 4);
    }

    private sealed record Size
    {
        public required long ByteLength { get; init; }
    }

    [Fact]
    public async Task A_form_sent_while_it_is_being_saved_waits_for_the_save()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var draft = (
            await host.WithAsync<StartApplication, Result<Guid>>(async start =>
                await start.RunAsync(
                    applicant,
                    round,
                    await host.Scenario.OrganisationAsync(applicant),
                    await host.Scenario.EligibleAsync(round)
                )
            )
        ).Value;
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(applicant);
        await desk.OpenAsync(Links.Applications.Section(draft, "Need"));
        var (begun, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        await desk.Page.RouteAsync(
            "**/*handler=Autosave*",
            async route =>
            {
                // The server has saved it; its response is still on the way.
                var answer = await route.FetchAsync();
                begun.TrySetResult();
                await held.Task;
                await route.FulfillAsync(new() { Response = answer });
            }
        );
        await desk.Page.Locator("textarea").FillAsync("A whole sentence");
        await begun.Task;
        await desk.Page.GetByText("Save and continue").ClickAsync();
        held.SetResult();
        await desk.Page.GetByText("What will you do, where, when and with whom?").WaitForAsync();
        Assert.Equal(
            "A whole sentence",
            await host.Db.ScalarAsync<string>("select Wording from Answer where ApplicationId = @draft", new { draft })
        );
    }

    [Fact]
    public async Task Answers_are_saved_automatically_and_survive_a_lost_connection_and_a_closed_page()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var draft = (
            await host.WithAsync<StartApplication, Result<Guid>>(async start =>
                await start.RunAsync(
                    applicant,
                    round,
                    await host.Scenario.OrganisationAsync(applicant),
                    await host.Scenario.EligibleAsync(round)
                )
            )
        ).Value;
        await using var session = await BrowserSession.OpenAsync(host);
        var desk = await session.DeskAsync(applicant);
        await desk.OpenAsync(Links.Applications.Section(draft, "Need"));
        await desk.Page.Locator("textarea").FillAsync("Half a sentence");
        await desk.Page.GetByText(new System.Text.RegularExpressions.Regex("^Saved ")).WaitForAsync();
        Assert.Equal(
            "Half a sentence",
            await host.Db.ScalarAsync<string>("select Wording from Answer where ApplicationId = @draft", new { draft })
        );

        await desk.Page.Context.SetOfflineAsync(true);
        await desk.Page.Locator("textarea").FillAsync("A whole sentence at last");
        await desk.Page.GetByText("kept on this device").WaitForAsync();
        var context = desk.Page.Context;
        await desk.Page.CloseAsync();
        await context.SetOfflineAsync(false);
        var again = await context.NewPageAsync();
        await again.GotoAsync(new Uri(host.Address, Links.Applications.Section(draft, "Need")).ToString());
        Assert.Equal("A whole sentence at last", await again.Locator("textarea").InputValueAsync());
        await again.GetByText("Save and continue").ClickAsync();
        await again.WaitForURLAsync("**/sections/**");
        Assert.Equal(
            "A whole sentence at last",
            await host.Db.ScalarAsync<string>("select Wording from Answer where ApplicationId = @draft", new { draft })
        );
    }
}
