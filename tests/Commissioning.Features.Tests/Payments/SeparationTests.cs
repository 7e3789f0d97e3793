using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Payments;

/// <summary>People who chose an application do not pay it.</summary>
public sealed class SeparationTests : IAsyncLifetime
{
    private readonly PaymentFixture fixture = new();
    private Guid application;

    public async Task InitializeAsync()
    {
        await fixture.WithAwardsAsync(5000);
        application = await fixture.Database.Db.ScalarAsync<Guid>("select ApplicationId from Award");
    }

    [Fact]
    public async Task A_finance_officer_who_scored_an_application_neither_approves_nor_releases_its_payment()
    {
        var payment = await fixture.RequestedAsync(fixture.Awards[0], Money.FromPounds(1000));
        await ScoredAsync(fixture.Finance);
        Assert.StartsWith("You scored ", (await DecideAsync(payment)).FirstRefusal!.Sentence, StringComparison.Ordinal);
        Assert.True((await fixture.Decide.RunAsync(fixture.Finance, payment, false, "A refusal pays nobody")).IsDone);

        var other = await new Scenario(fixture.Database.Db, fixture.Database.Clock).PersonAsync(Role.FinanceOfficer);
        var approved = await fixture.RequestedAsync(fixture.Awards[0], Money.FromPounds(900));
        Assert.Null((await fixture.Decide.RunAsync(other, approved, true, null)).FirstRefusal);
        Assert.StartsWith(
            "You scored ",
            (await fixture.Make.RunAsync(fixture.Finance, [approved], PaymentFixture.Today)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        var run = (await fixture.Make.RunAsync(other, [approved], PaymentFixture.Today)).Value;
        Assert.StartsWith(
            "You scored ",
            (await fixture.Release.RunAsync(fixture.Finance, run)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null((await fixture.Release.RunAsync(fixture.Releaser, run)).FirstRefusal);
        Assert.StartsWith(
            "You scored ",
            (await fixture.Take.RunAsync(fixture.Finance, run)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null((await fixture.Take.RunAsync(other, run)).FirstRefusal);
    }

    [Fact]
    public async Task The_chief_finance_officer_lets_one_person_pay_one_application_with_a_reason_on_record()
    {
        var payment = await fixture.RequestedAsync(fixture.Awards[0], Money.FromPounds(1000));
        await ScoredAsync(fixture.Finance);
        var chief = await new Scenario(fixture.Database.Db, fixture.Database.Clock).PersonAsync(Role.ChiefFinanceOfficer);
        var except = new ExceptFromSeparation(fixture.Database.Db);
        Assert.Equal("exceptReason", (await except.RunAsync(chief, application, fixture.Finance.Id, " ")).FirstRefusal!.Field);
        await Assert.ThrowsAsync<NotFoundException>(() => except.RunAsync(chief, application, fixture.Officer.Id, "Not involved"));
        Assert.Null((await except.RunAsync(chief, application, fixture.Finance.Id, "The others are ill")).FirstRefusal);
        Assert.NotNull((await except.RunAsync(chief, application, fixture.Finance.Id, "Again")).FirstRefusal);
        Assert.Null((await DecideAsync(payment)).FirstRefusal);
        Assert.Equal(
            1,
            await fixture.Database.CountAsync("AuditEntry", "Action = 'SeparationExcepted' and Detail like '%The others are ill%'")
        );
    }

    private Task<Result> DecideAsync(Guid payment) => fixture.Decide.RunAsync(fixture.Finance, payment, true, null);

    private Task ScoredAsync(Actor person) =>
        fixture.Database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into ScoringAssignment (Id, RoundId, ApplicationId, AssessorId, Position, Conflict, Total, SubmittedAt, Version) select @Id, a.RoundId, a.Id, @Person, 1, 'None', 300, @Now, 1 from Application a where a.Id = @application",
                new
                {
                    Id = Guid.CreateVersion7(),
                    Person = person.Id,
                    application,
                    work.Now,
                }
            )
        );

    public Task DisposeAsync()
    {
        fixture.Dispose();
        return Task.CompletedTask;
    }
}
