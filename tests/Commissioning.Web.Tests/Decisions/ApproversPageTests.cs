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
        var second = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        var page = await (await second.OpenAsync(Links.Funds.Round(stages.Round))).FollowAsync("Who decides this round");
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
        Assert.Null(await NameAsync(stages, second, gone));
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
        Assert.Null(await NameAsync(stages, second, stages.Approver));
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
        Assert.Equal("Someone else must name you", await NameAsync(stages, stages.Officer, stages.Officer));
        Assert.Equal("Choose people who may decide", await NameAsync(stages, stages.Officer, stages.Panel[0]));
    }

    [Fact]
    public async Task Names_that_the_person_who_made_the_recommendation_gave_do_not_hold()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var other = await host.Scenario.PersonAsync(Role.Approver);
        var second = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Null(await NameAsync(stages, stages.Officer, stages.Approver));
        var open = await RoundsAsync(other);
        await stages.RecommendedAsync();
        Assert.Equal(open + 1, await RoundsAsync(other));
        (await (await host.AsAsync(other)).OpenAsync(Links.Decisions.Decide(stages.Round))).AssertDoesNotSay("This round is for");
        (await (await host.AsAsync(second)).OpenAsync(Links.Decisions.Approvers(stages.Round))).AssertSays(
            $"{stages.Officer.Name} made the recommendation and gave these names, so they do not hold. Everybody with the right to decide may decide, until someone else names people."
        );
        // Somebody else gives the same names.
        Assert.Null(await NameAsync(stages, second, stages.Approver));
        Assert.Equal(open, await RoundsAsync(other));
        // Whoever made a recommendation that a signer sent back will make the next one.
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update Recommendation set WithdrawnAt = @Now where RoundId = @Round", new { work.Now, stages.Round });
            return await work.ExecuteAsync("update Round set RecommendedAt = null where Id = @Round", new { stages.Round });
        });
        Assert.Equal(
            "You made the recommendation, so someone else must name who decides on it",
            await NameAsync(stages, stages.Officer, other)
        );
    }

    [Fact]
    public async Task Who_could_decide_after_it_does_not_give_a_round_back_to_everybody()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var second = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var both = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("insert into PersonRole (PersonId, Role) values (@Id, 'Approver')", new { both.Id })
        );
        // Nobody is named yet, so there is nothing to take back.
        Assert.Null(await NameAsync(stages, both));
        Assert.Null(await NameAsync(stages, second, stages.Approver));
        const string sentence = "You could decide the round then, so someone else must give it back to everybody with the right";
        Assert.Equal(sentence, await NameAsync(stages, both));
        Assert.Equal("You made the recommendation, so someone else must name who decides on it", await NameAsync(stages, stages.Officer));
        // One who made the recommendation cannot decide, so to name them alone is to name nobody.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("insert into PersonRole (PersonId, Role) values (@Id, 'Approver')", new { stages.Officer.Id })
        );
        Assert.Equal(sentence, await NameAsync(stages, both, stages.Officer));
        Assert.Null(await NameAsync(stages, second));
    }

    [Fact]
    public async Task What_another_officer_named_meanwhile_is_not_overwritten()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var other = await host.Scenario.PersonAsync(Role.Approver);
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Approvers(stages.Round));
        Assert.Null(await NameAsync(stages, await host.Scenario.PersonAsync(Role.CommissioningOfficer), other));
        page = await page.Choose(stages.Approver.Name).PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError(
            $"Someone else changed this round after you opened this page. It now names {other.Name}. Save again to name those whom you chose."
        );
        Assert.Equal(
            other.Id,
            await host.Db.ScalarAsync<Guid>("select PersonId from RoundApprover where RoundId = @Round", new { stages.Round })
        );
        await page.PressAsync("Save");
    }

    [Fact]
    public async Task The_audit_names_those_too_who_have_lost_the_right_since()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var gone = await host.Scenario.PersonAsync(Role.Approver);
        Assert.Null(await NameAsync(stages, stages.Officer, gone));
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from PersonRole where PersonId = @Id", new { gone.Id }));
        Assert.Null(await NameAsync(stages, stages.Officer, stages.Approver));
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "SubjectId = @Round and Action = 'RoundApproversNamed' and Detail like @Detail",
                new { stages.Round, Detail = $"%{gone.Name} -> {stages.Approver.Name}%" }
            )
        );
    }

    /// <returns>Why not, as a sentence.</returns>
    private async Task<string?> NameAsync(RoundInStages stages, Actor who, params Actor[] named)
    {
        var version = await host.Db.ScalarAsync<int>("select Version from Round where Id = @Round", new { stages.Round });
        return (
            await host.RefusalsAsync<RoundApprovers>(set =>
                set.SetAsync(who, stages.Round, version, [.. named.Select(person => person.Id)])
            )
        )
            .FirstOrDefault()
            ?.Sentence;
    }

    private Task<int> RoundsAsync(Actor person) => CountAsync(person, WaitingKind.Decision);

    private async Task<int> CountAsync(Actor person, WaitingKind kind) =>
        (await host.Db.ReadAsync(work => WaitingQueries.OfAsync(work, person, [Role.Approver])))
            .Where(one => one.Kind == kind)
            .Sum(one => one.Count);
}
