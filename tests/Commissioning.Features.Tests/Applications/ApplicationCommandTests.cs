using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Applications;

public sealed class ApplicationCommandTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public ApplicationCommandTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task An_unfinished_draft_is_reminded_twice_and_a_submitted_or_withdrawn_one_never()
    {
        var round = await RoundAsync();
        var (late, gone) = (await StartedAsync(round), await StartedAsync(round));
        Assert.Null(
            (await new WithdrawApplication(database.Db, new Office()).RunAsync(gone.Person, gone.Draft, "Changed our mind")).FirstRefusal
        );
        async Task<int> LookAsync(string now)
        {
            database.Clock.MoveTo(now);
            return (
                await Task.WhenAll(
                    Enumerable
                        .Range(0, 2)
                        .Select(_ => Task.Run(() => new RemindOfClosing(database.Db, new Office(), database.Clock).RunAsync()))
                )
            ).Sum();
        }
        Assert.Equal(0, await LookAsync("2026-01-26 16:59")); // Closes on 2 February at 5pm.
        Assert.Equal(1, await LookAsync("2026-01-26 17:00"));
        Assert.Equal(0, await LookAsync("2026-01-30 09:00"));
        Assert.Equal(1, await LookAsync("2026-01-31 17:00"));
        Assert.Equal(0, await LookAsync("2026-02-02 17:01"));
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "SubjectId = @Draft and Kind = 'ClosingReminder'", new { late.Draft }));
        Assert.Equal(0, await database.CountAsync("OutboxEmail", "SubjectId = @Draft and Kind = 'ClosingReminder'", new { gone.Draft }));
        // After downtime only the later reminder is sent.
        database.Clock.MoveTo("2026-01-20 12:00");
        var other = await StartedAsync(round);
        Assert.Equal(1, await LookAsync("2026-02-01 09:00"));
        Assert.Equal(0, await LookAsync("2026-02-01 10:00"));
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "SubjectId = @Draft and Kind = 'ClosingReminder'", new { other.Draft }));
    }

    [Fact]
    public async Task A_draft_starts_with_the_text_of_an_earlier_application_of_the_same_organisation()
    {
        var round = await RoundAsync();
        var first = await StartedAsync(round);
        var application = await scenario.ApplicationAsync(round, first.Organisation, first.Person);
        Assert.Null(
            (await new WithdrawApplication(database.Db, new Office()).RunAsync(first.Person, first.Draft, "Not needed")).FirstRefusal
        );
        var next = await scenario.RoundAsync(
            await scenario.PersonAsync(Role.CommissioningOfficer),
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var start = new StartApplication(database.Db);
        var earlier = Assert.Single(await start.EarlierAsync(first.Person));
        var draft = (await start.RunAsync(first.Person, next, first.Organisation, await scenario.EligibleAsync(next), earlier.Id)).Value;
        var view = await new MyApplication(database.Db).GetAsync(first.Person, draft);
        Assert.Equal(earlier.ProjectName, view.Application.ProjectName);
        Assert.Equal(view.Setup.Questions.Count, view.Content.Answers.Count);
        Assert.NotEmpty(view.Content.Outcomes);
        Assert.Null(view.Application.AmountRequested);
        Assert.Empty(view.Content.Budget);
        // Another person's text cannot be copied.
        var check = await scenario.EligibleAsync(next);
        var stranger = await scenario.PersonAsync(Role.Applicant);
        var own = await scenario.OrganisationAsync(stranger, "Strangers");
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() => start.RunAsync(stranger, next, own, check, application));
    }

    [Fact]
    public async Task An_organisation_of_a_kind_the_round_excludes_is_told_which_fund_fits()
    {
        var round = await RoundAsync(
            Scenario.Details() with
            {
                EligibleKinds = ["Council or public body"],
                OtherFund = "Groups can apply to the People Zones.",
            }
        );
        var person = await scenario.PersonAsync(Role.Applicant);
        var outcome = await new StartApplication(database.Db).RunAsync(
            person,
            round,
            await scenario.OrganisationAsync(person, "Friends", "Charity"),
            await scenario.EligibleAsync(round)
        );
        Assert.Equal(
            "This round is for these kinds of organisation: Council or public body. Groups can apply to the People Zones.",
            outcome.FirstRefusal!.Sentence
        );
        Assert.Null(
            (
                await new StartApplication(database.Db).RunAsync(
                    person,
                    round,
                    await scenario.OrganisationAsync(person, "Council", "Council or public body"),
                    await scenario.EligibleAsync(round)
                )
            ).FirstRefusal
        );
    }

    [Fact]
    public async Task A_new_decision_date_is_emailed_to_every_applicant_and_shown_afterwards()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await RoundAsync();
        await StartedAsync(round);
        await StartedAsync(round);
        var change = new ChangeDecisionDate(database.Db, new Office());
        async Task<string> Sentence(DateOnly date, string? reason) =>
            (await change.RunAsync(officer, round, date, reason)).FirstRefusal!.Sentence;
        Assert.Equal("The new date must be in the future and after the round closes", await Sentence(new(2026, 2, 2), "Because"));
        Assert.Equal("A decision is already expected on 16 March 2026", await Sentence(new(2026, 3, 16), "Because"));
        Assert.StartsWith("Say in up to 500 characters why", await Sentence(new(2026, 3, 30), " "), StringComparison.Ordinal);
        Assert.Equal(0, await database.CountAsync("OutboxEmail"));
        Assert.Null((await change.RunAsync(officer, round, new(2026, 3, 30), "More applications than we planned for")).FirstRefusal);
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "Kind = 'DecisionDateChanged'"));
        Assert.Equal(
            (new DateOnly(2026, 3, 16), "More applications than we planned for"),
            ((await change.HistoryAsync(round)).Single().Before, (await change.HistoryAsync(round)).Single().Reason)
        );
    }

    [Fact]
    public async Task A_paper_application_received_in_time_is_entered_after_closing_by_officers_only()
    {
        var (officer, colleague) = (
            await scenario.PersonAsync(Role.CommissioningOfficer),
            await scenario.PersonAsync(Role.CommissioningOfficer)
        );
        var round = await RoundAsync();
        database.Clock.MoveTo("2026-02-05 10:00"); // Closed on 2 February.
        var enter = new EnterApplication(database.Db);
        var details = new OrganisationDetails
        {
            Name = "Paper Group",
            Kind = "Unregistered group",
            AddressLine = "1 Test Street",
            Town = "Leicester",
            Postcode = "LE1 9ZZ",
            Area = "Leicester",
            Phone = "0116 496 0001",
        };
        var command = new EnterApplication.Command(Channel.Paper, new(2026, 2, 2), details, "group@test.example");
        async Task<string> Sentence(EnterApplication.Command bad) => (await enter.RunAsync(officer, round, bad)).FirstRefusal!.Sentence;
        Assert.StartsWith(
            "Enter a date between 5 January 2026 and 2 February 2026",
            await Sentence(command with { ReceivedOn = new(2026, 2, 3) }),
            StringComparison.Ordinal
        );
        Assert.Equal("Enter the organisation's name", await Sentence(command with { Organisation = details with { Name = "" } }));
        var draft = (await enter.RunAsync(officer, round, command)).Value;
        Assert.Equal("Paper Group already has an application in this round", await Sentence(command));

        // A colleague may continue it; the group's members and other applicants may not edit it.
        var save = new SaveAnswer(database.Db);
        var question = (await save.GetAsync(colleague, draft, "Need", null)).Questions[0];
        Assert.Null((await save.RunAsync(colleague, draft, "Need", 0, question, "As written on the form")).FirstRefusal);
        var member = await scenario.PersonAsync(Role.Applicant);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) select OrganisationId, @Id, @Now from Application where Id = @draft",
                new
                {
                    member.Id,
                    draft,
                    work.Now,
                }
            )
        );
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() => save.GetAsync(member, draft, "Need", null));
        Assert.Empty(await new MyApplications(database.Db).ListAsync(member));
        // An online draft stays closed to officers. No one is reminded of a draft that they may not edit, and the group is told of a new
        // date at the address it gave.
        database.Clock.MoveTo("2026-02-01 10:00");
        Assert.Equal(0, await new RemindOfClosing(database.Db, new Office(), database.Clock).RunAsync());
        Assert.Null(
            (
                await new ChangeDecisionDate(database.Db, new Office()).RunAsync(officer, round, new(2026, 4, 1), "Many applications")
            ).FirstRefusal
        );
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "ToAddress = 'group@test.example'"));
        database.Clock.MoveTo("2026-01-20 10:00");
        var online = await StartedAsync(round);
        database.Clock.MoveTo("2026-02-05 10:00");
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() => save.GetAsync(officer, online.Draft, "Need", null));
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Round set ThresholdSetAt = @Now where Id = @round", new { round, work.Now })
        );
        Assert.NotNull((await save.RunAsync(officer, draft, "Need", 1, question, "Too late")).FirstRefusal);
    }

    [Fact]
    public async Task Equality_answers_are_encrypted_given_once_and_summarised_without_small_numbers()
    {
        var round = await RoundAsync();
        var monitoring = new EqualityMonitoring(
            database.Db,
            new(new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider())
        );
        for (var i = 0; i < 6; i++)
        {
            var person = await scenario.PersonAsync(Role.Applicant);
            var application = await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(person, $"Group {i}"), person);
            Assert.True(await monitoring.MayAnswerAsync(person, application));
            Assert.Null(
                (
                    await monitoring.SaveAsync(
                        person,
                        application,
                        new Dictionary<string, IReadOnlyList<string>>
                        {
                            ["age"] = i == 0 ? ["12 to 17"] : ["65 and over"],
                            ["disability"] = ["Yes", "Not an option"],
                            ["colour"] = ["Blue"],
                        }
                    )
                ).FirstRefusal
            );
            Assert.Equal(
                "These questions have already been answered",
                (await monitoring.SaveAsync(person, application, new Dictionary<string, IReadOnlyList<string>>())).FirstRefusal!.Sentence
            );
            Assert.False(await monitoring.MayAnswerAsync(person, application));
        }
        var draft = await StartedAsync(round);
        Assert.Equal(
            "You can answer these questions after the application is sent",
            (await monitoring.SaveAsync(draft.Person, draft.Draft, new Dictionary<string, IReadOnlyList<string>>())).FirstRefusal!.Sentence
        );
        var summary = await monitoring.SummaryAsync(round);
        Assert.Equal((6, 6), (summary.Answered, summary.Applications));
        Assert.Equal(["0", "Not shown", "0", "0", "Not shown", "0"], summary.Counts[0].Options.Select(option => option.Shown));
        Assert.Equal("6", summary.Counts[3].Options[0].Shown);
        // Encrypted text is letters, digits, hyphens and underscores; the blank and the quotes can only come from plain text.
        Assert.Equal(0, await database.CountAsync("EqualityAnswer", "Encrypted like '%65 and over%' or Encrypted like '%\"age\"%'"));
    }

    private async Task<Guid> RoundAsync(RoundDetails? details = null) =>
        await scenario.RoundAsync(
            await scenario.PersonAsync(Role.CommissioningOfficer),
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)],
            details
        );

    private async Task<(Actor Person, Guid Organisation, Guid Draft)> StartedAsync(Guid round)
    {
        var person = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(person, $"Friends of {person.Name}");
        return (
            person,
            organisation,
            (await new StartApplication(database.Db).RunAsync(person, round, organisation, await scenario.EligibleAsync(round))).Value
        );
    }

    public void Dispose() => database.Dispose();
}
