using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.DueDiligence;

public sealed class StopFlagTests : IAsyncLifetime
{
    private const string Why = "The bank told us that the account is the treasurer's own",
        Cleared = "The bank confirmed in writing that it was a mistake";
    private readonly TestDatabase database = new();
    private Actor placer = null!,
        asker = null!,
        third = null!,
        lead = null!;
    private Guid organisation;

    public async Task InitializeAsync()
    {
        var scenario = new Scenario(database.Db, database.Clock);
        placer = await scenario.PersonAsync(Role.CommissioningOfficer);
        asker = await scenario.PersonAsync(Role.CommissioningOfficer);
        third = await scenario.PersonAsync(Role.CommissioningOfficer);
        lead = await scenario.PersonAsync(Role.ConcernLead);
        organisation = await scenario.OrganisationAsync(await scenario.PersonAsync(Role.Applicant), "Elm Park Trust");
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    private AskToLiftStopFlag Ask => new(database.Db, database.Encryption);
    private AnswerStopFlagLift Answer => new(database.Db, database.Encryption);

    private async Task<Guid> PlacedAsync(StopFlagKind kind, DateOnly? until = null)
    {
        Assert.Null(
            (await new PlaceStopFlag(database.Db, database.Encryption).RunAsync(placer, organisation, kind, Why, null, until)).FirstRefusal
        );
        return await database.Db.ScalarAsync<Guid>("select Id from StopFlag where OrganisationId = @organisation", new { organisation });
    }

    private Task<IReadOnlyList<CrossCheckQueries.Flag>> InForceAsync() =>
        database.Db.ReadAsync(work => CrossCheckQueries.FlagsAsync(work, organisation));

    [Fact]
    public async Task A_stop_flag_is_lifted_by_two_people_and_neither_placed_it_as_the_second()
    {
        var flag = await PlacedAsync(StopFlagKind.Money);
        Assert.Equal("liftReason", (await Ask.RunAsync(placer, flag, "ok")).FirstRefusal!.Field);
        Assert.Equal("No one asks to lift this flag", (await Answer.RunAsync(third, flag, true, Cleared)).FirstRefusal!.Sentence);
        Assert.Null((await Ask.RunAsync(asker, flag, Cleared)).FirstRefusal);
        Assert.Single(await InForceAsync());
        Assert.StartsWith("You asked", (await Answer.RunAsync(asker, flag, true, Cleared)).FirstRefusal!.Sentence);
        Assert.StartsWith("You placed", (await Answer.RunAsync(placer, flag, true, Cleared)).FirstRefusal!.Sentence);
        Assert.Equal("secondNote", (await Answer.RunAsync(third, flag, true, "fine")).FirstRefusal!.Field);
        Assert.Single(await InForceAsync());
        Assert.Null((await Answer.RunAsync(third, flag, false, "The letter of the bank is about another account")).FirstRefusal);
        Assert.Single(await InForceAsync());
        Assert.Null((await Ask.RunAsync(asker, flag, Cleared)).FirstRefusal);
        Assert.Null((await Answer.RunAsync(third, flag, true, Cleared)).FirstRefusal);
        Assert.Empty(await InForceAsync());
        Assert.Contains("lifted this flag", (await Answer.RunAsync(third, flag, true, Cleared)).FirstRefusal!.Sentence);
    }

    [Fact]
    public async Task A_stop_flag_with_a_last_day_ends_with_it()
    {
        await PlacedAsync(StopFlagKind.Governance, database.Clock.Today());
        Assert.Single(await InForceAsync());
        database.Clock.Offset += TimeSpan.FromDays(2);
        Assert.Empty(await InForceAsync());
    }

    [Fact]
    public async Task A_police_or_fraud_flag_needs_a_lead_and_its_texts_are_nowhere_in_clear()
    {
        Assert.Equal(
            "neutralReason",
            (
                await new PlaceStopFlag(database.Db, database.Encryption).RunAsync(
                    placer,
                    organisation,
                    StopFlagKind.PoliceOrFraud,
                    Why,
                    "Police matter",
                    null
                )
            )
                .FirstRefusal!
                .Field
        );
        var flag = await PlacedAsync(StopFlagKind.PoliceOrFraud);
        Assert.Null((await Ask.RunAsync(asker, flag, Cleared)).FirstRefusal);
        Assert.StartsWith("A lead for concerns", (await Answer.RunAsync(third, flag, true, Cleared)).FirstRefusal!.Sentence);
        var read = await new ReadStopFlag(database.Db, database.Encryption).RunAsync(lead, flag);
        Assert.Equal((Why, Cleared), (read.Reason, read.AskReason));
        Assert.Null((await Answer.RunAsync(lead, flag, true, "I spoke to the officer in the case myself")).FirstRefusal);
        Assert.Empty(await InForceAsync());
        foreach (var words in new[] { Why, Cleared, "I spoke to the officer" })
        {
            Assert.Equal(
                0,
                await database.CountAsync("AuditEntry", $"Detail like '%{words.Replace("'", "''", StringComparison.Ordinal)}%'")
            );
            Assert.Equal(
                0,
                await database.CountAsync(
                    "StopFlag",
                    $"Reason like '%{words.Replace("'", "''", StringComparison.Ordinal)}%' or AskReason is not null or LiftReason is not null"
                )
            );
        }
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'StopFlagRead'"));
    }

    [Fact]
    public async Task A_verdict_on_a_police_or_fraud_flag_may_not_say_what_the_matter_is()
    {
        const string neutral = "The treasurer has left and the new papers have come";
        var scenario = new Scenario(database.Db, database.Clock);
        var round = await scenario.RoundAsync(
            placer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var application = await scenario.ApplicationAsync(round, organisation, await scenario.PersonAsync(Role.Applicant), assessed: false);
        await PlacedAsync(StopFlagKind.PoliceOrFraud);
        await database.PlanChecks().RunAsync();
        async Task<Findings.Finding> FlagAsync() =>
            (await database.Db.ReadAsync(work => Findings.OfAsync(work, application))).Single(one => one.Kind == FindingKind.StopFlag);
        var found = await FlagAsync();
        var (decide, agree) = (new DecideFinding(database.Db), new AgreeWithFinding(database.Db));
        var refused = (
            await decide.RunAsync(
                asker,
                found.Id,
                found.Version,
                FindingVerdict.NoConcern,
                "The police say that the treasurer stole nothing"
            )
        ).FirstRefusal!;
        Assert.Equal(
            ("What others read must not say what the matter is. Take out \"police\".", "reason"),
            (refused.Sentence, refused.Field)
        );
        Assert.Null((await decide.RunAsync(asker, found.Id, found.Version, FindingVerdict.NoConcern, neutral)).FirstRefusal);
        found = await FlagAsync();
        Assert.Equal(
            "secondNote",
            (await agree.RunAsync(third, found.Id, found.Version, true, "The fraud team told me that it is closed")).FirstRefusal!.Field
        );
        Assert.Null((await agree.RunAsync(third, found.Id, found.Version, true, neutral)).FirstRefusal);
        Assert.Equal(0, await database.CountAsync("AuditEntry", "Detail like '%stole%' or Detail like '%fraud team%'"));
    }
}
