using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Audit;
using Commissioning.Features.Awards;
using Commissioning.Features.DueDiligence;
using Commissioning.Testing;
using Microsoft.Playwright;

namespace Commissioning.Web.Tests;

/// <summary>A round from its first form to its last, by everyone who takes part, through the real pages in Chromium.</summary>
public sealed class WholeRoundTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly string[] Criteria =
    [
        "Need and evidence",
        "Fit with the priorities",
        "Outcomes and measures",
        "Ability to deliver",
        "Value for money",
    ];
    private readonly Dictionary<string, Actor> people = [];

    [Fact]
    public async Task A_whole_round_runs_from_publication_to_the_public_list()
    {
        await using var session = await BrowserSession.OpenAsync(host);
        foreach (
            var (name, role) in new[]
            {
                ("officer", Role.CommissioningOfficer),
                ("approver", Role.Approver),
                ("finance", Role.FinanceOfficer),
                ("publisher", Role.Publisher),
                ("auditor", Role.Auditor),
                ("administrator", Role.Administrator),
                ("m1", Role.PanelMember),
                ("m2", Role.PanelMember),
                ("m3", Role.PanelMember),
            }
        )
            people[name] = await host.Scenario.PersonAsync(role);

        host.Clock.MoveTo("2026-01-02 10:00");
        var round = await PublishAsync(await session.DeskAsync(people["officer"]));
        host.Clock.MoveTo("2026-01-06 19:30");
        var phone = await session.PhoneAsync();
        var application = await ApplyAsync(phone);
        var rival = await RivalAsync(round);

        host.Clock.MoveTo("2026-02-03 09:00");
        await host.WithAsync<PlanChecks, int>(assess => assess.RunAsync());
        await CheckAsync(session, await session.DeskAsync(people["officer"]), application);
        await ScoreAsync(session, round, "m1", [4, 4, 3, 4, 4], conflictWithRival: false);
        await ScoreAsync(session, round, "m2", [3, 4, 4, 4, 3], conflictWithRival: false);
        await ScoreAsync(session, round, "m3", [4, 5, 4, 3, 4], conflictWithRival: true);
        host.Clock.MoveTo("2026-02-23 10:00");
        await ModerateAsync(await session.DeskAsync(people["officer"]), round, application, rival);
        await RecommendAsync(session, round);
        await DecideAsync(await session.DeskAsync(people["approver"]), round);
        await SendLettersAsync(session, round);

        host.Clock.MoveTo("2026-03-18 20:00");
        await AcceptAsync(session, phone);
        await PayAsync(session, phone, round, application);
        host.Clock.MoveTo("2027-04-10 18:00");
        await ReportAsync(session, phone);
        await PublishedAsync(session, round);
        await BehindTheScenesAsync(session, round);
        var audit = await host.WithAsync<VerifyAudit, VerifyAudit.AuditVerification>(verify => verify.RunAsync());
        Assert.True(audit.Intact, audit.Sentence);
        await TallyAssert.MatchesAsync(host.Db, round);
    }

    private static async Task<Guid> PublishAsync(BrowserTab officer)
    {
        await officer.OpenAsync(Links.Casework.Work, "work-officer");
        await officer.OpenAsync(Links.Funds.NewRound);
        await officer.TypeAsync("Fund", "Commissioner's Safety Fund");
        await officer.TypeAsync("Letters for references", "CSF");
        await officer.TypeAsync("Round name", "Round 3");
        await officer.TypeAsync("Budget year", "2026-27");
        await officer.TypeAsync("Pot", "£193,993.11");
        await officer.TypeAsync("Largest grant", "10,000");
        await officer.DateAsync("OpensAt", 5, 1, 2026);
        await officer.DateAsync("ClosesAt", 2, 2, 2026);
        await officer.DateAsync("ScoringClosesAt", 20, 2, 2026);
        await officer.DateAsync("DecisionExpectedOn", 16, 3, 2026);
        await officer.DateAsync("ProjectsStartOn", 1, 5, 2026);
        await officer.DateAsync("ProjectsEndBy", 30, 4, 2027);
        await officer.TypeAsync("About this round", "Grants of up to £10,000 for projects that make our streets safer.");
        await officer.TypeAsync("Priorities", "Neighbourhood Crime\nRoad Safety");
        await officer.PressAsync("Create the round");
        await officer.FollowAsync("Criteria and their anchors", "criteria");
        await officer.Page.GoBackAsync();
        await officer.FollowAsync("The form", "form");
        await officer.Page.GoBackAsync();
        await officer.FollowAsync("Eligibility and documents", "questions");
        await officer.Page.GoBackAsync();
        await officer.FollowAsync("The panel");
        foreach (var box in await officer.Page.Locator("main input[type=checkbox]").AllAsync())
            await box.CheckAsync();
        await officer.PressAsync("Save panel");
        await officer.FollowAsync("Check and publish", "publish");
        await officer.PressAsync("Publish the round");
        return Guid.Parse(officer.Page.Url.Split('/')[^1]);
    }

    private async Task<Guid> ApplyAsync(BrowserTab phone)
    {
        await phone.OpenAsync(Links.Home, "home-phone");
        await phone.FollowAsync("Commissioner's Safety Fund, Round 3", "guidance-phone");
        await phone.LeaveByAsync(phone.Page.Locator(".govuk-button--start"));
        await phone.PressAsync("Continue", "eligibility-errors-phone");
        await phone.ChooseAsync("Unregistered group");
        foreach (var yes in await phone.Page.GetByLabel("Yes", new() { Exact = true }).AllAsync())
            await yes.CheckAsync();
        await phone.PressAsync("Continue", "sign-in-phone");
        await phone.TypeAsync("Your e-mail address", "amira@group.example");
        await phone.PressAsync("Continue", "check-email-phone");
        var text = await host.Db.ScalarAsync<string>("select TextBody from OutboxEmail where ToAddress = 'amira@group.example'");
        await phone.OpenAsync(Regex.Match(text!, @"http://localhost:5080(/\S+)").Groups[1].Value);
        await phone.TypeAsync("Your full name", "Amira Khan");
        await phone.PressAsync("Sign in", "signed-in-phone");
        await phone.TypeAsync("Name of the organisation", "Friends of Victoria Green");
        await phone.TypeAsync("Address", "4 Green Lane");
        await phone.TypeAsync("Town or city", "Leicester");
        await phone.TypeAsync("Postcode", "LE4 9ZZ");
        await phone.SelectAsync("Where does the organisation mainly work?", "Leicester");
        await phone.TypeAsync("Phone number", "0116 496 0123");
        await phone.PressAsync("Save and continue", "task-list-phone");
        var application = Guid.Parse(phone.Page.Url.Split('/')[^1]);

        await phone.OpenAsync(Links.Applications.Project(application));
        await phone.TypeAsync("Project name", "Light the Green");
        await phone.TypeAsync("The project in a sentence or two", "Lights and evening walks make a footpath feel safe again.");
        await phone.ChooseAsync("Neighbourhood Crime");
        await phone.DateAsync("StartsOn", 1, 5, 2026);
        await phone.DateAsync("EndsOn", 31, 3, 2027);
        await phone.PressAsync("Save and continue");
        await ProfileAsync(phone, application);
        foreach (var section in new[] { "Need", "What you will do", "Difference", "Delivery", "Value" })
        {
            await phone.OpenAsync(Links.Applications.Section(application, section), section == "Need" ? "section-phone" : null);
            await phone.Page.Locator("textarea").FillAsync($"What the group says about {section.ToLowerInvariant()}, in its own words.");
            await phone.PressAsync("Save and continue");
        }
        await phone.OpenAsync(Links.Applications.Section(application, "Other funders"));
        await phone.ChooseAsync("No");
        await phone.PressAsync("Save and continue");
        await phone.OpenAsync(Links.Applications.Budget(application));
        await phone.TypeAsync("Item 1", "Solar lights and fitting");
        await phone.TypeAsync("From this grant, line 1", "3,900");
        await phone.TypeAsync("Item 2", "Planting");
        await phone.TypeAsync("From this grant, line 2", "six hundred");
        await phone.PressAsync("Save and continue", "budget-error-phone");
        await phone.SaysAsync("Enter the amount of line 2 in figures");
        await phone.TypeAsync("From this grant, line 2", "600");
        await phone.PressAsync("Save and continue");
        await phone.TypeAsync("What will change? Outcome 1", "Residents use the path after dark");
        await phone.TypeAsync("How will you measure it? Outcome 1", "Count on three evenings");
        await phone.TypeAsync("Where is it now? Outcome 1", "9 an evening");
        await phone.TypeAsync("What should it reach? Outcome 1", "30 an evening");
        await phone.PressAsync("Save and continue");
        await phone.AttachAsync("Add Governing document", "constitution.pdf", SamplePdf.Of("constitution"));
        await phone.PressAsync("Upload Governing document", "documents-phone");
        await phone.LeaveByAsync(phone.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }));
        await phone.OpenAsync(Links.Applications.Check(application), "check-phone");
        await phone.ChooseAsync(
            "What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance"
        );
        await phone.TypeAsync("Your full name", "Amira Khan");
        await phone.PressAsync("Send the application", "receipt-phone");
        await phone.SaysAsync("CSF-26-R3-001");
        return application;
    }

    /// <summary>Completes the group's profile.</summary>
    private static async Task ProfileAsync(BrowserTab phone, Guid application)
    {
        await phone.OpenAsync(Links.Applications.Organisation(application), "organisation-phone");
        await phone.TypeAsync("Full name", "Ben Okoro");
        await phone.TypeAsync("E-mail address", "ben@example.org");
        await phone.PressAsync("Save and continue", "your-group-phone");
        foreach (var (question, answer) in new[] { ("branch of a larger body", "No"), ("written rules", "Yes"), ("money goes", "Yes") })
            await phone.Page.Locator("fieldset", new() { HasText = question }).GetByLabel(answer, new() { Exact = true }).CheckAsync();
        await phone.PressAsync("Save and continue");
        for (var row = 1; row <= 3; row++)
        {
            await phone.TypeAsync($"Name, member {row}", $"Member {row}");
            await phone.TypeAsync($"Role, member {row}", "Trustee");
        }
        for (var row = 1; row <= 2; row++)
            await phone.TypeAsync($"Name, signatory {row}", $"Member {row}");
        await phone.ChooseAsync("Yes");
        await phone.TypeAsync("Name, pair 1", "Member 3");
        await phone.TypeAsync("Related to, or lives with, pair 1", "Member 1");
        await phone.PressAsync("Save and continue", "committee-phone");
        await phone.SaysAsync("We need three people on the committee who are not related and do not live together.");
        await phone.ChooseAsync("No");
        await phone.PressAsync("Save and continue");
        await phone.ChooseAsync("No");
        await phone.PressAsync("Save and continue", "organisation-check-phone");
    }

    /// <summary>Follows a tab of an application or award, whose name a section of the portal may have too.</summary>
    private static Task TabAsync(BrowserTab tab, string name) =>
        tab.LeaveByAsync(tab.Page.Locator(".app-identity + nav").GetByRole(AriaRole.Link, new() { Name = name }));

    private async Task<Guid> RivalAsync(Guid round)
    {
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        return await host.Scenario.ApplicationAsync(
            round,
            await host.Scenario.OrganisationAsync(applicant, "Hill Street Traders"),
            applicant,
            "Safer Till",
            8000
        );
    }

    private async Task CheckAsync(BrowserSession session, BrowserTab officer, Guid application)
    {
        await officer.OpenAsync(Links.Funds.Rounds);
        await officer.FollowAsync("Commissioner's Safety Fund, Round 3, 2026-27", "round-dashboard");
        await officer.OpenAsync(Links.Applications.Submitted(application), "application");
        await TabAsync(officer, "Checks");
        await officer.FollowAsync("Record Insurance");
        await officer.ChooseAsync("Pass with a condition");
        await officer.TypeAsync("What did you see?", "Cover ends before the project does. Renewal to be seen before payment.");
        await officer.TypeAsync("Source", "Certificate");
        await officer.PressAsync("Save");
        await officer.OpenAsync(Links.DueDiligence.Checks(application), "checks");
        await officer.SaysAsync("Pass with a condition");
        await officer.SaysAsync("Tier: Standard");
        await officer.OpenAsync(Links.DueDiligence.Queue, "due-diligence-queue");
        await officer.OpenAsync(Links.DueDiligence.Registers(application), "registers");
        await officer.OpenAsync(Links.DueDiligence.CrossChecks(application), "cross-checks");
        await officer.OpenAsync(Links.DueDiligence.Safeguarding(application), "safeguarding");
        await officer.OpenAsync(Links.DueDiligence.Extracts, "extracts");
        await officer.OpenAsync(Links.DueDiligence.Checks(application));
        await officer.FollowAsync("Record Charity or company register", "check");
        await officer.ChooseAsync("Not applicable");
        await officer.TypeAsync("What did you see?", "An unregistered group that the office has known for years.");
        await officer.PressAsync("Save");
        // The account is checked once there is one.
        await PassAsync(application, check => check.Kind != CheckKind.BankDetails);
        await officer.OpenAsync(Links.DueDiligence.Summary(application), "summary");
        await session.PdfAsync(officer, "Download as PDF", "summary-pdf");
    }

    private async Task PassAsync(Guid application, Func<ApplicationChecks.Check, bool> which)
    {
        var view = await host.Db.ReadAsync(work => ApplicationChecks.GetAsync(work, application));
        foreach (var check in view.Checks.Where(check => check.CheckedById is null && which(check)))
            Assert.Null(
                (
                    await host.WithAsync<RecordCheck, Domain.Result>(record =>
                        record.RunAsync(
                            people["officer"],
                            new(check.Id, check.Version, Domain.DueDiligence.CheckStatus.Pass, "Seen", null, null, null)
                        )
                    )
                ).FirstRefusal
            );
    }

    private async Task ScoreAsync(BrowserSession session, Guid round, string assessor, int[] points, bool conflictWithRival)
    {
        var visit = await session.DeskAsync(people[assessor]);
        await visit.OpenAsync(Links.Scoring.Rounds);
        await visit.OpenAsync(Links.Scoring.Queue(round), assessor == "m1" ? "queue" : null);
        await visit.PressAsync("Declare your conflicts of interest", assessor == "m1" ? "conflicts" : null);
        if (conflictWithRival)
        {
            await visit.ChooseAsync("Hill Street Traders");
            await visit.SelectAsync("What is your conflict with Hill Street Traders?", "I am related to, or a friend of, someone in it");
            await visit.TypeAsync("Describe your conflict with Hill Street Traders", "My brother runs one of the shops.");
        }
        await visit.PressAsync("I have no conflict with the others");
        await visit.FollowAsync("Light the Green", assessor == "m1" ? "sheet" : null);
        await ScoreAsync(visit, points);
        await visit.PressAsync("Submit my scores", assessor == "m1" ? "sheet-next" : null);
        await visit.SaysAsync("are submitted");
        if (conflictWithRival)
        {
            await visit.SaysAsync("1 with a conflict");
            return;
        }
        // The next sheet is open at once.
        await ScoreAsync(visit, [2, 2, 1, 2, 2]);
        await visit.PressAsync("Submit my scores");
    }

    private static async Task ScoreAsync(BrowserTab visit, int[] points)
    {
        for (var i = 0; i < 5; i++)
        {
            await visit.ChooseAsync($"Score for {Criteria[i]}", $"{points[i]}");
            await visit.TypeAsync($"Reason for your score for {Criteria[i]}", "Because of what the application says on this.");
        }
    }

    private async Task ModerateAsync(BrowserTab officer, Guid round, Guid application, Guid rival)
    {
        await officer.OpenAsync(Links.Moderation.List(round), "moderation");
        await officer.SaysAsync("1 score missing");
        foreach (var member in people.Where(pair => pair.Key is "m1" or "m2" or "m3"))
            await officer.ChooseAsync(member.Value.Name);
        await officer.TypeAsync("Who else is present? (optional)", "The officer");
        await officer.PressAsync("Agree the mean for applications without a flag");
        await officer.SaysAsync("1 application agreed at its mean");
        await officer.OpenAsync(Links.Moderation.Application(rival));
        await officer.PressAsync("Show it on the shared screen", "moderation-application");
        await officer.TypeAsync($"Agreed score for {Criteria[0]}", "2.5");
        await officer.PressAsync("Save and next");
        await officer.SaysAsync("The panel agreed 2.5 for Need and evidence when the mean was 2.00.");
        await officer.TypeAsync($"Reason for {Criteria[0]}", "The log of incidents had been missed.");
        await officer.PressAsync("Save and next");
        Assert.Equal(0, await officer.Page.GetByText("Restore what I typed").CountAsync()); // what was saved is not offered again
        await officer.OpenAsync(Links.Moderation.Line(round));
        await officer.TypeAsync("Threshold", "60");
        await officer.PressAsync("Show");
        await officer.SaysAsync("1 funded at 60.0%");
        await officer.PressAsync("Set the threshold to 60.0%", "line");
        await officer.OpenAsync(Links.Moderation.Line(round) + "?threshold=60&bestValue=true", "best-value");
        await officer.OpenAsync(Links.Moderation.Health(round), "panel-health");
        await officer.OpenAsync(Links.Moderation.Live(round), "shared-screen");
        _ = application;
    }

    private async Task RecommendAsync(BrowserSession session, Guid round)
    {
        var officer = await session.DeskAsync(people["officer"]);
        await officer.OpenAsync(Links.Decisions.Recommend(round));
        await officer.SaysAsync("The panel recommends 1 project for grants that add up to £4,500.00, out of a pot of £193,993.11.");
        await officer.PressAsync("Make the recommendation", "paper");
        await officer.SaysAsync("I am related to, or a friend of, someone in it");
        await session.PdfAsync(officer, "Download as PDF", "paper-pdf");
    }

    private static async Task DecideAsync(BrowserTab approver, Guid round)
    {
        await approver.OpenAsync(Links.Decisions.Rounds);
        await approver.OpenAsync(Links.Decisions.Decide(round), "decide");
        await approver.Page.Locator("[name='Form.HasInterests'][value=false]").CheckAsync();
        await approver.Page.Locator("[name='Form.Way'][value=AsRecommended]").CheckAsync();
        await approver.Page.Locator("[name='Form.ReasonsStated'][type=checkbox]").CheckAsync();
        await approver.PressAsync("Decide", "decided");
        await approver.SaysAsync("1 project, £4,500.00");
    }

    private async Task SendLettersAsync(BrowserSession session, Guid round)
    {
        var officer = await session.DeskAsync(people["officer"]);
        await officer.OpenAsync(Links.Awards.Reasons(round), "reasons");
        if (await officer.HasAsync("I have read the reasons on this page"))
            await officer.PressAsync("I have read the reasons on this page");
        await officer.OpenAsync(Links.Awards.Letters(round));
        await officer.PressAsync("Make the letters");
        for (
            var watch = System.Diagnostics.Stopwatch.StartNew();
            !await officer.HasAsync("2 of 2 letters made") && watch.Elapsed < BrowserSession.Patience;

        )
            await officer.Page.ReloadAsync();
        await officer.OpenAsync(Links.Awards.Letters(round), "letters");
        await officer.FollowAsync("-002", "letter-decline");
        await officer.SaysAsync("The log of incidents had been missed.");
        await session.PdfAsync(officer, "Download as PDF", "letter-decline-pdf");
        await officer.OpenAsync(Links.Awards.Letters(round));
        await officer.PressAsync("Send all letters");
        await officer.SaysAsync("Sent at");
    }

    private async Task AcceptAsync(BrowserSession session, BrowserTab phone)
    {
        await phone.OpenAsync(Links.Applications.Mine, "applications-phone");
        await phone.FollowAsync("Your letter", "letter-award-phone");
        await session.PdfAsync(phone, "Download as PDF", "letter-award-pdf");
        await phone.LeaveByAsync(phone.Page.GetByRole(AriaRole.Button, new() { Name = "Accept the grant" }));
        await phone.ChooseAsync("The organisation accepts the letter and the agreement, and I may sign for it");
        await phone.TypeAsync("Your full name", "Amira Khan");
        await phone.TypeAsync("Your role in the organisation", "Chair");
        await phone.PressAsync("Accept the grant", "accepted-phone");
    }

    private async Task PayAsync(BrowserSession session, BrowserTab phone, Guid round, Guid application)
    {
        await phone.OpenAsync(Links.Applications.Mine);
        await phone.FollowAsync("Give us your bank details", "bank-phone");
        await phone.TypeAsync("Name on the account", "Friends of the Green");
        await phone.TypeAsync("Sort code", "99-99-99");
        await phone.TypeAsync("Account number", "12345678");
        await phone.PressAsync("Send the bank details", "bank-given-phone");
        var officer = await session.DeskAsync(people["officer"]);
        await officer.OpenAsync(Links.Awards.List(round), "awards");
        await officer.FollowAsync("CSF-26-R3-001");
        await TabAsync(officer, "Money");
        await officer.TypeAsync("Amount", "4500.01");
        await officer.TypeAsync("What is it for?", "Whole grant");
        await officer.PressAsync("Request payment");
        await officer.SaysAsync("Only £4,500.00 of the award of £4,500.00 is left to pay");
        await officer.TypeAsync("Amount", "4500");
        await officer.PressAsync("Request payment", "award");
        await officer.SaysAsync("New bank details are waiting to be confirmed");
        await officer.OpenAsync(Links.DueDiligence.Subsidy(application));
        await officer.ChooseAsync("Does the organisation put goods or services on a market?", "No");
        await officer.TypeAsync("Why is it one, or not?", "It gives its help away.");
        await officer.PressAsync("Save", "subsidy");
        var finance = await session.DeskAsync(people["finance"]);
        await finance.OpenAsync(Links.Organisations.BankQueue, "bank-queue");
        await finance.LeaveByAsync(finance.Page.Locator("tbody a").First);
        await finance.PressAsync("Show the whole account", "bank");
        await finance.SaysAsync("99-99-99, 12345678");
        await finance.ChooseAsync("Match");
        await finance.PressAsync("Save the answer");
        await finance.PressAsync("Confirm: payments may go here");
        await PassAsync(application, check => check.Kind == CheckKind.BankDetails);
        // A payment is compared with a sanctions list of these days.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into RegisterImport (Id, Kind, ExtractDate, FileName, State, Lines, Kept, StartedBy, StartedAt, Token) select coalesce((select max(Id) from RegisterImport), 0) + 1, 'Sanctions', @Day, 'list.csv', 'Current', 0, 0, @By, @Now, 0",
                new
                {
                    Day = new DateOnly(2099, 12, 31),
                    By = people["officer"].Id,
                    work.Now,
                }
            )
        );
        await finance.OpenAsync(Links.Payments.Queue, "payments");
        await finance.LeaveByAsync(finance.Page.Locator("td a", new() { HasText = "Requested" }));
        // The check of the insurance asks for more before payment.
        await finance.PressAsync("Approve");
        await finance.SaysAsync("This payment is on hold");
        var renewal = await host.Db.QueryAsync<Renewal>(
            "select c.Id, c.AwardId, c.Version from AwardCondition c join Award w on w.Id = c.AwardId where w.ApplicationId = @application and c.CheckId is not null",
            new { application }
        );
        Assert.True(
            (
                await host.WithAsync<DecideCondition, Result>(decide =>
                    decide.RunAsync(
                        people["officer"],
                        renewal[0].AwardId,
                        renewal[0].Id,
                        renewal[0].Version,
                        ConditionState.Accepted,
                        "The renewed certificate was seen"
                    )
                )
            ).IsDone
        );
        await finance.PressAsync("Approve");
        await finance.SaysAsync("£4,500.00 approved");
    }

    private async Task ReportAsync(BrowserSession session, BrowserTab phone)
    {
        await phone.OpenAsync(Links.Applications.Mine);
        await phone.FollowAsync("Your grant", "grant-phone");
        await phone.FollowAsync("Final return", "return-phone");
        // A grant below £5,000 has one short page.
        await phone.TypeAsync("What have you spent so far, in all?", "4,312.40");
        await phone.TypeAsync("How many different people have taken part so far?", "64");
        await phone.TypeAsync("What happened?", "Six lights and twenty walks.");
        await phone.TypeAsync("One thing you learned", "Start in spring.");
        await phone.PressAsync("Send the return", "return-sent-phone");
        await phone.SaysAsync("£187.60");
        var officer = await session.DeskAsync(people["officer"]);
        await officer.OpenAsync(Links.Monitoring.Returns, "returns");
        await officer.FollowAsync("CSF-26-R3-001", "return-review");
        await officer.ChooseAsync("Green");
        await officer.PressAsync("Accept the return");
    }

    private async Task PublishedAsync(BrowserSession session, Guid round)
    {
        var publisher = await session.DeskAsync(people["publisher"]);
        await publisher.OpenAsync(Links.Publishing.RoundPublications(round), "grants-to-publish");
        await publisher.PressAsync("Publish as drafted");
        await publisher.SaysAsync("1 grant is published");
        var visitor = await session.PhoneAsync();
        await visitor.OpenAsync(Links.Publishing.Rounds);
        await visitor.OpenAsync(Links.Publishing.Round(round), "funded-phone");
        await visitor.SaysAsync("1 grant from 2 applications, £4,500.00 in total.");
        foreach (
            var path in new[]
            {
                "/help",
                "/privacy",
                "/accessibility",
                Links.Accounts.StaffSignIn,
                Links.Funds.OpenRounds,
                Links.Development.Clock,
            }
        )
            await visitor.OpenAsync(path);
    }

    private async Task BehindTheScenesAsync(BrowserSession session, Guid round)
    {
        var auditor = await session.DeskAsync(people["auditor"]);
        await auditor.OpenAsync(Links.Audit.Trail, "audit");
        await auditor.OpenAsync(Links.Audit.Of(round));
        await auditor.OpenAsync(Links.Operations.Outbox, "outbox");
        var administrator = await session.DeskAsync(people["administrator"]);
        await administrator.OpenAsync(Links.Accounts.People, "people");
        await administrator.OpenAsync(Links.Accounts.Person(people["officer"].Id), "person");
        await administrator.OpenAsync(Links.Accounts.Authenticator);
        var officer = await session.DeskAsync(people["officer"]);
        await officer.OpenAsync(Links.Funds.Round(round), "round-announced");
        await officer.OpenAsync(Links.Moderation.Rounds);
        Assert.True(session.PagesChecked.Count > 55, $"{session.PagesChecked.Count} pages");
    }

    private sealed record Renewal
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required int Version { get; init; }
    }
}
