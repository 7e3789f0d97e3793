using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Features.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Payments;

/// <summary>What follows when the bank could not make a payment or sent it back.</summary>
public sealed class FailedPaymentTests : IAsyncLifetime
{
    private const string Statement = "The statement of May shows the account in the group's name";
    private static readonly Money Part = Money.FromPounds(1000);
    private readonly PaymentFixture place = new();
    private Actor member = null!;
    private Guid organisation;

    public async Task InitializeAsync()
    {
        await place.WithAwardsAsync(4000, 500, 9950);
        organisation = await place.Database.Db.ScalarAsync<Guid>(
            "select a.OrganisationId from Award w join Application a on a.Id = w.ApplicationId where w.Id = @Id",
            new { Id = place.Awards[0] }
        );
        member = new(
            await place.Database.Db.ScalarAsync<Guid>(
                "select PersonId from OrganisationMember where OrganisationId = @organisation",
                new { organisation }
            ),
            "Someone"
        );
    }

    private async Task<BankDetailsQueries.MyBankDetails> AccountAsync() =>
        (await place.Database.Db.ReadAsync(work => BankDetailsQueries.OfAsync(work, organisation)))[0];

    private async Task<string?> ConfirmAsync(Actor by, Guid account) =>
        (
            await new ConfirmBankDetails(place.Database.Db, new MatchIndex(place.Database.Db), PaymentFixture.Office).RunAsync(
                by,
                account,
                Statement
            )
        )
            .FirstRefusal
            ?.Sentence;

    private async Task<string?> GiveAsync(string number) =>
        (
            await new GiveBankDetails(
                place.Database.Db,
                place.Database.Encryption,
                new FileStore(
                    place.Database.Db,
                    new FileStoreOptions { Root = Path.Combine(place.Database.Folder, "files") },
                    new ClamdOptions()
                ),
                new MatchIndex(place.Database.Db),
                PaymentFixture.Office
            ).RunAsync(member, organisation, "Group 1", "200000", number, insists: true, null)
        )
            .FirstRefusal
            ?.Sentence;

    private async Task<IReadOnlyList<string>> WaitsAsync(Actor person, Role role) =>
        (await place.Database.Db.ReadAsync(work => WaitingQueries.OfAsync(work, person, [role])))
            .Select(one => one.Kind.ToString())
            .ToList();

    private Task<string?> TextAsync(string kind) =>
        place.Database.Db.ScalarAsync<string>("select TextBody from OutboxEmail where Kind = @kind", new { kind });

    [Theory]
    [InlineData("FAILED", "could not pay")]
    [InlineData("RETURNED", "sent back")]
    public async Task A_payment_that_the_bank_did_not_make_holds_the_others_to_its_account_until_two_people_checked_it_again(
        string says,
        string words
    )
    {
        var approved = await place.ApprovedAsync(place.Awards[0], Money.FromPounds(700));
        await place.AnsweredAsync(place.Awards[0], Part, says, "Account closed");
        var account = await AccountAsync();
        Assert.True(account.IsRecheck);
        var why = $"The bank {words} £1,000.00 (P-2026-001-001) to the account ending 5678 on 1 June 2026: Account closed";
        Assert.Equal(why, account.RecheckWhy);
        // A third request meets the hold, and so do the payments that were approved before.
        var again = await place.RequestedAsync(place.Awards[0], Part);
        var hold = $"{why}. Nothing more goes there until the account is checked and confirmed again, or another one is confirmed";
        Assert.Equal(
            $"This payment is on hold: {hold}",
            (await place.Decide.RunAsync(place.Releaser, again, true, null, "again")).FirstRefusal!.Sentence
        );
        Assert.EndsWith(
            hold,
            (await place.Make.RunAsync(place.Finance, [approved], PaymentFixture.Today)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        // The other organisation is paid.
        await place.ApprovedAsync(place.Awards[1], Money.FromPounds(500));
        // Both are asked, and it waits on their lists.
        Assert.Contains(Links.Organisations.MyBank(organisation), await TextAsync("PaymentFailed"), StringComparison.Ordinal);
        Assert.Contains("tell us so on the page below", await TextAsync("PaymentFailed"), StringComparison.Ordinal);
        Assert.Contains("AccountToAsk", await WaitsAsync(place.Officer, Role.CommissioningOfficer));
        Assert.Contains("BankDetails", await WaitsAsync(place.Finance, Role.FinanceOfficer));

        Assert.Equal("Record what Confirmation of Payee answered first", await ConfirmAsync(place.Releaser, account.Id));
        Assert.Null(
            (await new RecordPayeeCheck(place.Database.Db).RunAsync(place.Finance, account.Id, PayeeResult.Match, null, null)).FirstRefusal
        );
        Assert.StartsWith(
            "The bank could not pay into this account. Wait until",
            await ConfirmAsync(place.Releaser, account.Id),
            StringComparison.Ordinal
        );
        var affirm = new AffirmBankDetails(place.Database.Db, PaymentFixture.Office);
        Assert.Null((await affirm.RunAsync(member, organisation, account.Id)).FirstRefusal);
        Assert.NotNull((await affirm.RunAsync(member, organisation, account.Id)).FirstRefusal);
        Assert.DoesNotContain("AccountToAsk", await WaitsAsync(place.Officer, Role.CommissioningOfficer));
        Assert.StartsWith(
            "Two people must agree, because the bank could not pay into it",
            await ConfirmAsync(place.Releaser, account.Id),
            StringComparison.Ordinal
        );
        Assert.Null(
            (
                await new ProposeBankDetails(place.Database.Db, PaymentFixture.Office).RunAsync(place.Finance, account.Id, Statement)
            ).FirstRefusal
        );
        Assert.Equal(
            "You proposed to confirm these details, so someone else must confirm them",
            await ConfirmAsync(place.Finance, account.Id)
        );
        Assert.Null(await ConfirmAsync(place.Releaser, account.Id));

        Assert.Null((await place.Decide.RunAsync(place.Releaser, again, true, null, "again")).FirstRefusal);
        await place.BatchedAsync(approved);
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task A_payment_in_a_run_to_the_same_account_is_neither_released_nor_taken_after_a_failure()
    {
        var (unreleased, released) = (
            await place.BatchedAsync(await place.ApprovedAsync(place.Awards[0], Money.FromPounds(700))),
            await place.ReleasedAsync(await place.ApprovedAsync(place.Awards[0], Money.FromPounds(800)))
        );
        await place.AnsweredAsync(place.Awards[0], Part, "FAILED");
        Assert.Contains(
            "is on hold: The bank could not pay",
            (await place.Release.RunAsync(place.Releaser, unreleased)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is on hold: The bank could not pay",
            (await place.Take.RunAsync(place.Finance, released)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task New_details_take_the_place_of_an_account_that_failed_and_the_same_account_is_not_new()
    {
        Assert.Null(await GiveAsync("12345678"));
        await place.Database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update BankDetails set State = case when State = 'Given' then 'Confirmed' else 'Replaced' end where OrganisationId = @organisation",
                new { organisation }
            )
        );
        await place.AnsweredAsync(place.Awards[0], Part, "FAILED");
        Assert.StartsWith(
            "The bank could not pay into this account. If it is right, tell us so above.",
            await GiveAsync("12345678"),
            StringComparison.Ordinal
        );
        Assert.Null(await GiveAsync("87654321"));
        var account = await AccountAsync();
        Assert.Equal((BankState.Given, false, true, "4321"), (account.State, account.IsRecheck, account.IsChange, account.LastFour));
        Assert.Equal(1, await place.Database.CountAsync("BankDetails", "State = 'Replaced' and RecheckAt is not null"));
        // The failed one by another way: it still needs two people.
        await place.Database.Db.HousekeepAsync(work => work.ExecuteAsync("update BankDetails set State = 'Refused' where State = 'Given'"));
        Assert.Null(await GiveAsync("12345678"));
        Assert.True((await AccountAsync()).IsRecheck);
    }

    [Fact]
    public async Task An_account_that_failed_is_checked_again_for_every_organisation_that_uses_it()
    {
        await place.Database.Db.HousekeepAsync(work => work.ExecuteAsync("update BankDetails set AccountHash = 'same'"));
        await place.AnsweredAsync(place.Awards[0], Part, "FAILED");
        Assert.Equal(3, await place.Database.CountAsync("BankDetails", "State = 'Given' and RecheckAt is not null"));
        Assert.Equal(1, await place.Database.CountAsync("OutboxEmail", "Kind = 'PaymentFailed'"));
    }

    [Fact]
    public async Task An_approver_sees_the_payments_of_the_award_and_every_failure_of_the_organisation()
    {
        await place.AnsweredAsync(place.Awards[0], Part, "FAILED", "Account closed");
        await place.Database.Db.HousekeepAsync(work => work.ExecuteAsync("update BankDetails set State = 'Confirmed'"));
        await place.AnsweredAsync(place.Awards[1], Money.FromPounds(500), "PAID");
        // The second award is of the same organisation now.
        await place.Database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set OrganisationId = @organisation", new { organisation })
        );
        await place.Database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Award set Amount = 90000 where Id = @Id", new { Id = place.Awards[1] })
        );
        var waiting = await place.RequestedAsync(place.Awards[0], Part);
        var seen = await new PaymentApprovals(place.Database.Db).OneAsync(place.Releaser, waiting);
        Assert.Equal([PaymentStatus.Failed], seen.History.Select(one => one.Status));
        await place.Database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Payment set AwardId = @Id where Status = 'Failed'", new { Id = place.Awards[1] })
        );
        seen = await new PaymentApprovals(place.Database.Db).OneAsync(place.Releaser, waiting);
        var failure = Assert.Single(seen.CameBack);
        Assert.Equal((Part, "5678"), (failure.Amount, failure.LastFour));
        Assert.EndsWith("Account closed", failure.ResultNote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_returned_payment_agrees_with_the_finance_system_out_and_back()
    {
        var payment = await place.ApprovedAsync(place.Awards[2], Money.FromPounds(9950));
        var run = await place.SentAsync(payment);
        await place.AnswerRunAsync(run, "PAID");
        place.Database.Clock.MoveTo("2026-06-04 10:00");
        await place.AnswerRunAsync(run, "RETURNED", "Account closed", "2026-06-03");
        var compare = new ReconcilePayments(place.Database.Db);
        const string lines = "reference,date,amount\nP-2026-001-001,2026-06-01,9950.00\nP-2026-001-001,2026-06-03,-9950.00\n";
        var (result, wrong) = await compare.CompareAsync(place.Finance, new(2026, 6, 1), new(2026, 6, 30), lines);
        Assert.Empty(wrong);
        Assert.True(result!.Agrees);
        Assert.Equal((Money.Zero, Money.Zero), (result.Here, result.There));
        Assert.Equal(["Out", "Back"], result.Lines.Select(line => line.Movement));
        Assert.Contains(
            "P-2026-001-001,Back,Agrees,3 June 2026,\"-£9,950.00\",3 June 2026,\"-£9,950.00\"",
            result.Csv(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            1,
            await place.Database.CountAsync(
                "AuditEntry",
                "Action = 'PaymentsReconciled' and Detail like '%Agrees 2, AmountDiffers 0, OnlyHere 0%'"
            )
        );
        // The same with a column for the direction, and of a part of the time.
        (result, _) = await compare.ReadAsync(
            new(2026, 6, 1),
            new(2026, 6, 30),
            "reference,date,amount,direction\nP-2026-001-001,2026-06-03,9950.00,Credit\nP-2026-001-001,2026-06-01,9950.00,Debit\n"
        );
        Assert.True(result!.Agrees);
        (result, _) = await compare.ReadAsync(
            new(2026, 6, 2),
            new(2026, 6, 30),
            "reference,date,amount\nP-2026-001-001,2026-06-03,-9950.00\n"
        );
        Assert.True(result!.Agrees);
        Assert.Equal(-Money.FromPounds(9950), result.Here);
        (_, wrong) = await compare.ReadAsync(
            new(2026, 6, 1),
            new(2026, 6, 30),
            "reference,date,amount,direction\nA,2026-06-03,-1.00,Debit\nB,2026-06-01,1.00,over\n"
        );
        Assert.Equal(2, wrong.Count);
        // What is paid stays what it was: nothing.
        Assert.Equal(0, await place.Database.Db.ScalarAsync<long>("select sum(Paid) from AwardFigure"));
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task A_payment_that_comes_back_at_once_went_out_on_the_day_of_its_run_and_goes_out_again_under_another_reference()
    {
        await place.AnsweredAsync(place.Awards[0], Part, "RETURNED");
        await place.Database.Db.HousekeepAsync(work => work.ExecuteAsync("update BankDetails set State = 'Confirmed'"));
        await place.AnsweredAsync(place.Awards[0], Part, "PAID");
        var (result, _) = await new ReconcilePayments(place.Database.Db).ReadAsync(
            PaymentFixture.Today,
            PaymentFixture.Today,
            "reference,date,amount\nP-2026-001-001,2026-06-01,1000.00\nP-2026-001-001,2026-06-01,(1000.00)\nP-2026-002-001,2026-06-01,1000.00\n"
        );
        Assert.True(result!.Agrees);
        Assert.Equal((3, Part), (result.Lines.Count, result.Here));
    }

    /// <summary>As when money of a grant settles its oldest invoice first.</summary>
    [Fact]
    public async Task One_receipt_that_settles_two_invoices_is_one_line_of_the_bank()
    {
        await place.Database.Db.HousekeepAsync(async work =>
        {
            foreach (var (place_, award, amount) in new[] { (1, place.Awards[0], 10_000), (2, place.Awards[1], 5_000) })
                await work.ExecuteAsync(
                    """
                    insert into RecoveryInvoice (Id, Number, Kind, OrganisationId, AwardId, Reason, Amount, Received, IssuedBy, IssuedAt, DueOn, Version)
                    select @Id, @Number, 'Recovered', a.OrganisationId, w.Id, 'Breach', @amount, @amount, @By, @Now, @Today, 1 from Award w join Application a on a.Id = w.ApplicationId where w.Id = @award;
                    insert into RecoveryReceipt (Id, InvoiceId, Amount, Rest, ReceivedOn, Reference, RecordedBy, RecordedAt) values (@Id, @Id, @amount, 0, @Today, 'BACS 9', @By, @Now)
                    """,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        Number = $"R-2026-00{place_}",
                        award,
                        amount,
                        By = place.Finance.Id,
                        work.Now,
                        PaymentFixture.Today,
                    }
                );
            return 0;
        });
        var (result, _) = await new ReconcilePayments(place.Database.Db).ReadAsync(
            PaymentFixture.Today,
            PaymentFixture.Today,
            "reference,date,amount\nBACS 9,2026-06-01,-150.00\n"
        );
        Assert.True(result!.Agrees);
        Assert.Equal(new Money(-15_000), result.Here);
    }

    [Fact]
    public async Task Money_of_a_closed_grant_that_was_given_up_goes_to_the_pot_when_the_bank_sends_it_back()
    {
        var payment = await place.ApprovedAsync(place.Awards[0], Part);
        var run = await place.SentAsync(payment);
        await place.AnswerRunAsync(run, "PAID");
        // All that was not paid went to the pot when it ended.
        await place.Database.Db.HousekeepAsync(async work =>
        {
            var what = new
            {
                Id = place.Awards[0],
                Part,
                By = place.Finance.Id,
                work.Now,
            };
            await work.ExecuteAsync(
                "insert into CloseOut (AwardId, Awarded, Paid, Spent, NotDrawn, ToReturn, ProposedBy, ProposedAt, AgreedAt, ClosedBy, ClosedAt, Version) values (@Id, @Part, @Part, @Part, 0, 0, @By, @Now, @Now, @By, @Now, 1)",
                what
            );
            return await work.ExecuteAsync(
                "update Award set EndedAt = @Now, EndedBy = @By, EndedHow = 'GivenUp', EndedReason = 'No leader', GivenBack = Amount - @Part where Id = @Id",
                what
            );
        });
        place.Database.Clock.MoveTo("2026-06-04 10:00");
        await place.AnswerRunAsync(run, "RETURNED", "Account closed", "2026-06-03");
        Assert.Equal(
            Money.Zero,
            await place.Database.Db.ScalarAsync<Money>("select Amount - GivenBack from Award where Id = @Id", new { Id = place.Awards[0] })
        );
    }

    public Task DisposeAsync()
    {
        place.Dispose();
        return Task.CompletedTask;
    }
}
