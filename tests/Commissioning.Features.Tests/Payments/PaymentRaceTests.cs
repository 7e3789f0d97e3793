using System.Text;
using Commissioning.Domain;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Payments;

/// <summary>Two people do at the same moment what cannot both be with the money of an award.</summary>
public sealed class PaymentRaceTests : IDisposable
{
    private static readonly Money Part = Money.FromPounds(3000);
    private readonly PaymentsInPlace place = new();

    private static DecidePayment Decide(Db db) => new(db, new SubsidyAssessments(db, PaymentsInPlace.Office));

    private GiveBankDetails Bank(Db db) =>
        new(
            db,
            place.Database.Encryption,
            new FileStore(db, new FileStoreOptions { Root = Path.Combine(place.Database.Folder, "files") }, new ClamdOptions()),
            new MatchIndex(db)
        );

    [Fact]
    public async Task Two_requests_that_together_pass_the_award_are_not_both_taken()
    {
        await place.WithAwardsAsync(5000);
        var race = await Race.RunAsync(
            place.Database,
            db => new RequestPayment(db).RunAsync(place.Officer, place.Awards[0], Part, "A part", null, "another part"),
            sql => sql.StartsWith("insert into Payment ", StringComparison.Ordinal),
            db => new RequestPayment(db).RunAsync(place.Officer, place.Awards[0], Part, "A part", null, "another part")
        );
        Assert.Null(race.First);
        Assert.Contains("£2,000.00", race.Second, StringComparison.Ordinal);
        Assert.Equal(1, await place.Database.CountAsync("Payment"));
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task An_approval_is_of_the_time_before_a_stop_flag_that_waits_for_it()
    {
        await place.WithAwardsAsync(5000);
        var (payment, organisation) = (await place.RequestedAsync(place.Awards[0], Part), await OrganisationAsync(place.Awards[0]));
        var race = await Race.RunAsync(
            place.Database,
            db => Decide(db).RunAsync(place.Finance, payment, approve: true, null, "another part"),
            IsDecision,
            db => new StopFlags(db).FlagAsync(place.Officer, organisation, "The police are asking", null)
        );
        Assert.Equal(new(null, null), race);
        await AssertOrderAsync("PaymentApproved", "StopFlagPlaced");
        var (run, wrong) = await place.Make.RunAsync(place.Finance, [payment], PaymentsInPlace.Today);
        Assert.Null(run);
        Assert.EndsWith("Stop flag: The police are asking", Assert.Single(wrong).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_is_refused_for_a_stop_flag_that_is_being_placed()
    {
        await place.WithAwardsAsync(5000);
        var (payment, organisation) = (await place.RequestedAsync(place.Awards[0], Part), await OrganisationAsync(place.Awards[0]));
        var race = await Race.RunAsync(
            place.Database,
            db => new StopFlags(db).FlagAsync(place.Officer, organisation, "The police are asking", null),
            sql => sql.StartsWith("insert into StopFlag", StringComparison.Ordinal),
            db => Decide(db).RunAsync(place.Finance, payment, approve: true, null, "another part")
        );
        Assert.Equal(new(null, "This payment is held: Stop flag: The police are asking"), race);
        Assert.Equal(0, await place.Database.CountAsync("Payment", "Status = 'Approved'"));
    }

    [Fact]
    public async Task New_bank_details_that_wait_for_an_approval_hold_what_it_approved()
    {
        await place.WithAwardsAsync(5000, 1000);
        var payment = await place.RequestedAsync(place.Awards[0], Part);
        // The first account of all makes the key that accounts are compared by, which is housekeeping.
        await GiveAsync(place.Database.Db, place.Awards[1], "11111111");
        var race = await Race.RunAsync(
            place.Database,
            db => Decide(db).RunAsync(place.Finance, payment, approve: true, null, "another part"),
            IsDecision,
            db => GiveAsync(db, place.Awards[0], "22222222")
        );
        Assert.Equal(new(null, null), race);
        Assert.Equal(1, await place.Database.CountAsync("BankDetails", "State = 'Given' and LastFour = '2222'"));
        var (run, wrong) = await place.Make.RunAsync(place.Finance, [payment], PaymentsInPlace.Today);
        Assert.Null(run);
        Assert.EndsWith("New bank details wait to be confirmed", Assert.Single(wrong).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_is_refused_for_new_bank_details_that_are_being_given()
    {
        await place.WithAwardsAsync(5000, 1000);
        var payment = await place.RequestedAsync(place.Awards[0], Part);
        await GiveAsync(place.Database.Db, place.Awards[1], "11111111");
        var race = await Race.RunAsync(
            place.Database,
            db => GiveAsync(db, place.Awards[0], "22222222"),
            sql => sql.StartsWith("insert into BankDetails", StringComparison.Ordinal),
            db => Decide(db).RunAsync(place.Finance, payment, approve: true, null, "another part")
        );
        Assert.Equal(new(null, "This payment is held: New bank details wait to be confirmed"), race);
        Assert.Equal(0, await place.Database.CountAsync("Payment", "Status = 'Approved'"));
    }

    [Fact]
    public async Task A_payment_stays_in_the_run_whose_file_is_being_taken()
    {
        await place.WithAwardsAsync(5000, 1000);
        Guid[] payments =
        [
            await place.ApprovedAsync(place.Awards[0], Part),
            await place.ApprovedAsync(place.Awards[1], Money.FromPounds(1000)),
        ];
        var run = await place.BatchedAsync(payments);
        byte[] file = [];
        var race = await Race.RunAsync(
            place.Database,
            async db =>
            {
                var taken = await new DownloadPaymentFile(db, place.Database.Encryption, PaymentsInPlace.Office).RunAsync(
                    place.Finance,
                    run
                );
                file = taken.Value?.Content ?? [];
                return new(taken.Refused);
            },
            sql => sql.StartsWith("update PaymentRun set Sha256", StringComparison.Ordinal),
            db => new MakePaymentRun(db).RemoveAsync(place.Finance, payments[0])
        );
        Assert.Null(race.First);
        Assert.StartsWith("The file was taken on", race.Second, StringComparison.Ordinal);
        Assert.Equal(2, await place.Database.CountAsync("Payment", "RunId = @run", new { run }));
        Assert.Contains("00000300000", Encoding.ASCII.GetString(file), StringComparison.Ordinal);
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task A_payment_goes_into_one_of_two_runs()
    {
        await place.WithAwardsAsync(5000);
        var payment = await place.ApprovedAsync(place.Awards[0], Part);
        async Task<Result> MakeAsync(Db db) =>
            Race.Of((await new MakePaymentRun(db).RunAsync(place.Finance, [payment], PaymentsInPlace.Today)).Wrong);
        var race = await Race.RunAsync(
            place.Database,
            MakeAsync,
            sql => sql.StartsWith("insert into PaymentRun", StringComparison.Ordinal),
            MakeAsync
        );
        Assert.Null(race.First);
        Assert.EndsWith("is scheduled, and only what is approved goes to the bank", race.Second, StringComparison.Ordinal);
        Assert.Equal(1, await place.Database.CountAsync("PaymentRun"));
        await place.AssertSoundAsync();
    }

    private static bool IsDecision(string sql) => sql.StartsWith("update Payment\n", StringComparison.Ordinal);

    private async Task<Result> GiveAsync(Db db, Guid award, string number)
    {
        var organisation = await OrganisationAsync(award);
        var person = (
            await place.Database.Db.FindOrDefaultAsync<Guid?>(
                "select PersonId from OrganisationMember where OrganisationId = @organisation",
                new { organisation }
            )
        )!.Value;
        return Race.Of(await Bank(db).RunAsync(new(person, "Somebody"), organisation, "Group 1", "200000", number, insists: true, null));
    }

    private async Task<Guid> OrganisationAsync(Guid award) =>
        (
            await place.Database.Db.FindOrDefaultAsync<Guid?>(
                "select a.OrganisationId from Award w join Application a on a.Id = w.ApplicationId where w.Id = @award",
                new { award }
            )
        )!.Value;

    private async Task AssertOrderAsync(string first, string second) =>
        Assert.True(
            await place.Database.Db.ScalarAsync<long>("select max(Sequence) from AuditEntry where Action = @first", new { first })
                < await place.Database.Db.ScalarAsync<long>("select max(Sequence) from AuditEntry where Action = @second", new { second })
        );

    public void Dispose() => place.Dispose();
}
