using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Applications;

public sealed class ApplicantTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public ApplicantTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task An_unfinished_draft_is_reminded_of_twice_and_a_sent_or_withdrawn_one_never()
    {
        var round = await RoundAsync();
        var (late, gone) = (await StartedAsync(round), await StartedAsync(round));
        Assert.Null((await new WithdrawApplication(database.Db).RunAsync(gone.Person, gone.Draft, "Changed our mind")).Refused);
        async Task<int> LookAsync(string now)
        {
            database.Clock.MoveTo(now);
            return (await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => new RemindOfClosing(database.Db, new Office(), database.Clock).RunAsync())))).Sum();
        }
        Assert.Equal(0, await LookAsync("2026-01-26 16:59")); // closes on 2 February at 5pm
        Assert.Equal(1, await LookAsync("2026-01-26 17:00"));
        Assert.Equal(0, await LookAsync("2026-01-30 09:00"));
        Assert.Equal(1, await LookAsync("2026-01-31 17:00"));
        Assert.Equal(0, await LookAsync("2026-02-02 17:01"));
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "SubjectId = @Draft and Subject like 'Your application is not sent yet%'", new { late.Draft }));
        Assert.Equal(0, await database.CountAsync("OutboxEmail", "SubjectId = @Draft and Subject like 'Your application is not sent yet%'", new { gone.Draft }));
        // A portal that stood still sends the later reminder only.
        database.Clock.MoveTo("2026-01-20 12:00");
        var other = await StartedAsync(round);
        Assert.Equal(1, await LookAsync("2026-02-01 09:00"));
        Assert.Equal(0, await LookAsync("2026-02-01 10:00"));
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "SubjectId = @Draft and Subject like 'Your application is not sent yet%'", new { other.Draft }));
    }

    [Fact]
    public async Task A_draft_starts_with_the_words_of_an_earlier_application_of_the_same_organisation()
    {
        var round = await RoundAsync();
        var first = await StartedAsync(round);
        var bid = await scenario.BidAsync(round, first.Organisation, first.Person);
        Assert.Null((await new WithdrawApplication(database.Db).RunAsync(first.Person, first.Draft, "Not needed")).Refused);
        var next = await scenario.RoundAsync(await scenario.PersonAsync(Role.CommissioningOfficer), [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]);
        var start = new StartApplication(database.Db);
        var earlier = Assert.Single(await start.EarlierAsync(first.Person));
        var draft = (await start.RunAsync(first.Person, next, first.Organisation, earlier.Id)).Value;
        var view = await new MyApplication(database.Db).GetAsync(first.Person, draft);
        Assert.Equal(earlier.ProjectName, view.Application.ProjectName);
        Assert.Equal(view.Setup.Questions.Count, view.Content.Answers.Count);
        Assert.NotEmpty(view.Content.Outcomes);
        Assert.Null(view.Application.AmountRequested);
        Assert.Empty(view.Content.Budget);
        // Somebody else's words are not there to be taken.
        var stranger = await scenario.PersonAsync(Role.Applicant);
        var own = await scenario.OrganisationAsync(stranger, "Strangers");
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() => start.RunAsync(stranger, next, own, bid));
    }

    [Fact]
    public async Task A_kind_of_organisation_that_the_round_is_not_for_is_told_what_fits()
    {
        var round = await RoundAsync(Scenario.Details() with { EligibleKinds = ["Council or public body"], OtherScheme = "Groups can apply to the People Zones." });
        var person = await scenario.PersonAsync(Role.Applicant);
        var outcome = await new StartApplication(database.Db).RunAsync(person, round, await scenario.OrganisationAsync(person, "Friends", "Charity"));
        Assert.Equal("This round is for these kinds of organisation: Council or public body. Groups can apply to the People Zones.", outcome.Refused!.Sentence);
        Assert.Null((await new StartApplication(database.Db).RunAsync(person, round, await scenario.OrganisationAsync(person, "Council", "Council or public body"))).Refused);
    }

    [Fact]
    public async Task A_new_decision_date_is_told_to_everybody_with_an_application_and_stays_to_be_seen()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await RoundAsync();
        await StartedAsync(round);
        await StartedAsync(round);
        var change = new ChangeDecisionDate(database.Db, new Office());
        async Task<string> Sentence(DateOnly date, string? reason) => (await change.RunAsync(officer, round, date, reason)).Refused!.Sentence;
        Assert.Equal("The new date must be in the future and after the round closes", await Sentence(new(2026, 2, 2), "Because"));
        Assert.Equal("A decision is expected on 16 March 2026 already", await Sentence(new(2026, 3, 16), "Because"));
        Assert.StartsWith("Say in up to 500 characters why", await Sentence(new(2026, 3, 30), " "), StringComparison.Ordinal);
        Assert.Equal(0, await database.CountAsync("OutboxEmail"));
        Assert.Null((await change.RunAsync(officer, round, new(2026, 3, 30), "More bids than we planned for")).Refused);
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "Subject like 'New date for a decision%'"));
        Assert.Equal((new DateOnly(2026, 3, 16), "More bids than we planned for"), ((await change.HistoryAsync(round)).Single().Before, (await change.HistoryAsync(round)).Single().Reason));
    }

    private async Task<Guid> RoundAsync(RoundDetails? details = null) =>
        await scenario.RoundAsync(await scenario.PersonAsync(Role.CommissioningOfficer), [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)], details);

    private async Task<(Actor Person, Guid Organisation, Guid Draft)> StartedAsync(Guid round)
    {
        var person = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(person, $"Friends of {person.Name}");
        return (person, organisation, (await new StartApplication(database.Db).RunAsync(person, round, organisation)).Value);
    }

    public void Dispose() => database.Dispose();
}
