using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Testing;

namespace Commissioning.Web.Tests;

/// <summary>A round taken through its stages by the use cases themselves: two bids above the line of 60%, one below.</summary>
internal sealed class RoundInStages(PortalHost host)
{
    public Actor Officer { get; private set; } = null!;
    public Actor Approver { get; private set; } = null!;
    public IReadOnlyList<Actor> Panel { get; private set; } = [];
    public Guid Round { get; private set; }
    public IReadOnlyList<Bid> Bids { get; private set; } = [];

    public sealed record Bid(Guid Id, Actor Applicant, Guid Organisation);

    public static async Task<RoundInStages> ModeratedAsync(PortalHost host, RoundDetails? details = null, params decimal[] pounds)
    {
        var stages = new RoundInStages(host) { Officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer), Approver = await host.Scenario.PersonAsync(Role.Approver) };
        stages.Panel = [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)];
        stages.Round = await host.Scenario.RoundAsync(stages.Officer, stages.Panel, details);
        var bids = new List<Bid>();
        var points = new[] { 5, 4, 2 };
        for (var i = 0; i < 3; i++)
        {
            var applicant = await host.Scenario.PersonAsync(Role.Applicant);
            var organisation = await host.Scenario.OrganisationAsync(applicant, $"Group {(char)('A' + i)}");
            bids.Add(new(await host.Scenario.BidAsync(stages.Round, organisation, applicant, $"Project {(char)('A' + i)}", pounds.Length > i ? pounds[i] : 5000), applicant, organisation));
            foreach (var marker in stages.Panel) await host.Scenario.AssignedAsync(bids[i].Id, marker, points[i], points[i], points[i], points[i], points[i]);
        }
        stages.Bids = bids;
        host.Clock.MoveTo("2026-02-23 10:00");
        Done((await host.WithAsync<AgreeMeans, Outcome<int>>(agree => agree.RunAsync(stages.Officer, stages.Round, new(stages.Panel.Select(member => member.Id).ToList(), null)))).Refused);
        Done((await host.WithAsync<RoundLine, Outcome>(line => line.SetThresholdAsync(stages.Officer, stages.Round, 60))).Refused);
        return stages;
    }

    public async Task<RoundInStages> RecommendedAsync()
    {
        Done((await host.WithAsync<MakeRecommendation, Outcome>(make => make.RunAsync(Officer, Round))).Refused);
        return this;
    }

    public async Task<RoundInStages> DecidedAsync()
    {
        await RecommendedAsync();
        var refusals = await host.WithAsync<DecideRound, IReadOnlyList<Refusal>>(decide => decide.RunAsync(Approver, Round, new([], "None", null)));
        Done(refusals.Count > 0 ? refusals[0] : null);
        return this;
    }

    public async Task<RoundInStages> LettersMadeAsync()
    {
        await DecidedAsync();
        Done((await host.WithAsync<StartLetters, Outcome>(start => start.RunAsync(Officer, Round))).Refused);
        await host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));
        return this;
    }

    public async Task<RoundInStages> AnnouncedAsync()
    {
        await LettersMadeAsync();
        Done((await host.WithAsync<ReleaseLetters, Outcome>(release => release.RunAsync(Officer, Round))).Refused);
        return this;
    }

    /// <summary>The first award, accepted.</summary>
    public async Task<Guid> AcceptedAsync()
    {
        await AnnouncedAsync();
        Done((await host.WithAsync<AcceptAward, Outcome>(accept => accept.RunAsync(Bids[0].Applicant, Bids[0].Id, "Amira Khan", true))).Refused);
        return await AwardAsync(0);
    }

    public async Task<Guid> AwardAsync(int bid) => Guid.Parse((await host.Db.ScalarAsync<string>("select Id from Award where ApplicationId = @Id", new { Bids[bid].Id }))!);

    private static void Done(Refusal? refusal) => Xunit.Assert.Null(refusal);
}
