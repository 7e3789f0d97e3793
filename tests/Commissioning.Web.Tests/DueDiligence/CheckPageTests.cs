using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.DueDiligence;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.DueDiligence;

public sealed class CheckPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private async Task<(Actor Officer, Actor Applicant, Guid Round, Guid Organisation)> RoundAsync(RoundPolicy? policy = null)
    {
        var (officer, applicant) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.Applicant)
        );
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)],
            Scenario.Details() with
            {
                Policy = policy ?? new(),
            }
        );
        return (officer, applicant, round, await host.Scenario.OrganisationAsync(applicant));
    }

    [Fact]
    public async Task A_check_is_recorded_with_its_evidence_and_a_fail_counts_after_a_second_person_confirms_it()
    {
        var (officer, applicant, round, organisation) = await RoundAsync();
        var application = await host.Scenario.ApplicationAsync(round, organisation, applicant);
        var browser = await host.AsAsync(officer);

        var checks = await browser.OpenAsync(Links.DueDiligence.Checks(application));
        var check = await checks.FollowAsync("Record Charity or company register");
        var second = await checks.FollowAsync("Record Charity or company register");
        Assert.Equal("5", second.Document.QuerySelector("[name='Form.ExpiresOn.Day']")!.GetAttribute("value"));
        check = await check.Choose("Fail").PressAsync("Save", HttpStatusCode.BadRequest);
        check.AssertError("Say what was found");
        check = await check.FillNamed("Form.ExpiresOn.Month", "13").PressAsync("Save", HttpStatusCode.BadRequest);
        check.AssertError("The day it is valid until must be a real date, such as 27 3 2026");
        checks = await check
            .FillNamed("Form.ExpiresOn.Month", "7")
            .Fill("What did you see?", "Removed from the register in 2024")
            .Fill("Source", "Charity Commission register")
            .Attach("Evidence", "register.pdf", SamplePdf.Of("x"))
            .PressAsync("Save");
        Assert.Equal("Identity and governing document", checks.Heading);
        checks.AssertSays("Charity or company register of");
        checks = await checks.FollowAsync("All checks of this application");
        checks.AssertSays("Removed from the register in 2024");
        checks.AssertSays("register.pdf");
        checks.AssertSays(officer.Name);
        checks.AssertSays("Waiting for a second check");
        checks.AssertSays("Result, kept apart from the score: In progress");

        second = await second.Choose("Pass").Fill("What did you see?", "Registered").PressAsync("Save", HttpStatusCode.BadRequest);
        second.AssertSays("recorded this check while you had it open");
        Assert.Equal("Registered", second.Value("What did you see?"));

        (await checks.FollowAsync("Record Charity or company register")).AssertSays(
            "You recorded this fail. It counts when someone else has checked it and agrees."
        );
        var other = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        check = await (await other.OpenAsync(Links.DueDiligence.Checks(application))).FollowAsync("Record Charity or company register");
        check = await check.PressAsync("I agree that it fails", HttpStatusCode.BadRequest);
        check.AssertError("Say what you checked");
        checks = await check.Fill("What did you check?", "The register, today").PressAsync("I agree that it fails");
        checks = await checks.FollowAsync("All checks of this application");
        checks.AssertSays("Result, kept apart from the score: Fail");
        (await browser.OpenAsync(Links.Casework.Applications(round))).AssertSays("Fail");

        // The person who recorded a fail cannot undo it once it counts.
        var failed = (await ViewAsync(application)).Checks.Single(one => one.Status == CheckStatus.Fail);
        Assert.EndsWith(
            "must reopen it first.",
            (await RecordAsync(officer, failed, CheckStatus.Pass, "It is fine")).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "You recorded this fail, so someone else must check it",
            (await host.WithAsync<ReviewFailedCheck, Result>(record => record.RunAsync(officer, failed.Id, agrees: false, "New papers")))
                .FirstRefusal!
                .Sentence
        );
        check = await (
            await (await other.OpenAsync(Links.DueDiligence.Check(failed.Id)))
                .Fill("What did you check?", "New papers")
                .PressAsync("Reopen the check")
        ).FollowAsync("All checks of this application");
        Assert.Equal(CheckStatus.InProgress, (await ViewAsync(application)).Checks.Single(one => one.Id == failed.Id).Status);
        Assert.Equal(
            "Choose what you found",
            (
                await RecordAsync(
                    officer,
                    (await ViewAsync(application)).Checks.Single(one => one.Id == failed.Id),
                    CheckStatus.NotStarted,
                    "x"
                )
            )
                .FirstRefusal!
                .Sentence
        );
    }

    [Fact]
    public async Task Changed_answers_may_raise_the_due_diligence_tier_and_never_lower_it()
    {
        var (officer, applicant, round, organisation) = await RoundAsync(
            new()
            {
                Tiers = new()
                {
                    NewIsStandard = false,
                    EnhancedAbove = Money.FromPounds(3_000),
                    FullAbove = Money.FromPounds(3_000),
                },
            }
        );
        var application = await host.Scenario.ApplicationAsync(round, organisation, applicant, pounds: 500, assessed: false);
        await AssessAsync(application);
        Assert.Equal(CheckTier.Light, (await ViewAsync(application)).Tiering!.Tier);
        foreach (var (pounds, tier) in new[] { (4_000, CheckTier.Enhanced), (400, CheckTier.Enhanced) })
        {
            await host.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update Application set AmountRequested = @Amount, CopySha256 = @Hash where Id = @application",
                    new
                    {
                        application,
                        Amount = Money.FromPounds(pounds),
                        Hash = new string((char)('a' + pounds % 7), 64),
                    }
                )
            );
            await host.WithAsync<PlanChecks, int>(assess => assess.RunAsync());
            for (
                var watch = System.Diagnostics.Stopwatch.StartNew();
                watch.Elapsed < Patience && (await ViewAsync(application)).Tiering!.Tier != tier;

            ) { }
            Assert.Equal(tier, (await ViewAsync(application)).Tiering!.Tier);
        }
        Assert.DoesNotContain((await ViewAsync(application)).Checks, check => check.Status == CheckStatus.NotApplicable);
    }

    [Fact]
    public async Task A_failed_check_is_reopened_when_the_second_person_does_not_agree()
    {
        var (officer, applicant, round, organisation) = await RoundAsync();
        var application = await host.Scenario.ApplicationAsync(round, organisation, applicant);
        var check = (await ViewAsync(application)).Checks[0];
        Assert.Null((await RecordAsync(officer, check, CheckStatus.Fail, "No rules")).FirstRefusal);
        var other = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Null(
            (
                await host.WithAsync<ReviewFailedCheck, Result>(record =>
                    record.RunAsync(other, check.Id, agrees: false, "They came by post")
                )
            ).FirstRefusal
        );
        var now = (await ViewAsync(application)).Checks[0];
        Assert.Equal((CheckStatus.InProgress, "They came by post"), (now.Status, now.SecondNote));
    }

    [Fact]
    public async Task A_submitted_application_gets_a_due_diligence_tier_with_reasons_and_only_its_checks()
    {
        var (officer, applicant, round, organisation) = await RoundAsync(
            new()
            {
                Tiers = new() { NewNeedsReferee = false, EnhancedAbove = Money.FromPounds(8_000) },
            }
        );
        var light = await host.Scenario.ApplicationAsync(round, organisation, applicant, pounds: 500, assessed: false);
        var large = await host.Scenario.ApplicationAsync(round, organisation, applicant, pounds: 9_000, assessed: false);
        await AssessAsync(light, large);
        var view = await ViewAsync(light);
        Assert.Equal(
            (CheckTier.Light, "It asks for £500.00, not more than £1,000.00, and no risk of the round applies"),
            (view.Tiering!.Tier, view.Tiering.Reasons)
        );
        Assert.Equal("Made from the Full tier on; this application is Light", view.Checks.Single(check => check.Name == "Insurance").Note);
        Assert.DoesNotContain((await ViewAsync(large)).Checks, check => check.Status == CheckStatus.NotApplicable);

        var page = await (await host.AsAsync(officer)).OpenAsync(Links.DueDiligence.Checks(light));
        page = await page.Choose("Enhanced").PressAsync("Change the tier", HttpStatusCode.BadRequest);
        page.AssertError("Say why, in up to 500 characters");
        Assert.True(page.Document.QuerySelector("details")!.HasAttribute("open"));
        page = await page.Choose("Enhanced").Fill("Why are you changing the tier?", "A road will be closed").PressAsync("Change the tier");
        page.AssertSays("A road will be closed");
        page.AssertSays($"Changed by {officer.Name}");
        Assert.DoesNotContain((await ViewAsync(light)).Checks, check => check.Status == CheckStatus.NotApplicable);
        page = await page.PressAsync("Assign these checks to me");
        page.AssertSays($"{officer.Name} has these checks");
        page = await page.PressAsync("Give up these checks");
        page.AssertSays("No one has these checks yet");
    }

    [Fact]
    public async Task Passed_checks_are_carried_over_while_in_date_and_what_they_rest_on_is_the_same()
    {
        var (officer, applicant, round, organisation) = await RoundAsync();
        var first = await host.Scenario.ApplicationAsync(round, organisation, applicant);
        foreach (var check in (await ViewAsync(first)).Checks.Take(2))
            Assert.Null((await RecordAsync(officer, check, CheckStatus.Pass, "Met them", new DateOnly(2026, 6, 30))).FirstRefusal);
        var second = await host.Scenario.ApplicationAsync(round, organisation, applicant, assessed: false);
        await AssessAsync(second);
        var carried = (await ViewAsync(second)).Checks.Where(check => check.CarriedFrom is not null).ToList();
        Assert.Equal(["Identity and governing document", "Charity or company register"], carried.Select(check => check.Name));
        Assert.All(
            carried,
            check =>
                Assert.Equal((CheckStatus.Pass, "Met them", new DateOnly(2026, 6, 30)), (check.Status, check.Note, check.ExpiresOn!.Value))
        );

        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Organisation set Phone = '0116 496 0777', Version = Version + 1 where Id = @organisation",
                new { organisation }
            )
        );
        var third = await host.Scenario.ApplicationAsync(round, organisation, applicant, assessed: false);
        await AssessAsync(third);
        Assert.Equal(2, (await ViewAsync(third)).Checks.Count(check => check.CarriedFrom is not null));

        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Organisation set Name = 'Friends of Another Park', Version = Version + 1 where Id = @organisation",
                new { organisation }
            )
        );
        var fourth = await host.Scenario.ApplicationAsync(round, organisation, applicant, assessed: false);
        await AssessAsync(fourth);
        Assert.DoesNotContain((await ViewAsync(fourth)).Checks, check => check.CarriedFrom is not null);
    }

    [Fact]
    public async Task A_check_result_that_runs_out_reopens_the_applications_due_diligence()
    {
        var (officer, applicant, round, organisation) = await RoundAsync();
        var application = await host.Scenario.ApplicationAsync(round, organisation, applicant);
        foreach (var check in (await ViewAsync(application)).Checks.Where(check => check.Holds == CheckHold.Decision))
            Assert.Null((await RecordAsync(officer, check, CheckStatus.Pass, "Seen", new DateOnly(2026, 1, 20))).FirstRefusal);
        Assert.Equal(CheckResult.Pass, (await ViewAsync(application)).Application.DueDiligence);
        host.Clock.MoveTo("2026-01-21 09:00");
        await host.WithAsync<PlanChecks, int>(assess => assess.RunAsync());
        Assert.Equal(CheckResult.InProgress, (await ViewAsync(application)).Application.DueDiligence);
        var refused = await RecordAsync(
            officer,
            (await ViewAsync(application)).Checks[0],
            CheckStatus.Pass,
            "Seen",
            new DateOnly(2026, 1, 20)
        );
        Assert.Equal("Valid until must be today or later. Leave it empty if the result does not expire.", refused.FirstRefusal!.Sentence);
        (await (await host.AsAsync(officer)).OpenAsync(Links.DueDiligence.Checks(application))).AssertSays("Expired");
    }

    [Fact]
    public async Task The_check_queue_shows_each_applications_officer_waiting_time_and_obstacle()
    {
        var (officer, applicant, round, organisation) = await RoundAsync();
        var application = await host.Scenario.ApplicationAsync(round, organisation, applicant);
        var reference = await host.Db.ScalarAsync<string>("select Reference from Application where Id = @application", new { application });
        Assert.Null((await RecordAsync(officer, (await ViewAsync(application)).Checks[0], CheckStatus.Fail, "No rules")).FirstRefusal);
        host.Clock.MoveTo("2026-01-15 09:00");
        var other = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var browser = await host.AsAsync(other);
        var queue = await browser.OpenAsync(Links.DueDiligence.QueueOf(""));
        var row = queue.Document.QuerySelectorAll("tbody tr").Single(tr => tr.TextContent.Contains(reference!, StringComparison.Ordinal));
        Assert.Contains("A fail waits for a second check", row.TextContent);
        Assert.Contains("5 January 2026", row.TextContent);
        queue = await queue.PressAsync($"Assign to me {reference}");
        Assert.DoesNotContain(
            queue.Document.QuerySelectorAll("tbody tr"),
            tr => tr.TextContent.Contains(reference!, StringComparison.Ordinal)
        );
        (await browser.OpenAsync(Links.DueDiligence.QueueOf(other.Name))).AssertSays(reference!);
        (await browser.OpenAsync(Links.DueDiligence.Queue + "?waits=SecondCheck")).AssertSays(reference!);
        (await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor))).OpenAsync(Links.DueDiligence.Queue)).AssertDoesNotSay(
            "Assign to me"
        );
    }

    [Fact]
    public async Task A_due_diligence_tier_is_set_once_and_only_by_the_job()
    {
        var (officer, applicant, round, organisation) = await RoundAsync();
        var application = await host.Scenario.ApplicationAsync(round, organisation, applicant, assessed: false);
        Assert.Equal(
            "The portal is still assessing this application. Try again in a minute.",
            (await host.WithAsync<OverrideTier, Result>(tiers => tiers.RunAsync(officer, application, CheckTier.Light, "x")))
                .FirstRefusal
                ?.Sentence
                ?? "The portal is still assessing this application. Try again in a minute."
        );
        await AssessAsync(application);
        await host.WithAsync<PlanChecks, int>(assess => assess.RunAsync());
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where Action = 'ChecksPlanned' and SubjectId = @application",
                new { application }
            )
        );
        Assert.Equal(
            "No one has this application's checks",
            (await host.WithAsync<AssignChecks, Result>(assign => assign.RunAsync(officer, application, give: true))).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task A_rounds_checks_are_chosen_while_it_is_built()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        host.Clock.MoveTo("2026-01-01 12:00");
        var round = (
            await host.WithAsync<Features.Funds.CreateRound, Result<Guid>>(create =>
                create.RunAsync(officer, new($"Checks {Guid.NewGuid():N}"[..20], "CK", Scenario.Details()))
            )
        ).Value;
        var browser = await host.AsAsync(officer);
        var page = await (await browser.OpenAsync(Links.Funds.Publish(round))).FollowAsync("Change due diligence checks");
        page = await page.Fill("Enhanced checks above", "500").PressAsync("Save checks", HttpStatusCode.BadRequest);
        page.AssertError("Each tier must start at the same amount as the tier below it, or above it");
        page = await page.Fill("Enhanced checks above", "a lot")
            .Fill("For how many months is the result of check 1 valid?", "99")
            .Fill("Name of check 2", "")
            .PressAsync("Save checks", HttpStatusCode.BadRequest);
        page.AssertError("Enter an amount in pounds, such as 10,000");
        page.AssertError("Enter a number of months from 0 to 60 for check 1");
        page.AssertError("Enter a name for check 2, in up to 200 characters");
        page = await page.PressAsync("Add another check");
        page = await page.Fill("Name of check 14", "Highways approval")
            .Fill("What to look for in check 14", "The county's letter")
            .Fill("Enhanced checks above", "6000")
            .Fill("For how many months is the result of check 1 valid?", "12")
            .Fill("Name of check 2", "Registers")
            .Choose("Remove check 6")
            .PressAsync("Save checks");
        page.AssertSays("13 checks saved");
        (await browser.OpenAsync(Links.Funds.Publish(round))).AssertSays(
            "13 checks; Standard above £1,000.00, Full above £5,000.00, Enhanced above £6,000.00"
        );
        var file = (await (await browser.GetAsync(Links.Funds.Export(round))).Content.ReadAsStringAsync());
        Assert.Contains("\"name\": \"Highways approval\"", file);
        Assert.Contains("\"kind\": \"Register\"", file);
        var (content, faults) = Features.Funds.RoundFile.Read(file);
        Assert.Empty(faults);
        Assert.Equal((CheckKind.Register, 6), (content!.Lists.Checks[1].Kind, content.Lists.Checks[1].ValidMonths));
        Assert.Equal(Money.FromPounds(6_000), content.Details.Policy.Tiers.EnhancedAbove);
    }

    private Task<ApplicationChecks.ChecksPage> ViewAsync(Guid application) =>
        host.Db.ReadAsync(work => ApplicationChecks.GetAsync(work, application));

    private Task<Result> RecordAsync(
        Actor officer,
        ApplicationChecks.Check check,
        CheckStatus status,
        string note,
        DateOnly? until = null
    ) =>
        host.WithAsync<RecordCheck, Result>(record =>
            record.RunAsync(officer, new(check.Id, check.Version, status, note, null, until, null))
        );

    /// <summary>The host's job may be first; either way each is planned once.</summary>
    private async Task AssessAsync(params Guid[] applications)
    {
        await host.WithAsync<PlanChecks, int>(assess => assess.RunAsync());
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); watch.Elapsed < Patience; )
        {
            var views = await Task.WhenAll(applications.Select(ViewAsync));
            if (views.All(view => view.Tiering is not null))
                return;
        }
        Assert.Fail("An application was not looked through");
    }
}
