using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Features.Moderation;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Decisions;

public sealed class RollingRoundTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task A_rolling_round_decides_applications_while_open_and_reduces_the_pot()
    {
        var (officer, approver) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.Approver)
        );
        Actor[] panel =
        [
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.PanelMember),
            await host.Scenario.PersonAsync(Role.PanelMember),
        ];
        var round = await host.Scenario.RoundAsync(
            officer,
            panel,
            Scenario.Details() with
            {
                Pot = Money.FromPounds(12_000),
                Policy = new() { Rolling = true },
            }
        );
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        async Task<Guid> ApplicationAsync(string group, int points)
        {
            var application = await host.Scenario.ApplicationAsync(
                round,
                await host.Scenario.OrganisationAsync(applicant, group),
                applicant,
                $"Project {group}"
            );
            if (points > 0)
                foreach (var assessor in panel)
                    await host.Scenario.AssignedAsync(application, assessor, points, points, points, points, points);
            return application;
        }
        async Task DecideAsync()
        {
            Assert.Null(
                (
                    await host.WithAsync<AgreeMeans, Result<int>>(agree =>
                        agree.RunAsync(officer, round, new(panel.Select(member => member.Id).ToList(), null))
                    )
                ).FirstRefusal
            );
            Assert.Null((await host.WithAsync<MakeRecommendation, Result>(make => make.RunAsync(officer, round))).FirstRefusal);
            Assert.Empty(await host.RefusalsAsync<DecideRound>(decide => decide.RunAsync(approver, round, DecideRound.AsRecommended)));
            Assert.Null((await host.WithAsync<StartLetters, Result>(start => start.RunAsync(officer, round, anyway: true))).FirstRefusal);
            await RoundInStages.MakeLettersAsync(host, round);
            Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunAsync(officer, round))).FirstRefusal);
        }

        var first = await ApplicationAsync("A", 5);
        await ApplicationAsync("Later", 0);
        Assert.Null((await host.WithAsync<SetThreshold, Result>(set => set.RunAsync(officer, round, 60))).FirstRefusal);
        await DecideAsync();
        var staff = await host.AsAsync(officer);
        var paper = await staff.OpenAsync(Links.Decisions.Paper(round));
        paper.AssertSays(
            "The panel recommends 1 project for grants that add up to £5,000.00, out of the £12,000.00 that is left of a pot of £12,000.00."
        );
        (await host.Visitor().OpenAsync(Links.Funds.Guidance(round))).AssertSays("£12,000, of which £7,000 is left");
        Assert.Equal(
            "This application has been decided. Contact us if you no longer want the grant.",
            (await host.WithAsync<WithdrawApplication, Result>(withdraw => withdraw.RunAsync(applicant, first, null)))
                .FirstRefusal!
                .Sentence
        );

        await ApplicationAsync("B", 4);
        await ApplicationAsync("C", 3); // Passes, and asks for £5,000.00 when £2,000.00 is left.
        await DecideAsync();
        (await staff.OpenAsync(Links.Decisions.Paper(round))).AssertSays("Asked for £5,000.00 when £2,000.00 of the pot was left");
        (await staff.OpenAsync(Links.Decisions.Paper(round) + "?number=1")).AssertSays(
            "grants that add up to £5,000.00, out of the £12,000.00"
        );
        Assert.Equal(
            [1, 2],
            await host.Db.QueryAsync<int>(
                "select Number from Award where RoundId = @round and OfferedAt is not null order by Number",
                new { round }
            )
        );
        Assert.Equal(
            3,
            await host.Db.ScalarAsync<int>(
                "select count(*) from Letter l join Application a on a.Id = l.ApplicationId where a.RoundId = @round and l.State = 'Sent'",
                new { round }
            )
        );
        await TallyAssert.MatchesAsync(host.Db, round);
        Assert.Equal(
            "No application with an agreed score is waiting for a recommendation",
            (await host.WithAsync<MakeRecommendation, Result>(make => make.RunAsync(officer, round))).FirstRefusal!.Sentence
        );
        (await host.Visitor().OpenAsync(Links.Funds.Guidance(round))).AssertSays("Check if you can apply");

        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update RoundTally set Awarded = @Awarded where RoundId = @round",
                new { round, Awarded = Money.FromPounds(11_900) }
            )
        );
        (await host.Visitor().OpenAsync(Links.Funds.Guidance(round))).AssertSays(
            "The money of this round has been awarded: £100 of £12,000 is left"
        );
    }

    [Fact]
    public async Task The_round_policy_page_saves_and_publishes_choices_and_keeps_what_it_cannot_read()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        host.Clock.MoveTo("2026-01-01 12:00");
        var round = (
            await host.WithAsync<Commissioning.Features.Funds.CreateRound, Result<Guid>>(create =>
                create.RunAsync(officer, new("Policy Fund", "PF", Scenario.Details()))
            )
        ).Value;
        var page = await (await host.AsAsync(officer)).OpenAsync(Links.Funds.Policy(round));
        page = await page.Choose("Yes, by priority")
            .Fill("Parts that are kept (optional)", "Road Safety 30,000")
            .Fill("Most applications for one area (optional)", "two")
            .PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Write \"Road Safety 30,000\" as a name, a colon and an amount, for example Road Safety: 50,000");
        page.AssertError("Enter a whole number, or leave it empty");
        page = await page.Fill("Parts that are kept (optional)", "Road Safety: 30,000")
            .Fill("Most applications for one area (optional)", "2")
            .PressAsync("Save");
        page.AssertSays("The rules for deciding applications are saved");
        var policy = (await host.Db.ReadAsync(work => Commissioning.Features.Funds.RoundReader.GetAsync(work, round))).Policy;
        Assert.Equal([new PotShare("Road Safety", Money.FromPounds(30_000))], policy.Shares);
        Assert.Equal([new Limit(LimitBy.Area, 2, null)], policy.Limits);
    }
}
