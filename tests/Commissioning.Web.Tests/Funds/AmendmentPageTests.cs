using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Scoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Funds;

public sealed class AmendmentPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private Actor officer = null!;
    private Actor second = null!;
    private Actor applicant = null!;
    private readonly List<Actor> panel = [];
    private Guid round;

    [Fact]
    public async Task A_round_whose_scoring_closed_with_sheets_missing_is_finished_after_an_amendment_by_two_people()
    {
        await StartAsync();
        var application = await host.Scenario.ApplicationAsync(
            round,
            await host.Scenario.OrganisationAsync(applicant, "Late Lights"),
            applicant
        );
        await host.Scenario.AssignedAsync(application, panel[0], 4, 4, 4, 4, 4);
        var sheet = await host.Scenario.AssignedAsync(application, panel[1]);
        host.Clock.MoveTo("2026-02-21 10:00");
        var assessor = await host.AsAsync(panel[1]);
        await host.Scenario.DeclareNoConflictAsync(panel[1], round);
        (await assessor.OpenAsync(Links.Scoring.Sheet(sheet))).AssertSays("Scoring closed at 5pm on 20 February 2026");

        var asks = await host.AsAsync(officer);
        var form = await asks.OpenAsync(Links.Funds.Amend(round, AmendmentKind.LaterDates));
        form = await Date(form, "Form.ScoringClosesAt", "19", "2", "2026")
            .Fill("Why?", "An assessor was ill.")
            .PressAsync("Ask for approval", HttpStatusCode.BadRequest);
        form.AssertError("Scoring closes at 5pm on 20 February 2026. Enter a later time; it cannot be shortened.");
        var asked = await Date(form, "Form.ScoringClosesAt", "27", "2", "2026").PressAsync("Ask for approval");
        asked.AssertSays("Scoring closes at 5pm on 27 February 2026, not 5pm on 20 February 2026.");
        // Who asked cannot approve.
        asked.AssertDoesNotSay("Approve Refuse");
        form = await asks.OpenAsync(Links.Funds.Amend(round, AmendmentKind.LaterDates));
        form = await Date(form, "Form.ScoringClosesAt", "28", "2", "2026")
            .Fill("Why?", "Another")
            .PressAsync("Ask for approval", HttpStatusCode.BadRequest);
        form.AssertSays("The same change is already waiting for a second person");

        var approves = await host.AsAsync(second);
        (await approves.OpenAsync("/work")).AssertSays("Change to a published round to approve");
        var answer = await approves.OpenAsync(Links.Funds.Amendments(round));
        (await answer.PressAsync("Refuse", HttpStatusCode.BadRequest)).AssertError("Say why you refuse it");
        (await answer.PressAsync("Approve")).AssertSays("Approved. The change is made.");

        (await asks.OpenAsync(Links.Funds.Guidance(round))).AssertSays(
            "21 February 2026: Scoring closes at 5pm on 27 February 2026, not 5pm on 20 February 2026. An assessor was ill."
        );
        Assert.Equal(1, await host.Database.CountAsync("OutboxEmail", "ToAddress = @Email", new { Email = await EmailAsync(panel[1]) }));
        await SubmitAsync(sheet, panel[1], 3);
        var moderation = await AllPresent(await asks.OpenAsync(Links.Moderation.Application(application))).PressAsync("Save and next");
        moderation.AssertSays("is agreed at 70.0%");
    }

    [Fact]
    public async Task A_later_closing_time_opens_the_round_again_and_tells_everybody_with_a_draft()
    {
        await StartAsync();
        var draft = await DraftAsync(applicant);
        host.Clock.MoveTo("2026-02-02 18:00");
        var mine = await host.AsAsync(applicant);
        (await mine.OpenAsync(Links.Applications.TaskList(draft))).AssertSays("can no longer be changed or sent");
        await AskAsync(new(AmendmentKind.LaterDates, "The portal was down.") { ClosesAt = Scenario.Utc("2026-02-04 13:00") });
        await ApproveAsync();
        (await mine.OpenAsync(Links.Applications.TaskList(draft))).AssertSays("Closes at 1pm on 4 February 2026");
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "OutboxEmail",
                "ToAddress = @Email and Subject like '%later dates'",
                new { Email = await EmailAsync(applicant) }
            )
        );
    }

    [Fact]
    public async Task A_late_application_is_accepted_by_two_people_and_marked_wherever_it_is_listed()
    {
        await StartAsync();
        var draft = await DraftAsync(applicant);
        host.Clock.MoveTo("2026-02-02 18:00");
        var asks = await host.AsAsync(officer);
        var form = await asks.OpenAsync(Links.Applications.MoreTime(draft));
        form.AssertSays("Accept a late application");
        (
            await Date(form, "Form.Until", "20", "2", "2026")
                .Fill("Why?", "Her child was ill.")
                .PressAsync("Ask for it to be accepted", HttpStatusCode.BadRequest)
        ).AssertError("Scoring closes at 5pm on 20 February 2026. Enter an earlier time, or give assessors longer first.");
        (await Date(form, "Form.Until", "3", "2", "2026").PressAsync("Ask for it to be accepted")).AssertSays(
            "A second person must approve it"
        );
        var mine = await host.AsAsync(applicant);
        (await mine.OpenAsync(Links.Applications.TaskList(draft))).AssertSays("can no longer be changed or sent");
        await ApproveAsync();
        (await mine.OpenAsync(Links.Applications.TaskList(draft))).AssertSays("can send it until 5pm on 3 February 2026");
        host.Clock.MoveTo("2026-02-03 16:59");
        Assert.Null(
            (
                await host.WithAsync<SubmitApplication, Result>(submit => submit.RunAsync(applicant, draft, "Amira Khan", agreed: true))
            ).FirstRefusal
        );
        var page = await asks.OpenAsync(Links.Applications.Submitted(draft));
        page.AssertSays("Late Received after the round closed.");
        page.AssertSays("Her child was ill.");
        (await asks.OpenAsync(Links.Casework.Applications(round))).AssertSays("Late");
        (await asks.OpenAsync(Links.Moderation.List(round) + "?order=number")).AssertSays("Late");
    }

    [Fact]
    public async Task More_time_for_one_applicant_ends_with_the_second_it_names()
    {
        await StartAsync();
        var (draft, other) = (await DraftAsync(applicant), await host.Scenario.PersonAsync(Role.Applicant));
        var others = await DraftAsync(other);
        host.Clock.MoveTo("2026-02-02 16:50");
        var form = await (await host.AsAsync(officer)).OpenAsync(Links.Applications.MoreTime(draft));
        (
            await Date(form, "Form.Until", "2", "2", "2026")
                .Fill("Until what time?", "20:00")
                .Fill("Why?", "No signal.")
                .PressAsync("Give more time")
        ).AssertSays("The applicant has more time and is told");
        host.Clock.MoveTo("2026-02-02 19:59");
        Assert.Contains("closed at 5pm", (await SendAsync(others, other))!.Sentence, StringComparison.Ordinal);
        host.Clock.MoveTo("2026-02-02 20:01");
        Assert.Contains("Your time to send it ended at 8pm", (await SendAsync(draft, applicant))!.Sentence, StringComparison.Ordinal);
        host.Clock.MoveTo("2026-02-02 19:59");
        Assert.Null(await SendAsync(draft, applicant));
    }

    [Fact]
    public async Task A_withdrawn_round_takes_no_application_and_gives_its_pot_back()
    {
        await StartAsync();
        var draft = await DraftAsync(applicant);
        var other = await host.Scenario.PersonAsync(Role.Applicant);
        var sent = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(other, "Sent Group"), other);
        var pot = await LedgerAsync("RoundPot");
        await AskAsync(new(AmendmentKind.Withdrawal, "The Home Office took the money back."));
        await ApproveAsync();
        Assert.Equal(0, await LedgerAsync("RoundPot"));
        Assert.Equal(5_000_000, pot);
        Assert.Contains("withdrawn", (await SendAsync(draft, applicant))!.Sentence, StringComparison.Ordinal);
        var guidance = await (await host.AsAsync(applicant)).OpenAsync(Links.Funds.Guidance(round));
        guidance.AssertSays("We withdrew this round. The Home Office took the money back.");
        guidance.AssertDoesNotSay("Check if you can apply");
        guidance.AssertDoesNotSay("Money in this round");
        var asks = await host.AsAsync(officer);
        var page = await asks.OpenAsync(Links.Funds.Round(round));
        page.AssertSays("Withdrawn on");
        page.AssertSays("None: the pot was given back");
        page.AssertDoesNotSay("Change the expected decision date");
        var home = await asks.OpenAsync("/work");
        Assert.Null(home.Document.QuerySelector($"main a[href='{Links.Funds.Round(round)}']"));
        (await asks.OpenAsync(Links.Applications.Submitted(sent))).AssertDoesNotSay("Ask for changes");
        var mine = await host.AsAsync(other);
        (await mine.OpenAsync(Links.Applications.Mine)).AssertSays("The round was withdrawn");
        var receipt = await mine.OpenAsync(Links.Applications.Receipt(sent));
        receipt.AssertSays("We withdrew the round, so we do not consider this application");
        receipt.AssertDoesNotSay("The panel agrees scores");
        Assert.Contains(
            "We will not consider any application in this round.",
            await TextToAsync(other, "%the round is withdrawn"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "There is nothing left to score in this round.",
            await TextToAsync(panel[0], "%the round is withdrawn"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_waits_in_a_round_is_closed_when_it_is_withdrawn()
    {
        await StartAsync();
        await AskAsync(new(AmendmentKind.LaterDates, "The portal was down.") { ClosesAt = Scenario.Utc("2026-02-04 13:00") });
        await AskAsync(new(AmendmentKind.Withdrawal, "The Home Office took the money back."));
        var withdrawal = await host.Db.ScalarAsync<Guid>(
            "select Id from RoundAmendment where RoundId = @round and Kind = 'Withdrawal'",
            new { round }
        );
        Assert.Null(
            (
                await host.WithAsync<Features.Funds.DecideAmendment, Result>(decide => decide.RunAsync(second, withdrawal, true, null))
            ).FirstRefusal
        );
        Assert.Equal(
            "The round was withdrawn",
            await host.Db.ScalarAsync<string>(
                "select Answer from RoundAmendment where RoundId = @round and Kind = 'LaterDates' and Approved = 0",
                new { round }
            )
        );
    }

    [Fact]
    public async Task More_money_is_approved_by_somebody_with_the_limit_for_it_and_is_in_the_ledger()
    {
        await StartAsync();
        var asks = await host.AsAsync(officer);
        var form = await asks.OpenAsync(Links.Funds.Amend(round, AmendmentKind.Pot));
        await form.Fill("How much is added?", "5,000.00")
            .Fill("Where does the money come from?", "Proceeds of crime")
            .Fill("Why?", "More money came in.")
            .PressAsync("Ask for approval");
        (await (await host.AsAsync(second)).OpenAsync(Links.Funds.Amendments(round))).AssertSays(
            "Somebody who approves postings to the ledger must answer"
        );
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        (await (await finance.OpenAsync(Links.Funds.Amendments(round))).PressAsync("Approve")).AssertSays("The change is made");
        Assert.Equal(5_500_000, await LedgerAsync("RoundPot"));
        (await asks.OpenAsync(Links.Funds.Guidance(round))).AssertSays("Money in this round £55,000");
    }

    [Fact]
    public async Task An_assessor_who_falls_ill_is_replaced_in_the_middle_of_scoring()
    {
        await StartAsync();
        var first = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(applicant, "First"), applicant);
        var other = await host.Scenario.PersonAsync(Role.Applicant);
        var later = await host.Scenario.ApplicationAsync(round, await host.Scenario.OrganisationAsync(other, "Second"), other);
        host.Clock.MoveTo("2026-02-10 10:00");
        await host.Scenario.AssignedAsync(first, panel[0], 4, 4, 4, 4, 4);
        await host.Scenario.AssignedAsync(first, panel[1], 2, 2, 2, 2, 2);
        await host.Scenario.AssignedAsync(later, panel[1], 3, 3, 3, 3, 3);
        var open = await host.Scenario.AssignedAsync(later, panel[0]);
        await host.WithAsync<AssignAssessors, bool>(async assign =>
        {
            await assign.EnsureAsync(round);
            return true;
        });
        var stand = await host.Scenario.PersonAsync(Role.PanelMember);
        await AskAsync(new(AmendmentKind.Assessor, "Ill") { Assessor = stand.Id, Replaces = panel[0].Id });
        await ApproveAsync();
        // What was submitted counts; what was open moved.
        Assert.Equal(stand.Id, await host.Db.ScalarAsync<Guid>("select AssessorId from ScoringAssignment where Id = @open", new { open }));
        await SubmitAsync(open, stand, 5);
        await TallyAssert.MatchesAsync(host.Db, round);
        var moderation = await (await host.AsAsync(officer)).OpenAsync(Links.Moderation.List(round) + "?order=number");
        moderation.AssertSays("2 of 2");
        moderation.AssertDoesNotSay("missing");
        // Who has left the panel sees none of its scores any more.
        await (await host.AsAsync(panel[0])).OpenAsync(Links.Moderation.List(round), HttpStatusCode.NotFound);
        // Why somebody left is not for the public.
        var guidance = await (await host.AsAsync(applicant)).OpenAsync(Links.Funds.Guidance(round));
        guidance.AssertSays("An assessor was replaced.");
        guidance.AssertDoesNotSay("Ill");
    }

    private async Task StartAsync()
    {
        (officer, second) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.CommissioningOfficer)
        );
        applicant = await host.Scenario.PersonAsync(Role.Applicant);
        panel.AddRange([await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]);
        round = await host.Scenario.RoundAsync(officer, panel);
    }

    /// <summary>A complete application, as it was the moment before it was sent.</summary>
    private async Task<Guid> DraftAsync(Actor person)
    {
        var draft = await host.Scenario.ApplicationAsync(
            round,
            await host.Scenario.OrganisationAsync(person, $"Group {person.Id}"),
            person,
            assessed: false
        );
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("delete from DueDiligenceCheck where ApplicationId = @draft", new { draft });
            await work.ExecuteAsync(
                "update RoundTally set Drafts = Drafts + 1, Submitted = Submitted - 1, Requested = Requested - 500000, LastNumber = LastNumber - 1 where RoundId = @round",
                new { round }
            );
            return await work.ExecuteAsync(
                "update Application set Status = 'Draft', Number = null, Reference = null, SubmittedBy = null, SubmittedAt = null, DeclaredName = null, CopyJson = null, CopySha256 = null where Id = @draft",
                new { draft }
            );
        });
        await host.Scenario.ConfirmProfileAsync(draft);
        await host.Scenario.AddRequiredDocumentsAsync(draft);
        return draft;
    }

    private async Task<Refusal?> SendAsync(Guid draft, Actor person) =>
        (
            await host.WithAsync<SubmitApplication, Result>(submit => submit.RunAsync(person, draft, "Amira Khan", agreed: true))
        ).FirstRefusal;

    private async Task AskAsync(Features.Funds.RequestAmendment.Command command) =>
        Assert.Null(
            (
                await host.WithAsync<Features.Funds.RequestAmendment, Result>(request => request.RunAsync(officer, round, command))
            ).FirstRefusal
        );

    private async Task ApproveAsync() =>
        await (await (await host.AsAsync(second)).OpenAsync(Links.Funds.Amendments(round))).PressAsync("Approve");

    private async Task SubmitAsync(Guid sheet, Actor assessor, int score)
    {
        await host.Scenario.DeclareNoConflictAsync(assessor, round);
        var view = await host.WithAsync<ScoringSheet, ScoringSheet.ScoreSheet>(sheets => sheets.GetAsync(assessor, sheet));
        Assert.Null(
            (
                await host.WithAsync<SaveScores, Result>(save =>
                    save.RunAsync(
                        assessor,
                        new(
                            sheet,
                            view.Assignment.Version,
                            view.Criteria.Select(criterion => new Domain.Scoring.Score(criterion.Id, score, "Because")).ToList(),
                            [],
                            true
                        )
                    )
                )
            ).FirstRefusal
        );
    }

    private async Task<string> TextToAsync(Actor person, string subject) =>
        await host.Db.ScalarAsync<string>(
            "select TextBody from OutboxEmail where ToAddress = @Email and Subject like @subject",
            new { Email = await EmailAsync(person), subject }
        ) ?? "";

    private Task<string?> EmailAsync(Actor person) =>
        host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id });

    private Task<long> LedgerAsync(string kind) =>
        host.Db.ScalarAsync<long>(
            "select coalesce(sum(e.Amount), 0) from LedgerEntry e join LedgerAccount a on a.Id = e.AccountId join Round r on r.Id = @round join Fund f on f.Id = r.FundId where a.Kind = @kind and a.Name = concat(coalesce(r.FundName, f.Name), ', ', r.Name, ', ', r.BudgetYear)",
            new { round, kind }
        );

    private static BrowserPage Date(BrowserPage page, string name, string day, string month, string year) =>
        page.FillNamed($"{name}.Day", day).FillNamed($"{name}.Month", month).FillNamed($"{name}.Year", year);

    private static BrowserPage AllPresent(BrowserPage page) =>
        page
            .Document.QuerySelectorAll("input[name=Present]")
            .Aggregate(page, (filled, box) => filled.Choose(page.Document.QuerySelector($"label[for='{box.Id}']")!.TextContent.Trim()));
}
