using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

/// <summary>A fund's own letter templates: written, previewed on a real application, approved by a second person, and used from then
/// on.</summary>
public sealed class FundLetterPageTests(HostWithoutLetterJobOrPdf host) : IClassFixture<HostWithoutLetterJobOrPdf>
{
    private static readonly LetterTemplate Decline = LetterTemplates.Of(LetterKind.Decline),
        Award = LetterTemplates.Of(LetterKind.Award);

    [Fact]
    public async Task A_misspelt_letter_field_is_refused_with_the_one_that_was_meant()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var browser = await host.AsAsync(stages.Officer);
        var fund = await FundAsync(stages);
        var page = await (
            await (await browser.OpenAsync(Links.Funds.Fund(fund))).FollowAsync("Everything we send: letters and messages")
        ).FollowAsync("Not funded");
        page.AssertSays("The portal's own words are in use: a default, not OPCC policy.");
        page = await page.Fill("Letter", Decline.Body + "\n\nAbout {{refrence}}.")
            .Fill("Title", " ")
            .PressAsync("Save as a new version", HttpStatusCode.BadRequest);
        page.AssertError("{{refrence}} is not a field of this letter. Did you mean {{reference}}?");
        page.AssertError("Enter a title of up to 200 characters");
        Assert.EndsWith("About {{refrence}}.", page.Value("Letter"), StringComparison.Ordinal);
        (await page.PressAsync("Preview", HttpStatusCode.BadRequest)).AssertError(
            "{{refrence}} is not a field of this letter. Did you mean {{reference}}?"
        );
        page = await page.PressAsync("Use the default text");
        Assert.Equal(Decline.Title, page.Value("Title"));
        Assert.Equal(0, await host.Database.CountAsync("LetterTemplate", "FundId = @fund", new { fund }));
        await browser.OpenAsync(Links.Awards.FundLetters(fund) + "/Sonnet", HttpStatusCode.NotFound);
        await browser.OpenAsync(Links.Awards.FundLetters(Guid.NewGuid()), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_reads_awards_reads_the_words_and_the_letters_that_wait_but_changes_nothing()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        await RoundInStages.MakeLettersAsync(host, stages.Round);
        var fund = await FundAsync(stages);
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        foreach (
            var path in new[]
            {
                Links.Messages.List(fund),
                Links.Messages.List(null),
                Links.Awards.FundLetters(fund),
                Links.Awards.DayBatches,
                Links.Awards.Letters(stages.Round),
                Links.Funds.Letterhead(fund),
                Links.Awards.FundLetter(fund, LetterKind.Decline),
                Links.Messages.Message(fund, Domain.Messages.MessageKind.OfferReminder),
            }
        )
        {
            var page = await auditor.OpenAsync(path);
            Assert.Empty(page.Document.QuerySelectorAll("main form[method=post]:not([action='/work/views'])"));
        }
        (await auditor.OpenAsync(Links.Awards.FundLetter(fund, LetterKind.Decline))).AssertSays("We are sorry to tell you");
        (await auditor.OpenAsync(Links.Messages.Message(fund, Domain.Messages.MessageKind.OfferReminder))).AssertSays(
            "No one has accepted it yet."
        );
    }

    [Fact]
    public async Task A_letter_template_is_previewed_on_a_real_application_or_with_samples()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).DecidedAsync();
        var fund = await FundAsync(stages);
        var reference = await host.Db.ScalarAsync<string>(
            "select Reference from Application where Id = @Id",
            new { stages.Applications[2].Id }
        );
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.FundLetter(fund, LetterKind.Decline));
        page = page.Fill("Title", "About {{project}}")
            .Fill(
                "Letter",
                Decline.Body.Replace("**What you can do now.**", "# Next time\n- Call {{phone}}\n- Write\n\n", StringComparison.Ordinal)
            )
            .Fill("Preview with", $"{reference}: Project C");
        var preview = await page.PressAsync("Preview");
        foreach (
            var words in new[]
            {
                "How it will read",
                "About Project C",
                "Group C",
                "Your application scored 40.0%. We funded applications that scored 60.0% or more.",
                "Next time",
                "Call 0116 496 0000",
            }
        )
            preview.AssertSays(words);
        Assert.Equal("About {{project}}", preview.Value("Title"));
        (await preview.Fill("Preview with", "Samples").PressAsync("Preview")).AssertSays("Safer Saturdays");
    }

    [Fact]
    public async Task A_letter_template_is_approved_once_by_a_second_person()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).DecidedAsync();
        var (fund, second) = (await FundAsync(stages), await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Awards.FundLetter(fund, LetterKind.Decline));
        var saved = await page.PressAsync("Save as a new version");
        saved.AssertSays("Not approved, so not used.");
        (await saved.PressAsync("Approve version 1", HttpStatusCode.BadRequest)).AssertError(
            "You wrote this version, so someone else must approve it"
        );
        var other = await (await host.AsAsync(second)).OpenAsync(Links.Awards.FundLetter(fund, LetterKind.Decline));
        var twice = await (await host.AsAsync(second)).OpenAsync(Links.Awards.FundLetter(fund, LetterKind.Decline));
        (await other.PressAsync("Approve version 1")).AssertSays("The version is approved and in use");
        (await twice.PressAsync("Approve version 1", HttpStatusCode.BadRequest)).AssertError("Version 1 has already been approved");
        (await (await host.AsAsync(second)).OpenAsync(Links.Awards.FundLetters(fund))).AssertSays("Not funded Version 1, approved on");
    }

    // An older version cannot replace a newer approved one.
    [Fact]
    public async Task A_letter_template_older_than_the_approved_one_cannot_be_approved()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).DecidedAsync();
        var (fund, second) = (await FundAsync(stages), await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        Assert.Empty(
            await host.RefusalsAsync<SaveLetterTemplate>(save =>
                save.RunAsync(stages.Officer, fund, LetterKind.Decline, "First", Decline.Body)
            )
        );
        Assert.Null(await ApproveAsync(second, fund, 1));
        Assert.Empty(
            await host.RefusalsAsync<SaveLetterTemplate>(save =>
                save.RunAsync(stages.Officer, fund, LetterKind.Decline, "Older", Decline.Body)
            )
        );
        Assert.Empty(
            await host.RefusalsAsync<SaveLetterTemplate>(save =>
                save.RunAsync(stages.Officer, fund, LetterKind.Decline, "Version three: {{project}}", Decline.Body)
            )
        );
        Assert.Null(await ApproveAsync(second, fund, 3));
        Assert.Equal(
            "A version newer than 2 has already been approved. Save this text again to go back to it.",
            (await ApproveAsync(second, fund, 2))!.Sentence
        );
        Assert.Equal(3, await host.Database.CountAsync("AuditEntry", "Action = 'LetterTemplateSaved' and SubjectId = @fund", new { fund }));
        Assert.Equal(
            2,
            await host.Database.CountAsync("AuditEntry", "Action = 'LetterTemplateApproved' and SubjectId = @fund", new { fund })
        );
    }

    // Not approved, so the offer keeps the default.
    [Fact]
    public async Task Letters_of_one_decision_use_the_templates_approved_when_they_were_started()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).DecidedAsync();
        var (fund, second) = (await FundAsync(stages), await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        Assert.Empty(
            await host.RefusalsAsync<SaveLetterTemplate>(save =>
                save.RunAsync(stages.Officer, fund, LetterKind.Decline, "Version one: {{project}}", Decline.Body)
            )
        );
        Assert.Null(await ApproveAsync(second, fund, 1));
        // Not approved by anybody, so the offer keeps the default.
        Assert.Empty(
            await host.RefusalsAsync<SaveLetterTemplate>(save =>
                save.RunAsync(stages.Officer, fund, LetterKind.Award, "A draft {{amount}}", Award.Body)
            )
        );
        Assert.Null(
            (await host.WithAsync<StartLetters, Result>(start => start.RunAsync(stages.Officer, stages.Round, anyway: true))).FirstRefusal
        );
        // Approved after the letters were started and before they are made: those of this decision all keep the same wording.
        host.Clock.MoveTo(host.Clock.GetUtcNow().UtcDateTime.AddMinutes(1));
        Assert.Empty(
            await host.RefusalsAsync<SaveLetterTemplate>(save =>
                save.RunAsync(stages.Officer, fund, LetterKind.Decline, "Too late", Decline.Body)
            )
        );
        Assert.Null(await ApproveAsync(second, fund, 2));
        await MakeAsync(stages);
        Assert.Equal("Version one: Project C", (await LetterAsync(stages.Applications[2].Id)).Document.Title);
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "Letter l join LetterTemplate t on t.Id = l.TemplateId",
                "l.ApplicationId = @Id and t.Version = 1",
                new { stages.Applications[2].Id }
            )
        );
        Assert.Equal("Good news: we would like to fund Project A", (await LetterAsync(stages.Applications[0].Id)).Document.Title);
        Assert.Equal(
            1,
            await host.Database.CountAsync("Letter", "ApplicationId = @Id and TemplateId is null", new { stages.Applications[0].Id })
        );
    }

    [Fact]
    public async Task Letter_templates_of_every_kind_are_previewed_with_every_field_filled()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var (fund, browser) = (await FundAsync(stages), await host.AsAsync(stages.Officer));
        foreach (var template in LetterTemplates.All)
            (
                await (await browser.OpenAsync(Links.Awards.FundLetter(fund, template.Kind)))
                    .Fill("Letter", Everything(template))
                    .PressAsync("Preview")
            ).AssertSays("How it will read");
    }

    [Fact]
    public async Task An_offer_letter_contains_the_grant_agreement_and_its_schedules()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        await MakeAsync(stages);
        var document = (await LetterAsync(stages.Applications[0].Id)).Document;
        var headings = document.Blocks.OfType<Commissioning.Platform.Documents.Heading>().Select(heading => heading.Text).ToList();
        Assert.Equal(
            [
                "What to do now",
                "Grant agreement",
                "Terms",
                "Schedules",
                "Schedule 1: the project",
                "Schedule 2: the budget",
                "Schedule 3: payment",
                "Schedule 4: returns",
                "Schedule 5: the outcomes that you promise",
                "Schedule 6: special conditions",
                "The panel's scores and reasons",
            ],
            headings.Where(heading => !heading.EndsWith('?'))
        );
        // The round has no special conditions, so the only numbered list is what to do now.
        Assert.Single(document.Blocks.OfType<Commissioning.Platform.Documents.Numbered>());
        Assert.Contains(
            document
                .Blocks.OfType<Commissioning.Platform.Documents.Figures>()
                .First(table => table.Caption == "Outcomes, as you wrote them")
                .Rows,
            row => row.SequenceEqual(["Fewer incidents", "Police reports", "20 a month", "10 a month"])
        );
        await PreviewAsync(stages, Award, "Project A");
    }

    [Fact]
    public async Task A_reserve_list_letter_tells_a_passing_application_its_place()
    {
        var stages = await (
            await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Pot = Money.FromPounds(12_000) }, 10_000, 10_000)
        ).AnnouncedAsync();
        Assert.Equal(
            ["Award", "Reserve", "Decline"],
            await host.Db.QueryAsync<string>(
                "select l.Kind from Letter l join Application a on a.Id = l.ApplicationId where a.RoundId = @Round order by a.Number",
                new { stages.Round }
            )
        );
        var browser = await host.AsAsync(stages.Applications[1].Applicant);
        (await browser.OpenAsync(Links.Applications.Mine)).AssertSays("On the reserve list");
        var letter = await browser.OpenAsync(Links.Awards.MyLetter(stages.Applications[1].Id));
        Assert.Equal("Project B is on our reserve list", letter.Heading);
        letter.AssertSays("number 1 on our reserve list");
        letter.AssertDoesNotSay("Accept the grant");
        await PreviewAsync(stages, LetterTemplates.Of(LetterKind.Reserve), "Project B");
        await PreviewAsync(stages, Decline, "Project C");
    }

    [Fact]
    public async Task A_part_award_is_offered_with_its_own_budget_and_accepted_by_its_hash()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        Assert.Empty(
            await host.RefusalsAsync<ProposePartAward>(propose =>
                propose.RunAsync(
                    stages.Officer,
                    stages.Applications[0].Id,
                    [Money.FromPounds(2_000), Money.FromPounds(1_500)],
                    "The pot is small."
                )
            )
        );
        Assert.Null(
            (
                await host.WithAsync<AnswerPartAward, Result>(answer =>
                    answer.RunAsync(stages.Applications[0].Applicant, stages.Applications[0].Id, true, "We can run it on Saturdays only.")
                )
            ).FirstRefusal
        );
        await stages.AcceptedAsync();
        var browser = await host.AsAsync(stages.Applications[0].Applicant);
        var letter = await browser.OpenAsync(Links.Awards.MyLetter(stages.Applications[0].Id));
        Assert.Equal("Good news: we would like to fund part of Project A", letter.Heading);
        foreach (
            var words in new[]
            {
                "You asked for £5,000.00. We can offer part of that. The pot is small.",
                "You told us: We can run it on Saturdays only.",
                "Youth workers £2,000.00",
                "Total £3,500.00",
            }
        )
            letter.AssertSays(words);
        letter.AssertSays("This grant was accepted at");
        (await browser.OpenAsync(Links.Applications.Mine)).AssertSays("Grant accepted");
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "Award w join Letter l on l.ApplicationId = w.ApplicationId",
                "w.ApplicationId = @Id and l.Kind = 'PartAward' and l.Stands = 1 and w.AcceptedSha256 = l.Sha256",
                new { stages.Applications[0].Id }
            )
        );
        await PreviewAsync(stages, LetterTemplates.Of(LetterKind.PartAward), "Project A");
    }

    /// <summary>The default text with every field, block and condition of the kind after it.</summary>
    internal static string Everything(LetterTemplate template) =>
        string.Join(
            "\n\n",
            [
                template.Body,
                .. template.Fields.Concat(template.Blocks).Select(field => $"{{{{{field.Name}}}}}"),
                .. template.Conditions.Select(condition => $"{{{{if {condition.Name}}}}}\nIt holds: {condition.Name}\n{{{{end}}}}"),
            ]
        );

    private async Task PreviewAsync(RoundInStages stages, LetterTemplate template, string project)
    {
        var fund = await FundAsync(stages);
        var subject = (await host.Db.ReadAsync(work => FundLetterQueries.GetAsync(work, fund, template.Kind)))
            .Applications.Single(application => application.ProjectName == project)
            .SubjectId;
        var document = await host.WithAsync<PreviewLetterTemplate, Commissioning.Platform.Documents.LetterDocument>(letters =>
            letters.RunAsync(fund, template.Kind, template.Title, Everything(template), subject)
        );
        Assert.DoesNotContain("{{", document.ToJson(), StringComparison.Ordinal);
    }

    private async Task<Refusal?> ApproveAsync(Actor actor, Guid fund, int version)
    {
        var id = (await host.Db.ReadAsync(work => FundLetterQueries.GetAsync(work, fund, LetterKind.Decline)))
            .Versions.Single(one => one.Number == version)
            .Id;
        return (await host.WithAsync<ApproveLetterTemplate, Result>(approve => approve.RunAsync(actor, fund, id))).FirstRefusal;
    }

    private Task<Guid> FundAsync(RoundInStages stages) =>
        host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round });

    private async Task<LetterReader.LetterSummary> LetterAsync(Guid application)
    {
        var id = await host.Db.ScalarAsync<Guid>("select Id from Letter where ApplicationId = @application", new { application });
        return await host.WithAsync<LetterReader, LetterReader.LetterSummary>(letters => letters.GetAsync(id));
    }

    private Task MakeAsync(RoundInStages stages) => RoundInStages.MakeLettersAsync(host, stages.Round);
}
