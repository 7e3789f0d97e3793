using System.Net;
using AngleSharp.Html.Dom;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.DueDiligence;
using Commissioning.Testing;
using Xunit.Abstractions;

namespace Commissioning.Web.Tests.DueDiligence;

public sealed class RoundChecksPageTests(HostWithoutPdf host, ITestOutputHelper output) : IClassFixture<HostWithoutPdf>
{
    private const string Reason = "The minutes of the club name another person";

    private sealed record Round(Actor Officer, Actor Assessor, Guid Id, IReadOnlyList<Guid> Applications);

    /// <summary>A round whose findings are as these tests put them: the job leaves them alone for twelve hours.</summary>
    private async Task<Round> RoundAsync(int applications)
    {
        var (officer, assessor) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.PanelMember)
        );
        var round = await host.Scenario.RoundAsync(officer, [assessor, await host.Scenario.PersonAsync(Role.PanelMember)]);
        List<Guid> made = [];
        for (var i = 1; i <= applications; i++)
        {
            var applicant = await host.Scenario.PersonAsync(Role.Applicant);
            var organisation = await host.Scenario.OrganisationAsync(applicant, $"{Name(i)} Club {Guid.NewGuid():N}"[..24]);
            await RegisterAsync(organisation, i % 2 == 1);
            made.Add(await host.Scenario.ApplicationAsync(round, organisation, applicant, $"Project {i}", 1000 + i));
        }
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update CheckPlan set FoundAt = @Now where ApplicationId in (select Id from Application where RoundId = @round)",
                new { round, work.Now }
            )
        );
        if (await host.Database.CountAsync("RegisterImport", "Kind = 'Sanctions'", new { }) == 0)
            await host.Db.HousekeepAsync(async work =>
                await work.ExecuteAsync(
                    "insert into RegisterImport (Id, Kind, ExtractDate, FileName, Lines, Kept, State, StartedAt, StartedBy) values (9001, 'Sanctions', @Today, 'list.csv', 1, 1, 'Current', @Now, @By)",
                    new
                    {
                        Today = LondonTime.DateOf(work.Now),
                        work.Now,
                        By = officer.Id,
                    }
                )
            );
        return new(officer, assessor, round, made);
    }

    private static int charities = 1100000;

    /// <summary>Looked up on the register today with its own name, or a group that is on no register.</summary>
    private Task RegisterAsync(Guid organisation, bool isCharity) =>
        host.Db.HousekeepAsync(async work =>
        {
            var number = isCharity ? $"{Interlocked.Increment(ref charities)}" : null;
            await work.ExecuteAsync(
                "update Organisation set CharityNumber = @number, CompanyNumber = null where Id = @organisation",
                new { organisation, number }
            );
            if (number is null)
                return 0;
            var row = await work.FindAsync<NameRow>(
                "select Name, Postcode from Organisation where Id = @organisation",
                new { organisation }
            );
            var facts = new RegisterFacts
            {
                Register = Register.Charity,
                Number = number,
                Name = row.Name,
                Postcode = row.Postcode,
                Status = "Registered",
                AccountsTo = LondonTime.DateOf(work.Now).AddMonths(-9),
                Source = "the charity register, live",
            };
            return await work.ExecuteAsync(
                "insert into RegisterSighting (Id, OrganisationId, Register, Number, FactsJson, SeenAt, SeenBy) values (@Id, @organisation, 'Charity', @number, @Facts, @Now, @By)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    organisation,
                    number,
                    Facts = System.Text.Json.JsonSerializer.Serialize(facts),
                    work.Now,
                    By = Actor.Portal.Id,
                }
            );
        });

    private sealed record NameRow
    {
        public required string Name { get; init; }
        public required string Postcode { get; init; }
    }

    private static string Name(int i) =>
        new([(char)('A' + i / 26), (char)('a' + i % 26), (char)('a' + i * 7 % 26), (char)('a' + i * 11 % 26)]);

    /// <summary>A stop flag, which the sources of findings find again at each check.</summary>
    private async Task<Guid> FlagAsync(Guid application)
    {
        var id = Guid.CreateVersion7();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into StopFlag (Id, OrganisationId, Kind, Reason, NeutralReason, PlacedBy, PlacedAt, Version) select @id, a.OrganisationId, 'Other', 'The treasurer left', 'Waiting for papers', a.StartedBy, @Now, 1 from Application a where a.Id = @application",
                new
                {
                    id,
                    application,
                    work.Now,
                }
            )
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update CheckPlan set FoundAt = null where ApplicationId = @application", new { application })
        );
        await host.WithAsync<PlanChecks, int>(plan => plan.RunAsync());
        return (await host.Db.ReadAsync(work => Findings.OfAsync(work, application)))
            .Single(finding => finding.Kind == FindingKind.StopFlag)
            .Id;
    }

    private Task<RoundChecks.RoundPage> ViewAsync(Guid round) => host.Db.ReadAsync(work => RoundChecks.GetAsync(work, round));

    private static BrowserPage Tick(BrowserPage page, IEnumerable<Guid> applications)
    {
        foreach (var box in page.Document.QuerySelectorAll("main input[name=Selected]").OfType<IHtmlInputElement>())
            box.IsChecked = applications.Contains(Guid.Parse(box.Value));
        return page;
    }

    private static BrowserPage Write(BrowserPage page, string name, string text)
    {
        page.Document.QuerySelectorAll($"textarea[name={name}]").OfType<IHtmlTextAreaElement>().First().Value = text;
        return page;
    }

    [Fact]
    public async Task The_round_page_shows_what_was_found_first_and_the_clean_ones_pass_in_one_press()
    {
        var round = await RoundAsync(3);
        await FlagAsync(round.Applications[2]);
        var browser = await host.AsAsync(round.Officer);
        var page = await browser.OpenAsync(Links.DueDiligence.Round(round.Id));
        page.AssertSays("3 applications: 1 with findings to decide, 2 to check by hand, 0 with nothing found and papers to read");
        page.AssertSays("1 finding waits for a verdict.");
        Assert.Contains("1 strong", page.Document.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        (await page.FollowAsync("Findings")).AssertSays("1 strong");
        // The round's own page and the home page name it too, and lead here.
        var dashboard = await browser.OpenAsync(Links.Funds.Round(round.Id));
        dashboard.AssertSays("Checks: 1 finding to decide");
        Assert.NotNull(dashboard.Document.QuerySelector($".app-round a[href='{Links.DueDiligence.Round(round.Id)}']"));
        Assert.NotNull(
            (await browser.OpenAsync(Links.Casework.Work)).Document.QuerySelector(
                $".app-round a[href='{Links.DueDiligence.Round(round.Id)}']"
            )
        );

        page = await page.FollowAsync("Pass the clean ones");
        page.AssertSays("Compared since the last change with everything else in the portal");
        page.AssertSays("The applicant gave no register number");
        page = await page.PressAsync("Pass 10 clean checks");
        page.AssertSays("10 checks passed");
        page.AssertSays("One finding has no verdict that counts yet");
        Assert.Equal(
            3,
            await host.Database.CountAsync(
                "AuditEntry",
                "Action = 'CleanChecksPassed' and ActorId = @Id and Detail like '%Clean means%'",
                new { round.Officer.Id }
            )
        );
        Assert.Equal(
            0,
            await host.Database.CountAsync(
                "DueDiligenceCheck",
                "ApplicationId = @Id and Status = 'Pass' and Kind = 'History'",
                new { Id = round.Applications[2] }
            )
        );
    }

    [Fact]
    public async Task A_check_that_needs_eyes_passes_for_ticked_applications_on_a_note_of_substance_and_never_over_an_open_finding()
    {
        var round = await RoundAsync(3);
        await FlagAsync(round.Applications[1]);
        var browser = await host.AsAsync(round.Officer);
        var page = Tick(await browser.OpenAsync(Links.DueDiligence.Round(round.Id)), round.Applications);
        (await page.PressAsync("Pass this check for the ticked applications", HttpStatusCode.BadRequest)).AssertError(
            "Choose the check that you read the papers for"
        );
        page = Tick(await browser.OpenAsync(Links.DueDiligence.Round(round.Id)), round.Applications)
            .Choose("Identity and governing document (3 to do)")
            .Fill("What did you see?", "ok");
        page = await page.PressAsync("Pass this check for the ticked applications", HttpStatusCode.BadRequest);
        page.AssertError("Say in a sentence what you saw, so that someone else can follow it");
        page = await Tick(page, round.Applications)
            .Fill("What did you see?", "I read the governing document of each of these")
            .PressAsync("Pass this check for the ticked applications");
        page.AssertSays("3 checks passed");
        page = await Tick(await browser.OpenAsync(Links.DueDiligence.Round(round.Id)), round.Applications)
            .PressAsync("Record it for the ticked applications");
        page.AssertSays("No subsidy: recorded for 3 applications");
        Assert.Equal(
            3,
            await host.Database.CountAsync(
                "Subsidy",
                "IsEnterprise = 0 and AssessedBy = @Id and Reason = @Reason",
                new { round.Officer.Id, Reason = SubsidyRules.UsualReason }
            )
        );

        // What cannot pass alone cannot pass with others: the cross-checks of the application with the flag.
        var flagged = (await ViewAsync(round.Id)).Rows.Single(row => row.Id == round.Applications[1]);
        var check = flagged.Cells.First(cell => cell.State == CheckCell.Strong).Check;
        foreach (
            var outcome in new[]
            {
                await host.WithAsync<PassChecks, Result<PassChecks.Passed>>(pass =>
                    pass.RunAsync(round.Officer, flagged.Id, [check.Id], "I looked at all of it today", null)
                ),
                await host.WithAsync<PassChecks, Result<PassChecks.Passed>>(pass =>
                    pass.ReadAsync(round.Officer, [flagged.Id], check.Name, "I looked at all of it today", null)
                ),
            }
        )
        {
            Assert.Equal(0, outcome.Value!.Count);
            Assert.Contains("has no verdict that counts yet", Assert.Single(outcome.Value.Refused), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_strong_finding_is_decided_on_the_checks_page_and_counts_when_a_second_person_agrees()
    {
        var round = await RoundAsync(1);
        var finding = await FlagAsync(round.Applications[0]);
        var browser = await host.AsAsync(round.Officer);
        var queue = await browser.OpenAsync(Links.DueDiligence.Queue);
        queue.AssertSays("Stop flag");
        host.Clock.MoveTo("2026-03-02 12:00");
        (await browser.OpenAsync(Links.Casework.Work)).AssertSays("Finding that waits for a verdict");

        var checks = await browser.OpenAsync(Links.DueDiligence.Checks(round.Applications[0]));
        checks.AssertSays("has a stop flag since");
        var view = (await ViewAsync(round.Id)).Rows[0];
        var check = view.Cells.First(cell => cell.State == CheckCell.Strong).Check;
        var page = await browser.OpenAsync(Links.DueDiligence.Check(check.Id));
        page.AssertSays("1 finding to decide before this check can pass");
        page = await page.Choose("Pass").Fill("What did you see?", "Nothing is wrong here").PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertSays("One finding has no verdict that counts yet");

        page = await (await browser.OpenAsync(Links.DueDiligence.Check(check.Id))).PressAsync(
            "Save the verdict",
            HttpStatusCode.BadRequest
        );
        page.AssertError("Choose a verdict");
        page = await Write(page.Choose("No concern"), "Reason", "ok").PressAsync("Save the verdict", HttpStatusCode.BadRequest);
        page.AssertError("Say in a sentence what you saw, so that someone else can follow it");
        page = await Write(page.Choose("No concern"), "Reason", Reason).PressAsync("Save the verdict");
        page.AssertSays("Someone else must agree");
        (await browser.OpenAsync(Links.DueDiligence.Finding(finding))).AssertSays(
            "You gave this verdict. A second person must agree before it counts."
        );

        var other = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        (await other.OpenAsync(Links.Casework.Work)).AssertSays("Verdict that waits for a second person");
        page = await other.OpenAsync(Links.DueDiligence.Check(check.Id));
        page.AssertSays(Reason);
        page = await Write(page, "SecondNote", "I read the same minutes and agree").PressAsync("I agree");
        page.AssertSays("The verdict counts now");
        Assert.Empty((await ViewAsync(round.Id)).Rows[0].Open);
    }

    [Fact]
    public async Task A_verdict_that_was_typed_when_the_session_ended_is_saved_after_sign_in()
    {
        var round = await RoundAsync(1);
        var finding = await FlagAsync(round.Applications[0]);
        using var signedOut = new Browser(host.Address, await Sessions.CookieAsync(host.Services, round.Officer, expired: true));
        using var answer = await signedOut.PostAsync(
            new Uri(host.Address, Links.DueDiligence.Finding(finding)),
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["Version"] = "1",
                    ["Verdict"] = nameof(FindingVerdict.NoConcern),
                    ["Reason"] = Reason,
                }
            )
        );
        var held = System.Web.HttpUtility.ParseQueryString(answer.RequestMessage!.RequestUri!.Query)["returnUrl"]!;
        var browser = await host.AsAsync(round.Officer);
        var page = await (await browser.OpenAsync(held)).PressAsync("Save what I typed");
        page.AssertSays("Someone else must agree");
        Assert.Equal(Reason, await host.Db.ScalarAsync<string>("select Reason from Finding where Id = @finding", new { finding }));
    }

    [Fact]
    public async Task The_summary_and_the_assessors_sheet_say_what_is_open_and_the_sheet_names_nothing()
    {
        var round = await RoundAsync(2);
        // The second organisation is on no register.
        var application = round.Applications[1];
        await FlagAsync(application);
        var officer = await host.AsAsync(round.Officer);
        var summary = await officer.OpenAsync(Links.DueDiligence.Summary(application));
        summary.AssertSays("has a stop flag since");
        summary.AssertSays("no verdict yet.");
        var register = (await ViewAsync(round.Id))
            .Rows.Single(row => row.Id == application)
            .Cells.Single(cell => cell.Check.Kind == CheckKind.Register)
            .Check;
        Assert.Null(
            (
                await host.WithAsync<RecordCheck, Result>(record =>
                    record.RunAsync(
                        round.Officer,
                        new(register.Id, register.Version, CheckStatus.Pass, "Met them at their hall", "Visit", null, null)
                    )
                )
            ).FirstRefusal
        );
        summary = await officer.OpenAsync(Links.DueDiligence.Summary(application));
        summary.AssertDoesNotSay("No register was looked up");
        summary.AssertSays("Met them at their hall. Source: Visit.");

        var assignment = await host.Scenario.AssignedAsync(application, round.Assessor);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update ScoringAssignment set Conflict = 'None' where Id = @assignment", new { assignment })
        );
        var sheet = await (await host.AsAsync(round.Assessor)).OpenAsync(Links.Scoring.Sheet(assignment));
        sheet.AssertSays("findings open (bank account 1, cross-checks 1, subsidy 1)");
        sheet.AssertDoesNotSay("stop flag");
    }

    /// <summary>The measure of the issue: 57 applications, of which 9 have something found, from arrival to every result that does not wait
    /// for a second person or the bank.</summary>
    [Fact]
    public async Task A_round_of_57_takes_at_most_250_pages()
    {
        var round = await RoundAsync(57);
        foreach (var application in round.Applications.Take(9))
            await FlagAsync(application);
        var browser = await host.AsAsync(round.Officer);
        var pages = 0;
        async Task<BrowserPage> Count(Task<BrowserPage> page)
        {
            pages++;
            return await page;
        }
        var page = await Count(browser.OpenAsync(Links.DueDiligence.Round(round.Id)));
        page.AssertSays("57 applications:");
        page = await Count(page.FollowAsync("Pass the clean ones"));
        page = await Count(page.PressAsync("Pass 191 clean checks"));
        // What somebody must read, one kind of check at a time for all at once.
        foreach (var name in (await ViewAsync(round.Id)).ToRead.Select(one => one.Name).ToList())
        {
            page = await Count(browser.OpenAsync(Links.DueDiligence.RoundTicked(round.Id, "all")));
            var choice = page
                .Document.QuerySelectorAll("label")
                .First(label => label.TextContent.Trim().StartsWith(name, StringComparison.Ordinal));
            page = await Count(
                page.Choose(choice.TextContent.Trim())
                    .Fill("What did you see?", "I read the papers of each of these applications")
                    .PressAsync("Pass this check for the ticked applications")
            );
        }
        page = await Count(browser.OpenAsync(Links.DueDiligence.RoundTicked(round.Id, "all")));
        page = await Count(page.PressAsync("Record it for the ticked applications"));

        // The rest one by one: save goes to the next, until the round has nothing more for this officer.
        page = await Count(browser.OpenAsync(Links.DueDiligence.Round(round.Id)));
        var first = (await ViewAsync(round.Id)).Rows.Select(row => row.FirstFor(round.Officer.Id)).First(cell => cell is not null)!;
        page = await Count(browser.OpenAsync(Links.DueDiligence.Check(first.Check.Id)));
        while (page.Address.PathAndQuery.StartsWith("/due-diligence/check/", StringComparison.Ordinal) && pages < 400)
            page =
                page.Document.QuerySelectorAll("input[name=Verdict]").Any(radio => radio.Closest("details") is null)
                    ? await Count(Write(page.Choose("Needs a condition"), "Reason", Reason).PressAsync("Save the verdict"))
                : page.Heading == "Safeguarding"
                    ? await Count(
                        page.Choose("Pass")
                            .Fill("What did you see?", "The policy and the lead's training, both of this year")
                            .PressAsync("Save")
                    )
                : await Count(
                    page.Choose("Pass with a condition").Fill("What did you see?", "The condition of the finding stands").PressAsync("Save")
                );
        Assert.Equal(Links.DueDiligence.Round(round.Id), page.Address.PathAndQuery);
        var left = (await ViewAsync(round.Id)).Rows.Count(row => row.DueDiligence is CheckResult.NotStarted or CheckResult.InProgress);
        output.WriteLine($"{pages} pages for 57 applications; {left} without a result");
        Assert.Equal(0, left);
        Assert.InRange(pages, 1, 250);
    }
}
