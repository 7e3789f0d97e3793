using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Casework;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Payments;

/// <summary>A payment above the approver's limit waits for a second approval.</summary>
public sealed class SecondApprovalTests : IAsyncLifetime
{
    private static readonly Money Part = Money.FromPounds(3000);
    private readonly PaymentFixture place = new();
    private Actor third = null!;
    private Guid payment;

    private static DecidePayment Decide(Db db) => new(db, new ConfirmSubsidyAward(PaymentFixture.Office));

    private WithdrawFirstApproval Withdraw => new(place.Database.Db);

    public async Task InitializeAsync()
    {
        await place.WithAwardsAsync(5000);
        third = await new Scenario(place.Database.Db, place.Database.Clock).PersonAsync(Role.FinanceOfficer);
        payment = await place.RequestedAsync(place.Awards[0], Part);
        await LimitAsync(null, 2000);
    }

    private async Task LimitAsync(Guid? person, decimal pounds) =>
        Assert.Null(
            (
                await new SetPaymentLimit(place.Database.Db).RunAsync(place.Officer, person, null, null, Money.FromPounds(pounds))
            ).FirstRefusal
        );

    private async Task<string?> ApproveAsync(Actor by, bool approve = true) =>
        (await place.Decide.RunAsync(by, payment, approve, "Seen", "another part")).FirstRefusal?.Sentence;

    private Task<AwardPayments.Payment> PaymentAsync() => new AwardPayments(place.Database.Db).OneAsync(payment);

    private Task SetAsync(string sql) =>
        place.Database.Db.HousekeepAsync(work => work.ExecuteAsync(sql, new { Id = Guid.CreateVersion7() }));

    private Task<int> EntriesAsync(string action) => place.Database.CountAsync("AuditEntry", $"Action = '{action}'");

    private async Task<IReadOnlyList<string>> WaitsAsync(Actor person) =>
        (await place.Database.Db.ReadAsync(work => WaitingQueries.OfAsync(work, person, [Role.FinanceOfficer])))
            .Select(one => one.Kind.ToString())
            .Where(kind => kind.StartsWith("Payment", StringComparison.Ordinal))
            .ToList();

    [Fact]
    public async Task A_payment_above_the_limit_waits_for_a_second_person_and_is_on_the_worklist_of_the_others()
    {
        Assert.Null(await ApproveAsync(place.Finance));
        var found = await PaymentAsync();
        Assert.Equal((PaymentStatus.Requested, "Waits for a second approval"), (found.Status, found.StatusInWords));
        Assert.Empty(await WaitsAsync(place.Finance));
        Assert.Equal(["PaymentSecond"], await WaitsAsync(third));
        // The same person in another tab.
        Assert.Equal(
            "You gave the first approval of this payment, so someone else must give the second",
            await ApproveAsync(place.Finance)
        );
        Assert.Equal("You requested this payment, so someone else must approve it", await ApproveAsync(place.Officer));
        Assert.Contains(
            "is requested, and only approved payments go to the bank",
            (await place.Make.RunAsync(place.Finance, [payment], PaymentFixture.Today)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null(await ApproveAsync(third));
        found = await PaymentAsync();
        Assert.Equal((PaymentStatus.Approved, place.Finance.Id, third.Id), (found.Status, found.FirstApprovedBy, found.DecidedBy));
        Assert.Equal(
            (0, 1, 1),
            (await EntriesAsync("PaymentApproved"), await EntriesAsync("PaymentFirstApproved"), await EntriesAsync("PaymentSecondApproved"))
        );
        Assert.Equal(
            1,
            await place.Database.CountAsync("AuditEntry", "Action = 'PaymentSecondApproved' and Detail like '%First approved by%'")
        );
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task A_person_whose_limit_covers_a_payment_approves_alone_or_as_the_second()
    {
        await SetAsync("delete from PaymentLimit");
        await LimitAsync(place.Finance.Id, 2000);
        Assert.Null(await ApproveAsync(place.Finance));
        Assert.Null(await ApproveAsync(third));
        Assert.Equal(1, await EntriesAsync("PaymentSecondApproved"));
        var alone = await place.RequestedAsync(place.Awards[0], Money.FromPounds(2000));
        Assert.Null((await place.Decide.RunAsync(third, alone, true, null, "another part")).FirstRefusal);
        Assert.Equal(2, await place.Database.CountAsync("Payment", "Status = 'Approved'"));
        Assert.Equal(1, await EntriesAsync("PaymentApproved"));
    }

    [Fact]
    public async Task A_first_approval_is_withdrawn_by_who_gave_it_until_there_is_a_second()
    {
        Assert.Null(await ApproveAsync(place.Finance));
        Assert.NotNull((await Withdraw.RunAsync(third, payment)).FirstRefusal);
        Assert.Null((await Withdraw.RunAsync(place.Finance, payment)).FirstRefusal);
        Assert.Equal((null, null), ((await PaymentAsync()).FirstApprovedBy, (await PaymentAsync()).BankDetailsId));
        Assert.Equal(1, await EntriesAsync("PaymentFirstApprovalWithdrawn"));
        Assert.NotNull((await Withdraw.RunAsync(place.Finance, payment)).FirstRefusal);
        // The next is a first one again.
        Assert.Null(await ApproveAsync(third));
        Assert.Equal(PaymentStatus.Requested, (await PaymentAsync()).Status);
        Assert.Null(await ApproveAsync(place.Finance));
        Assert.Equal("This payment was already approved", (await Withdraw.RunAsync(third, payment)).FirstRefusal!.Sentence);
    }

    [Fact]
    public async Task A_first_approval_for_an_account_that_changed_counts_for_nothing()
    {
        Assert.Null(await ApproveAsync(place.Finance));
        await SetAsync("update BankDetails set State = 'Replaced'");
        await SetAsync(
            $"insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, IsChange, GivenBy, GivenAt, Version) select @Id, b.OrganisationId, 'encrypted', '1111', '{new string('1', 64)}', 'Confirmed', 1, b.GivenBy, b.GivenAt, 1 from BankDetails b"
        );
        Assert.True((await new PaymentApprovals(place.Database.Db).OneAsync(third, payment)).FirstIsVoid);
        Assert.Equal(["PaymentToApprove"], await WaitsAsync(place.Finance));
        Assert.Null(await ApproveAsync(third));
        var found = await PaymentAsync();
        Assert.Equal((PaymentStatus.Requested, third.Id, "1111"), (found.Status, found.FirstApprovedBy, found.LastFour));
        Assert.Null(await ApproveAsync(place.Finance));
        Assert.Equal((2, 1), (await EntriesAsync("PaymentFirstApproved"), await EntriesAsync("PaymentSecondApproved")));
    }

    [Fact]
    public async Task An_approved_payment_whose_account_changed_needs_both_approvals_again()
    {
        Assert.Null(await ApproveAsync(place.Finance));
        Assert.Null(await ApproveAsync(third));
        await SetAsync("update BankDetails set State = 'Replaced'");
        await SetAsync(
            $"insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, IsChange, GivenBy, GivenAt, Version) select @Id, b.OrganisationId, 'encrypted', '1111', '{new string('1', 64)}', 'Confirmed', 1, b.GivenBy, b.GivenAt, 1 from BankDetails b"
        );
        Assert.Null(await ApproveAsync(third));
        Assert.Equal(PaymentStatus.Requested, (await PaymentAsync()).Status);
        Assert.NotNull(await ApproveAsync(third));
        Assert.Null(await ApproveAsync(place.Finance));
        Assert.Equal(PaymentStatus.Approved, (await PaymentAsync()).Status);
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task The_second_person_may_refuse_the_payment()
    {
        Assert.Null(await ApproveAsync(place.Finance));
        Assert.Null(await ApproveAsync(third, approve: false));
        Assert.Equal((PaymentStatus.Refused, 1), ((await PaymentAsync()).Status, await EntriesAsync("PaymentRefused")));
        Assert.Equal("This payment was already refused", (await Withdraw.RunAsync(place.Finance, payment)).FirstRefusal!.Sentence);
        Assert.Equal("This payment was already refused", await ApproveAsync(place.Releaser));
    }

    [Fact]
    public async Task Two_second_approvals_at_once_count_once()
    {
        Assert.Null(await ApproveAsync(place.Finance));
        var race = await Race.RunAsync(
            place.Database,
            db => Decide(db).RunAsync(third, payment, approve: true, null, "another part"),
            IsDecision,
            db => Decide(db).RunAsync(place.Releaser, payment, approve: true, null, "another part")
        );
        Assert.Equal(new(null, "This payment was already approved"), race);
        Assert.Equal(1, await EntriesAsync("PaymentSecondApproved"));
    }

    [Fact]
    public async Task Two_first_approvals_at_once_do_not_become_a_second_unseen()
    {
        var race = await Race.RunAsync(
            place.Database,
            db => Decide(db).RunAsync(third, payment, approve: true, null, "another part"),
            IsDecision,
            db => Decide(db).RunAsync(place.Releaser, payment, approve: true, null, "another part")
        );
        Assert.Null(race.First);
        Assert.StartsWith("Somebody else approved this payment", race.Second, StringComparison.Ordinal);
        Assert.Equal(PaymentStatus.Requested, (await PaymentAsync()).Status);
    }

    [Fact]
    public async Task Ten_approvals_at_once_by_two_people_leave_one_first_and_one_second()
    {
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(i => Task.Run(() => place.Decide.RunAsync(i % 2 == 0 ? place.Finance : third, payment, true, null, "another part")))
        );
        Assert.InRange(outcomes.Count(one => one.IsDone), 1, 2);
        Assert.Equal(1, await EntriesAsync("PaymentFirstApproved"));
        Assert.Equal(outcomes.Count(one => one.IsDone) - 1, await EntriesAsync("PaymentSecondApproved"));
        var found = await PaymentAsync();
        Assert.NotEqual(found.FirstApprovedBy, found.DecidedBy);
        await place.AssertSoundAsync();
    }

    private static bool IsDecision(string sql) => sql.StartsWith("update Payment", StringComparison.Ordinal);

    public Task DisposeAsync()
    {
        place.Dispose();
        return Task.CompletedTask;
    }
}
