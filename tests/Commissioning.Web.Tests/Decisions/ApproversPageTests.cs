using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Features.Decisions;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Decisions;

public sealed class ApproversPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_round_is_decided_by_those_who_are_named_for_it()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var other = await host.Scenario.PersonAsync(Role.Approver);
        var browser = await host.AsAsync(stages.Officer);
        var page = await (await browser.OpenAsync(Links.Funds.Round(stages.Round))).FollowAsync("Who decides this round");
        await page.Choose(stages.Approver.Name).PressAsync("Save");
        Assert.Contains(
            $"Decided by: none -> {stages.Approver.Name}",
            await host.Db.ScalarAsync<string>(
                "select max(Detail) from AuditEntry where SubjectId = @Round and Action = 'RoundApproversNamed'",
                new { stages.Round }
            ),
            StringComparison.Ordinal
        );
        var (mine, others) = (await RoundsAsync(stages.Approver), await RoundsAsync(other));
        await stages.RecommendedAsync();
        Assert.Equal((mine + 1, others), (await RoundsAsync(stages.Approver), await RoundsAsync(other)));
        (await (await host.AsAsync(other)).OpenAsync(Links.Decisions.Decide(stages.Round))).AssertSays(
            $"This round is for {stages.Approver.Name} to decide."
        );
        Assert.NotEmpty(await host.RefusalsAsync<DecideRound>(decide => decide.RunAsync(other, stages.Round, DecideRound.AsRecommended)));
        Assert.Null(await host.Db.ScalarAsync<DateTime?>("select DecidedAt from Round where Id = @Round", new { stages.Round }));

        // Who made the recommendation may not name who decides on it; a second person may.
        page = await (await browser.OpenAsync(Links.Decisions.Approvers(stages.Round)))
            .Choose(other.Name)
            .PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("You made the recommendation, so someone else must name who decides on it");
        var second = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        await (await second.OpenAsync(Links.Decisions.Approvers(stages.Round))).Choose(other.Name).PressAsync("Save");
        Assert.Equal(others + 1, await RoundsAsync(other));
        Assert.Empty(await host.RefusalsAsync<DecideRound>(decide => decide.RunAsync(other, stages.Round, DecideRound.AsRecommended)));
    }

    [Fact]
    public async Task A_round_whose_approver_has_left_is_open_to_everybody_with_the_right()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var gone = await host.Scenario.PersonAsync(Role.Approver);
        var second = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var open = await RoundsAsync(stages.Approver);
        Assert.Empty(await host.RefusalsAsync<RoundApprovers>(set => set.SetAsync(second, stages.Round, [gone.Id])));
        Assert.Equal(open - 1, await RoundsAsync(stages.Approver));
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from PersonRole where PersonId = @Id", new { gone.Id }));
        Assert.Equal(open, await RoundsAsync(stages.Approver));
        await stages.DecideAsync();
    }

    [Fact]
    public async Task An_application_in_which_the_approver_has_an_interest_waits_for_the_others()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var other = await host.Scenario.PersonAsync(Role.Approver);
        var second = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Empty(await host.RefusalsAsync<RoundApprovers>(set => set.SetAsync(second, stages.Round, [stages.Approver.Id])));
        var (first, until) = (stages.Applications[0].Id, new DateOnly(2026, 4, 30));
        Assert.Empty(
            await host.RefusalsAsync<DecideRound>(decide =>
                decide.RunAsync(
                    stages.Approver,
                    stages.Round,
                    DecideRound.AsRecommended with
                    {
                        HasInterests = true,
                        Interests = [new(first, "I work or volunteer for the organisation", "Trustee")],
                        OthersDecideBy = until,
                    }
                )
            )
        );
        var view = await host.WithAsync<DecideDeferred, FurtherDecision.View>(deferred => deferred.GetAsync(other, first));
        Assert.Null(view.WhyNot);
        Assert.Equal(1, await CountAsync(other, WaitingKind.Deferred));
        Assert.Equal(1, await CountAsync(stages.Approver, WaitingKind.Deferred));
    }

    [Fact]
    public async Task Nobody_names_themselves_or_somebody_without_the_right()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("insert into PersonRole (PersonId, Role) values (@Id, 'Approver')", new { stages.Officer.Id })
        );
        Assert.Equal("Someone else must name you", (await NameAsync(stages.Officer.Id)).Sentence);
        Assert.Equal("Choose people who may decide", (await NameAsync(stages.Panel[0].Id)).Sentence);

        async Task<Refusal> NameAsync(Guid person) =>
            Assert.Single(await host.RefusalsAsync<RoundApprovers>(set => set.SetAsync(stages.Officer, stages.Round, [person])));
    }

    private Task<int> RoundsAsync(Actor person) => CountAsync(person, WaitingKind.Decision);

    private async Task<int> CountAsync(Actor person, WaitingKind kind) =>
        (await host.Db.ReadAsync(work => WaitingQueries.OfAsync(work, person, [Role.Approver])))
            .Where(one => one.Kind == kind)
            .Sum(one => one.Count);
}
