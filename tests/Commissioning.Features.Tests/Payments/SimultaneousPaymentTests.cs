using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Payments;

/// <summary>Two people do incompatible things with an award's money at the same moment.</summary>
public sealed class SimultaneousPaymentTests : IDisposable
{
    private static readonly Money Part = Money.FromPounds(3000);
    private readonly PaymentFixture place = new();

    private static DecidePayment Decide(Db db) => new(db, new ConfirmSubsidyAward(PaymentFixture.Office));

    private GiveBankDetails Bank(Db db) =>
        new(
            db,
            place.Database.Encryption,
            new FileStore(db, new FileStoreOptions { Root = Path.Combine(place.Database.Folder, "files") }, new ClamdOptions()),
            new MatchIndex(db),
            PaymentFixture.Office
        );

    [Fact]
    public async Task Two_payment_requests_that_together_exceed_the_award_are_not_both_accepted()
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

    private Task<Result> Flag(Db db, Guid organisation) =>
        new PlaceStopFlag(db, place.Database.Encryption).RunAsync(
            place.Officer,
            organisation,
            StopFlagKind.PoliceOrFraud,
            "The police are asking",
            null,
            null
        );

    [Fact]
    public async Task A_payment_approval_succeeds_when_a_stop_flag_waits_for_it()
    {
        await place.WithAwardsAsync(5000);
        var (payment, organisation) = (await place.RequestedAsync(place.Awards[0], Part), await OrganisationAsync(place.Awards[0]));
        var race = await Race.RunAsync(
            place.Database,
            db => Decide(db).RunAsync(place.Finance, payment, approve: true, null, "another part"),
            IsDecision,
            db => Flag(db, organisation)
        );
        Assert.Equal(new(null, null), race);
        await AssertOrderAsync("PaymentApproved", "StopFlagPlaced");
        var (_, wrong) = await place.Make.RunAsync(place.Finance, [payment], PaymentFixture.Today);
        Assert.EndsWith("Stop flag: Under review by the office", Assert.Single(wrong).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_approval_is_refused_while_a_stop_flag_is_being_placed()
    {
        await place.WithAwardsAsync(5000);
        var (payment, organisation) = (await place.RequestedAsync(place.Awards[0], Part), await OrganisationAsync(place.Awards[0]));
        var race = await Race.RunAsync(
            place.Database,
            db => Flag(db, organisation),
            sql => sql.StartsWith("insert into StopFlag", StringComparison.Ordinal),
            db => Decide(db).RunAsync(place.Finance, payment, approve: true, null, "another part")
        );
        Assert.Equal(new(null, "This payment is on hold: Stop flag: Under review by the office"), race);
        Assert.Equal(0, await place.Database.CountAsync("Payment", "Status = 'Approved'"));
    }

    [Fact]
    public async Task New_bank_details_given_during_an_approval_hold_the_approved_payment()
    {
        await place.WithAwardsAsync(5000, 1000);
        var payment = await place.RequestedAsync(place.Awards[0], Part);
        // The first account creates the key for comparing accounts, which is housekeeping.
        await GiveAsync(place.Database.Db, place.Awards[1], "11111111");
        var race = await Race.RunAsync(
            place.Database,
            db => Decide(db).RunAsync(place.Finance, payment, approve: true, null, "another part"),
            IsDecision,
            db => GiveAsync(db, place.Awards[0], "22222222")
        );
        Assert.Equal(new(null, null), race);
        Assert.Equal(1, await place.Database.CountAsync("BankDetails", "State = 'Given' and LastFour = '2222'"));
        var (_, wrong) = await place.Make.RunAsync(place.Finance, [payment], PaymentFixture.Today);
        Assert.EndsWith("New bank details are waiting to be confirmed", Assert.Single(wrong).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_approval_is_refused_while_new_bank_details_are_being_given()
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
        Assert.Equal(new(null, "This payment is on hold: New bank details are waiting to be confirmed"), race);
        Assert.Equal(0, await place.Database.CountAsync("Payment", "Status = 'Approved'"));
    }

    [Fact]
    public async Task A_payment_cannot_leave_a_run_whose_file_is_being_downloaded()
    {
        await place.WithAwardsAsync(5000, 1000);
        Guid[] payments =
        [
            await place.ApprovedAsync(place.Awards[0], Part),
            await place.ApprovedAsync(place.Awards[1], Money.FromPounds(1000)),
        ];
        var run = await place.ReleasedAsync(payments);
        byte[] file = [];
        var race = await Race.RunAsync(
            place.Database,
            async db =>
            {
                var taken = await new DownloadPaymentFile(db, place.Database.Encryption, PaymentFixture.Office).RunAsync(
                    place.Finance,
                    run
                );
                file = taken.Value?.Content ?? [];
                return Result.Of(taken.Refusals);
            },
            sql => sql.StartsWith("update PaymentRun set Sha256", StringComparison.Ordinal),
            db => new RemoveFromPaymentRun(db).RunAsync(place.Finance, payments[0])
        );
        Assert.Null(race.First);
        Assert.StartsWith("The file was downloaded on", race.Second, StringComparison.Ordinal);
        Assert.Equal(2, await place.Database.CountAsync("Payment", "RunId = @run", new { run }));
        Assert.Contains("00000300000", Encoding.ASCII.GetString(file), StringComparison.Ordinal);
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task A_payment_goes_into_only_one_of_two_runs_made_at_once()
    {
        await place.WithAwardsAsync(5000);
        var payment = await place.ApprovedAsync(place.Awards[0], Part);
        async Task<Result> MakeAsync(Db db) =>
            await new MakePaymentRun(db, PaymentFixture.Office).RunAsync(place.Finance, [payment], PaymentFixture.Today);
        var race = await Race.RunAsync(
            place.Database,
            MakeAsync,
            sql => sql.StartsWith("insert into PaymentRun", StringComparison.Ordinal),
            MakeAsync
        );
        Assert.Null(race.First);
        Assert.EndsWith("is scheduled, and only approved payments go to the bank", race.Second, StringComparison.Ordinal);
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
        return await Bank(db).RunAsync(new(person, "Someone"), organisation, "Group 1", "200000", number, insists: true, null);
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
