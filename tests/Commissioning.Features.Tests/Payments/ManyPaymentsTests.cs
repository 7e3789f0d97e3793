using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Payments;

/// <summary>Requesting and approving many payments at once, each by the rules of one.</summary>
public sealed class ManyPaymentsTests : IDisposable
{
    private readonly PaymentFixture place = new();

    private Db Db => place.Database.Db;
    private AwardsReady Awards => new(Db);
    private RequestPayments Request => new(Db);
    private PaymentApprovals Approvals => new(Db);
    private ApprovePayments Approve => ApproveOf(Db);

    private static ApprovePayments ApproveOf(Db db) =>
        new(new PaymentApprovals(db), new DecidePayment(db, new ConfirmSubsidyAward(PaymentFixture.Office)), new AwardPayments(db));

    private async Task TwentyAsync()
    {
        await place.WithAwardsAsync([.. Enumerable.Range(1, 20).Select(i => 1000m + i)]);
        await SetAsync("update Round set DecidedAt = @Now where DecidedAt is null");
    }

    private Task<int> SetAsync(string sql, Guid award = default) =>
        Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                sql,
                new
                {
                    award,
                    work.Now,
                    Id = Guid.CreateVersion7(),
                    Me = place.Officer.Id,
                }
            )
        );

    private async Task<List<RequestPayments.TickedInstalment>> TickAllAsync() =>
        (await Awards.GetAsync(1))
            .Awards.Select(one => new RequestPayments.TickedInstalment(one.Award.Id, one.Instalment.Position, one.Instalment.Left))
            .ToList();

    private async Task<List<ApprovePayments.TickedPayment>> RequestedAsync()
    {
        Assert.Empty((await Request.RunAsync(place.Officer, await TickAllAsync())).Value!.Refused);
        var list = await Approvals.GetAsync(place.Finance, await Db.QueryAsync<Guid>("select Id from Payment"));
        return list.All.Select(one => new ApprovePayments.TickedPayment(one.Payment.Id, one.Account!.Id)).ToList();
    }

    private const string ApplicationSql = "(select w.ApplicationId from Award w where w.Id = @award)";
    private const string OrganisationSql =
        "(select a.OrganisationId from Award w join Application a on a.Id = w.ApplicationId where w.Id = @award)";

    [Fact]
    public async Task Awards_ready_are_requested_together_and_each_that_is_held_says_why()
    {
        await TwentyAsync();
        var ticked = await TickAllAsync();
        Assert.Equal(20, ticked.Count);
        var held = new Dictionary<Guid, string>();
        async Task HoldAsync(int award, string why, string sql)
        {
            await SetAsync(sql, place.Awards[award]);
            held[place.Awards[award]] = why;
        }
        await HoldAsync(
            0,
            "This payment is on hold: The organisation has no confirmed bank details",
            $"delete from BankDetails where OrganisationId = {OrganisationSql}"
        );
        await HoldAsync(
            1,
            "This payment is on hold: New bank details are waiting to be confirmed",
            $"update BankDetails set State = 'Given' where OrganisationId = {OrganisationSql}"
        );
        await HoldAsync(2, "This payment is on hold: ", $"delete from Subsidy where ApplicationId = {ApplicationSql}");
        await HoldAsync(
            3,
            "This payment is on hold: Stop flag: Under review by the office",
            $"insert into StopFlag (Id, OrganisationId, Reason, PlacedBy, PlacedAt) select @Id, {OrganisationSql}, 'The police are asking', @Me, @Now"
        );
        await HoldAsync(
            4,
            "This payment is on hold: The condition \"Insurance\" is not met",
            "insert into AwardCondition (Id, AwardId, Position, Name, Stage, State, Version) values (@Id, @award, 1, 'Insurance', 'BeforePayment', 'Wanted', 1)"
        );
        await HoldAsync(
            5,
            "This payment is on hold: The return of ",
            "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, Version) values (@Id, @award, '2026-05-01', 'Due', 'Final', 1)"
        );
        await HoldAsync(6, "This payment is on hold: The grant ended", "update Award set EndedAt = @Now where Id = @award");
        await place.RequestedAsync(place.Awards[7], Money.FromPounds(1008));
        held[place.Awards[7]] = "All of instalment 1 has been requested";
        await place.RequestedAsync(place.Awards[8], Money.FromPounds(1));
        held[place.Awards[8]] = "£1,008.00 of instalment 1 is left now, and the list showed £1,009.00. Look at it again.";

        var list = await Awards.GetAsync(1);
        Assert.Equal(12, list.Ready.Count);
        Assert.All(
            list.NotReady,
            one => Assert.StartsWith(held[one.Award.Id], PaymentRules.OnHold(one.Why[0]).Sentence, StringComparison.Ordinal)
        );

        var done = (await Request.RunAsync(place.Officer, ticked)).Value!;
        Assert.Equal((11, Money.FromPounds(11 * 1000 + Enumerable.Range(10, 11).Sum())), (done.Count, done.Total));
        var references = await ReferencesAsync();
        Assert.Equal(9, done.Refused.Count);
        foreach (var (award, why) in held)
            Assert.StartsWith(why, done.Refused.Single(one => one.Reference == references[award]).Why, StringComparison.Ordinal);
        Assert.Equal(13, await place.Database.CountAsync("AuditEntry", "Action = 'PaymentRequested'"));
        Assert.Equal(11, await place.Database.CountAsync("Payment", "Reason = 'Instalment 1'"));
    }

    [Fact]
    public async Task Awards_ready_posted_twice_are_requested_once()
    {
        await TwentyAsync();
        var ticked = await TickAllAsync();
        Assert.Equal(20, (await Request.RunAsync(place.Officer, [.. ticked, .. ticked])).Value!.Count);
        var again = (await Request.RunAsync(place.Officer, ticked)).Value!;
        Assert.Equal((0, 20), (again.Count, again.Refused.Count));
        Assert.All(again.Refused, one => Assert.Equal("All of instalment 1 has been requested", one.Why));
        Assert.Equal(20, await place.Database.CountAsync("Payment"));
        Assert.Equal(0, (await Awards.GetAsync(1)).Count);
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task Payments_are_approved_together_and_each_that_is_refused_says_why()
    {
        await TwentyAsync();
        var ticked = await RequestedAsync();
        var payments = (await Db.QueryAsync<PaymentOfAward>("select Id, AwardId from Payment")).ToDictionary(
            one => one.AwardId,
            one => one.Id
        );
        await Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Payment set RequestedBy = @Me where Id = @Id",
                new { Me = place.Finance.Id, Id = payments[place.Awards[0]] }
            )
        );
        await Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into PaymentLimit (Id, PersonId, FundId, UpTo, SetBy, SetAt) values (@Id, @Me, null, @UpTo, @Me, @Now)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    Me = place.Finance.Id,
                    UpTo = Money.FromPounds(1019),
                    work.Now,
                }
            )
        );
        await new Scenario(Db, place.Database.Clock).AssignedAsync(
            (await Db.ScalarAsync<Guid>("select ApplicationId from Award where Id = @Id", new { Id = place.Awards[1] })),
            place.Finance,
            3,
            3,
            3,
            3,
            3
        );
        await SetAsync($"delete from Subsidy where ApplicationId = {ApplicationSql}", place.Awards[2]);
        Assert.Null((await place.Decide.RunAsync(place.Finance, payments[place.Awards[3]], true, null)).FirstRefusal);
        // A new account that is confirmed after the page was opened: nobody has seen it.
        await SetAsync($"update BankDetails set State = 'Replaced' where OrganisationId = {OrganisationSql}", place.Awards[4]);
        await SetAsync(
            $"insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, IsChange, GivenBy, GivenAt, Version) select @Id, {OrganisationSql}, 'encrypted', '1111', '{new string('1', 64)}', 'Confirmed', 1, @Id, @Now, 1",
            place.Awards[4]
        );

        var list = await Approvals.GetAsync(place.Finance, payments.Values);
        var done = (await Approve.RunAsync(place.Finance, ticked, null)).Value!;
        // The last is above this person's limit, so theirs is the first of two approvals.
        Assert.Equal((14, 1), (done.Count, done.Waiting));
        Assert.Equal(1, await place.Database.CountAsync("AuditEntry", "Action = 'PaymentFirstApproved'"));
        var (references, why) = (await ReferencesAsync(), done.Refused.ToDictionary(one => one.Reference, one => one.Why));
        Assert.Equal("You requested this payment, so someone else must approve it", why[references[place.Awards[0]]]);
        Assert.StartsWith("You scored ", why[references[place.Awards[1]]], StringComparison.Ordinal);
        Assert.StartsWith("This payment is on hold: ", why[references[place.Awards[2]]], StringComparison.Ordinal);
        Assert.Equal("This payment was already approved", why[references[place.Awards[3]]]);
        Assert.Equal("The bank details changed after you opened the page. Check the payment again.", why[references[place.Awards[4]]]);
        Assert.DoesNotContain(references[place.Awards[19]], why.Keys);
        Assert.Equal(
            "You gave the first approval of this payment, so someone else must give the second",
            (await Approvals.OneAsync(place.Finance, payments[place.Awards[19]])).Refusal!.Sentence
        );
        Assert.Equal(
            1,
            (await Approve.RunAsync(place.Releaser, [.. ticked.Where(one => one.Payment == payments[place.Awards[19]])], null)).Value!.Count
        );
        // The list says the same beforehand, except for what the page has not shown yet.
        foreach (var one in list.Refused)
            Assert.Equal(one.Refusal!.Sentence, why[one.Payment.Reference]);
        Assert.Equal(16, list.CanApprove.Count);
        Assert.Equal(15, await place.Database.CountAsync("AuditEntry", "Action = 'PaymentApproved'"));
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task Payments_with_another_control_total_are_all_refused_with_both_figures()
    {
        await TwentyAsync();
        var ticked = await RequestedAsync();
        var refusal = (await Approve.RunAsync(place.Finance, ticked, Money.FromPounds(20_000))).FirstRefusal!;
        Assert.Equal(
            "Your control total is £20,000.00, but the 20 payments that can be approved come to £20,210.00. Nothing was approved.",
            refusal.Sentence
        );
        Assert.Equal(0, await place.Database.CountAsync("Payment", "Status = 'Approved'"));
        Assert.Equal(20, (await Approve.RunAsync(place.Finance, ticked, Money.FromPounds(20_210))).Value!.Count);
        Assert.Equal("Tick at least one payment", (await Approve.RunAsync(place.Finance, [], null)).FirstRefusal!.Sentence);
    }

    [Fact]
    public async Task Payments_that_two_people_approve_at_once_are_approved_once()
    {
        await TwentyAsync();
        var ticked = await RequestedAsync();
        var other = await new Scenario(Db, place.Database.Clock).PersonAsync(Role.FinanceOfficer);
        var both = await Task.WhenAll(
            Task.Run(() => ApproveOf(Db).RunAsync(place.Finance, ticked, null)),
            Task.Run(() => ApproveOf(Db).RunAsync(other, ticked, null))
        );
        Assert.Equal(20, both.Sum(one => one.Value!.Count));
        Assert.All(both.SelectMany(one => one.Value!.Refused), one => Assert.Equal("This payment was already approved", one.Why));
        Assert.Equal(20, await place.Database.CountAsync("AuditEntry", "Action = 'PaymentApproved'"));
        await place.AssertSoundAsync();
    }

    private async Task<Dictionary<Guid, string>> ReferencesAsync() =>
        (
            await Db.QueryAsync<AwardReference>("select w.Id, a.Reference from Award w join Application a on a.Id = w.ApplicationId")
        ).ToDictionary(one => one.Id, one => one.Reference);

    private sealed record AwardReference
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
    }

    private sealed record PaymentOfAward
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
    }

    public void Dispose() => place.Dispose();
}
