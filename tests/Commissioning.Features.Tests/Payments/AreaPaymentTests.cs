using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Domain.Records;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Features.Records;
using Commissioning.Features.Reporting;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Payments;

/// <summary>The lead council of an area is requested, approved and paid its money.</summary>
public sealed class AreaPaymentTests : IDisposable
{
    private static readonly FinancialYear Year = new(2026);
    private static readonly Money Half = Money.FromPounds(5000);
    private readonly TestDatabase database = new();
    private readonly LedgerScenario ledger;
    private Actor finance = null!;
    private Guid council;

    public AreaPaymentTests() => ledger = new(database);

    private Guid Area => ledger.Areas[0];

    private DecidePayment Decide(Db? db = null) => new(db ?? database.Db, new ConfirmSubsidyAward(PaymentFixture.Office));

    private RequestAreaPayment Request(Db? db = null) => new(db ?? database.Db);

    /// <summary>Two areas with £10,000 each and one lead council with a confirmed account, early in the year.</summary>
    private async Task<AreaPaymentTests> ReadyAsync()
    {
        database.Clock.MoveTo("2026-06-01 10:00");
        await ledger.OpenAsync(Year, 2, Money.FromPounds(10_000));
        finance = await new Scenario(database.Db, database.Clock).PersonAsync(Role.FinanceOfficer);
        var choose = new ChooseLeadCouncil(database.Db);
        var add = new AddLeadCouncil(database.Db);
        Assert.Null(
            (
                await add.RunAsync(
                    ledger.Officer,
                    Area,
                    new()
                    {
                        Name = "Test District Council",
                        Kind = "",
                        AddressLine = "1 Council Way",
                        Town = "Leicester",
                        Postcode = "LE1 9ZZ",
                        Area = "",
                        Phone = "0116 496 0001",
                    },
                    "Income@council.example"
                )
            ).FirstRefusal
        );
        council = await database.Db.ScalarAsync<Guid>("select LeadOrganisationId from CspArea where Id = @Area", new { Area });
        Assert.Null((await choose.RunAsync(ledger.Officer, ledger.Areas[1], council, "income@council.example")).FirstRefusal);
        await ConfirmedAsync(council);
        return this;
    }

    private Task ConfirmedAsync(Guid organisation) =>
        database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, IsChange, GivenBy, GivenAt, Version) values (@Id, @organisation, @Account, '5678', @Hash, 'Confirmed', 0, @By, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    organisation,
                    Account = database.Encryption.Encrypt("bank-details", new BankAccount("Test District Council", "200000", "12345678")),
                    Hash = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"),
                    By = ledger.Officer.Id,
                    work.Now,
                }
            );
            return await work.ExecuteAsync(
                "insert into RegisterImport (Id, Kind, ExtractDate, FileName, State, Lines, Kept, StartedBy, StartedAt) values (1, 'Sanctions', @Day, 'list.csv', 'Current', 0, 0, @By, @Now)",
                new
                {
                    Day = new DateOnly(2099, 12, 31),
                    By = ledger.Officer.Id,
                    work.Now,
                }
            );
        });

    private Task SetAsync(string sql, object? with = null) => database.Db.HousekeepAsync(work => work.ExecuteAsync(sql, with));

    private async Task<string?> AskAsync(Money? amount, Guid? area = null, string? another = null) =>
        (await Request().RunAsync(ledger.Officer, Year, area ?? Area, amount, "First half", another)).FirstRefusal?.Sentence;

    private async Task<Guid> RequestedAsync(Money amount, Guid? area = null)
    {
        var before = await database.Db.QueryAsync<Guid>("select Id from Payment");
        Assert.Null(await AskAsync(amount, area, "another part"));
        return Assert.Single((await database.Db.QueryAsync<Guid>("select Id from Payment")).Except(before));
    }

    private async Task<string?> ApproveAsync(Guid payment, Actor? by = null, string? another = null) =>
        (await Decide().RunAsync(by ?? finance, payment, approve: true, null, another)).FirstRefusal?.Sentence;

    private Task<AreaPayments.AreaPaymentsPage> ViewAsync(Guid? area = null) =>
        database.Db.ReadAsync(work => AreaPayments.GetAsync(work, Year, area ?? Area));

    private async Task<Guid> RunOfAsync(params Guid[] payments)
    {
        var (run, wrong) = await new MakePaymentRun(database.Db, PaymentFixture.Office).RunAsync(finance, payments, PaymentFixture.Today);
        Assert.Empty(wrong);
        var releaser = await new Scenario(database.Db, database.Clock).PersonAsync(Role.FinanceOfficer);
        Assert.Null((await new ReleasePaymentRun(database.Db).RunAsync(releaser, run)).FirstRefusal);
        return run;
    }

    private async Task PaidAsync(Guid payment)
    {
        var run = await RunOfAsync(payment);
        Assert.True((await new DownloadPaymentFile(database.Db, database.Encryption, PaymentFixture.Office).RunAsync(finance, run)).IsDone);
        Assert.Equal(1, (await AnswerAsync(run, "PAID")).Value);
    }

    private async Task<Result<int>> AnswerAsync(Guid run, string result, string day = "2026-06-01")
    {
        var view = await database.Db.ReadAsync(work => PaymentRunQueries.GetAsync(work, PaymentFixture.Office, run));
        return await new ReadBankResult(database.Db, PaymentFixture.Office).RunAsync(
            finance,
            run,
            $"payment run,{view.PaymentRun.Number},{view.PaymentRun.Total.ToInput()}\nreference,amount,result,date,note\n"
                + string.Concat(view.Payments.Select(payment => $"{payment.BankReference},{payment.Amount.ToInput()},{result},{day},\n"))
        );
    }

    [Fact]
    public async Task A_lead_council_is_requested_approved_and_paid_and_nothing_of_it_is_expenditure()
    {
        await ReadyAsync();
        var contact = await new Scenario(database.Db, database.Clock).PersonAsync(Role.CspOfficer);
        await new SetContactAreas(database.Db).RunAsync(ledger.Officer, contact.Id, [Area]);
        var entries = await database.CountAsync("LedgerEntry");
        var payment = await RequestedAsync(Half);
        Assert.Equal("You requested this payment, so someone else must approve it", await ApproveAsync(payment, ledger.Officer));
        Assert.Null(await ApproveAsync(payment));
        var run = await RunOfAsync(payment);
        var file = await new DownloadPaymentFile(database.Db, database.Encryption, PaymentFixture.Office).RunAsync(finance, run);
        Assert.Contains("TEST DISTRICT COUN", System.Text.Encoding.ASCII.GetString(file.Value!.Content), StringComparison.Ordinal);
        Assert.Equal(1, (await AnswerAsync(run, "PAID")).Value);

        var view = await ViewAsync();
        Assert.Equal((Half, Half, Half), (view.Line.Money.Paid, view.Line.Money.Held, view.Line.Money.Left));
        var paid = Assert.Single(view.Payments);
        Assert.Equal(("CSP Area 1 2026-27", "Test District Council", PaymentStatus.Paid), (paid.Reference, paid.Organisation, paid.Status));
        Assert.Equal(entries, await database.CountAsync("LedgerEntry"));
        Assert.Equal(Money.Zero, (await ledger.OverviewAsync(Year)).Total.Expenditure);
        // The council's own address and the area's contact.
        Assert.Equal(
            2,
            await database.CountAsync(
                "OutboxEmail",
                "Kind = 'AreaPaymentMade' and Subject = @Subject",
                new { Subject = "CSP Area 1 2026-27: we have paid £5,000.00" }
            )
        );
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "Kind = 'AreaPaymentMade' and ToAddress = 'income@council.example'"));
        await database.Db.ReadAsync(async work =>
        {
            var mine = Assert.Single(await AreaPayments.MineAsync(work, contact, await YearOverview.GetAsync(work, Year)));
            Assert.Equal(("Area 1", 1), (mine.Line.Area, mine.Payments.Count));
            return 0;
        });

        var (comparison, _) = await new ReconcilePayments(database.Db).ReadAsync(
            PaymentFixture.Today,
            PaymentFixture.Today,
            $"reference,date,amount\n{paid.BankReference},2026-06-01,5000.00\n"
        );
        Assert.True(comparison!.Agrees);

        Assert.Equal(1, (await AnswerAsync(run, "RETURNED")).Value);
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "Kind = 'AreaPaymentFailed'"));
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "Kind = 'PaymentFailedOffice'"));
        // The same amount may be requested again, because the money came back; but not for that account until it is checked again.
        Assert.StartsWith(
            "The bank sent back £5,000.00 (P-2026-001-001) to the account ending",
            await AskAsync(Money.FromPounds(10_000)),
            StringComparison.Ordinal
        );
        await SetAsync("update BankDetails set State = 'Confirmed'");
        Assert.Null(await AskAsync(Money.FromPounds(10_000)));
    }

    [Fact]
    public async Task A_lead_council_without_a_confirmed_account_is_not_paid()
    {
        await ReadyAsync();
        var payment = await RequestedAsync(Half);
        await SetAsync("update BankDetails set State = 'Given'");
        Assert.Equal("New bank details are waiting to be confirmed", await AskAsync(Half, ledger.Areas[1]));
        Assert.Equal("This payment is on hold: New bank details are waiting to be confirmed", await ApproveAsync(payment));
        await SetAsync("update BankDetails set State = 'Refused'");
        Assert.Equal("The organisation has no confirmed bank details", await AskAsync(Half, ledger.Areas[1]));
        await SetAsync("update CspArea set LeadOrganisationId = null");
        Assert.Equal("Area 2 has no lead council that could be paid", await AskAsync(Half, ledger.Areas[1]));
    }

    [Fact]
    public async Task An_area_whose_return_is_late_is_not_paid_and_the_return_is_named()
    {
        await ReadyAsync();
        var (requested, approved) = (await RequestedAsync(Money.FromPounds(1000)), await RequestedAsync(Money.FromPounds(2000)));
        Assert.Null(await ApproveAsync(approved));
        database.Clock.MoveTo("2026-07-22 10:00");
        const string late = "The return of Area 1 for quarter 1 of 2026-27 was due on 21 July 2026 and is not certified yet";
        Assert.Equal(late, await AskAsync(Half));
        Assert.Equal($"This payment is on hold: {late}", await ApproveAsync(requested));
        var (_, wrong) = await new MakePaymentRun(database.Db, PaymentFixture.Office).RunAsync(finance, [approved], new(2026, 7, 23));
        Assert.EndsWith(late, Assert.Single(wrong).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_locked_year_and_of_an_area_that_ended_only_what_was_spent_is_paid()
    {
        await ReadyAsync();
        Assert.Null(
            (
                await ledger.PostAsync(new(Year, TransactionKind.Expenditure, Area, Money.FromPounds(900), new(2026, 5, 4), "Patrols"))
            ).FirstRefusal
        );
        var (payment, small) = (await RequestedAsync(Half), await RequestedAsync(Money.FromPounds(400)));
        await SetAsync("update LedgerYear set LockedAt = @Now", new { Now = new DateTime(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc) });
        Assert.StartsWith("Nothing of the £900.00 that Area 1 has spent is left to pay", await AskAsync(null), StringComparison.Ordinal);
        Assert.Equal(
            "£0.00 of the £900.00 that Area 1 has spent has already been approved, so £5,000.00 more would be over it",
            await ApproveAsync(payment)
        );
        // What was spent is still owed.
        Assert.Null(await ApproveAsync(small));
        Assert.Null((await Decide().RunAsync(finance, payment, approve: false, "More than was spent")).FirstRefusal);
        Assert.Null(await AskAsync(Money.FromPounds(500)));
        await PaidAsync(small);
        await SetAsync("update LedgerYear set LockedAt = null");
        await SetAsync("update CspArea set ValidTo = @Last", new { Last = new DateOnly(2026, 3, 31) });
        Assert.Equal("Area 1 ended on 31 March 2026. You can still pay what it spent.", (await ViewAsync()).WhySpentOnly);
        Assert.Equal(Money.Zero, (await ViewAsync()).Line.Money.Left);
    }

    /// <summary>£10,000 paid and £7,000 spent by 1 April 2027, and what becomes of the £3,000 is decided.</summary>
    private async Task PaidAndEndedAsync(LedgerRequestKind decision)
    {
        await ReadyAsync();
        var payment = await RequestedAsync(Money.FromPounds(10_000));
        Assert.Null(await ApproveAsync(payment));
        await PaidAsync(payment);
        Assert.Null(
            (
                await ledger.PostAsync(
                    new(Year, TransactionKind.Expenditure, Area, Money.FromPounds(7000), new(2026, 5, 4), "Patrols")
                    {
                        Evidence = Upload.Read("invoices.pdf", "%PDF-1.4 invoices"u8.ToArray(), "").Value!,
                    }
                )
            ).FirstRefusal
        );
        database.Clock.MoveTo("2027-04-02 10:00");
        await ledger.AllocateAsync(Year.Next, Money.FromPounds(10_000));
        await ledger.DoneAsync(new(Year, decision, Year.End, [new(Area, Money.FromPounds(3000))], "At the year end", "Minute 7"));
    }

    private Task<AreaPayments.AreaPaymentsPage> NextAsync() => database.Db.ReadAsync(work => AreaPayments.GetAsync(work, Year.Next, Area));

    [Fact]
    public async Task Money_that_an_area_keeps_and_its_council_already_has_is_not_paid_again_in_the_next_year()
    {
        await PaidAndEndedAsync(LedgerRequestKind.Keep);
        var (before, money) = ((await ViewAsync()).Line.Money, (await NextAsync()).Line.Money);
        Assert.Equal((Money.Zero, Money.FromPounds(3000)), (before.PaidOver, before.HeldForNext));
        Assert.Equal(
            (Money.FromPounds(13_000), Money.FromPounds(3000), Money.FromPounds(3000), Money.FromPounds(10_000)),
            (money.Allocation, money.InHand, money.Held, money.Left)
        );
        await ExceptAsync();
        Assert.Equal(
            "Only £10,000.00 of the allocation of £13,000.00, less £3,000.00 in hand from earlier years, is left to pay",
            (await Request().RunAsync(ledger.Officer, Year.Next, Area, Money.FromPounds(10_001), "First half")).FirstRefusal?.Sentence
        );
    }

    [Theory]
    [InlineData(LedgerRequestKind.Return)]
    [InlineData(LedgerRequestKind.CarryForward)]
    public async Task Pooled_or_shared_money_that_a_council_holds_is_recovered_or_set_against_the_next_year(LedgerRequestKind decision)
    {
        await PaidAndEndedAsync(decision);
        Assert.Equal(Money.FromPounds(3000), (await ViewAsync()).Line.Money.PaidOver);
        Assert.Equal(Money.FromPounds(7000), (await NextAsync()).Line.Money.Left);
        var check = await PaymentsCheckAsync();
        Assert.Equal("Lead councils were paid £3,000.00 more than they may keep.", check.Sentence);
        Assert.Equal(
            "Area 1: paid £3,000.00 more than it may keep. Recover it, or set it against 2027-28",
            Assert.Single(check.Missing).Text
        );

        async Task<Result> BackAsync(Db db) =>
            await new RecordAreaRepayment(db).RunAsync(finance, Year, Area, Money.FromPounds(2000), new(2027, 4, 1), "BACS 1");
        var race = await Race.RunAsync(
            database,
            BackAsync,
            sql => sql.StartsWith("insert into AreaRepayment", StringComparison.Ordinal),
            BackAsync
        );
        Assert.Equal(new(null, "The council of Area 1 holds only £1,000.00 more than the area keeps for the year"), race);
        Assert.Equal(Money.FromPounds(1000), (await ViewAsync()).Line.Money.PaidOver);
        Assert.Equal(Money.FromPounds(9000), (await NextAsync()).Line.Money.Left);
        Assert.Equal(
            ["paidBack", "receivedOn", "reference"],
            (await new RecordAreaRepayment(database.Db).RunAsync(finance, Year, Area, null, new(2027, 4, 3), " ")).Refusals.Select(one =>
                one.Field
            )
        );
        await new RecordAreaRepayment(database.Db).RunAsync(finance, Year, Area, Money.FromPounds(1000), new(2027, 4, 2), "BACS 2");
        Assert.True((await PaymentsCheckAsync()).IsDone);
    }

    [Fact]
    public async Task Money_of_an_area_that_was_written_off_is_no_longer_held_nor_paid_again()
    {
        await PaidAndEndedAsync(LedgerRequestKind.Return);
        var asked = await new AskAreaForRepayment(database.Db, PaymentFixture.Office).RunAsync(
            finance,
            Year,
            Area,
            Money.FromPounds(3000),
            "The area spent less than it was paid"
        );
        var invoice = asked.Value;
        Assert.Null(
            (
                await new ProposeWriteOff(database.Db).RunAsync(
                    finance,
                    invoice,
                    Money.FromPounds(1000),
                    "The council was dissolved in May 2027"
                )
            ).FirstRefusal
        );
        var ceiling = (await ViewAsync()).Line.Money.Ceiling;
        var second = await new Scenario(database.Db, database.Clock).PersonAsync(Role.FinanceOfficer);
        var writeOff = await database.Db.ScalarAsync<Guid>("select Id from RecoveryWriteOff");
        Assert.Null((await new DecideWriteOff(database.Db).RunAsync(second, invoice, writeOff, true, null)).FirstRefusal);
        var money = (await ViewAsync()).Line.Money;
        Assert.Equal((Money.FromPounds(2000), Money.FromPounds(2000), ceiling), (money.Held, money.PaidOver, money.Ceiling));
        Assert.Equal(Money.FromPounds(8000), (await NextAsync()).Line.Money.Left);
    }

    [Fact]
    public async Task An_areas_accrual_counts_what_its_council_has_in_hand_from_earlier_years()
    {
        await PaidAndEndedAsync(LedgerRequestKind.Keep);
        Assert.Null(
            (
                await ledger.PostAsync(
                    new(Year.Next, TransactionKind.Expenditure, Area, Money.FromPounds(4000), new(2027, 4, 2), "Patrols")
                    {
                        Evidence = Upload.Read("invoices.pdf", "%PDF-1.4 more invoices"u8.ToArray(), "").Value!,
                    }
                )
            )
                .FirstRefusal
                ?.Sentence
        );
        database.Clock.MoveTo("2028-04-05 10:00");
        Assert.Null((await new ProposeYearEndLines(database.Db).RunAsync(finance, Year.Next)).FirstRefusal?.Sentence);
        var line = Assert.Single((await database.Db.ReadAsync(work => YearEndLines.GetAsync(work, Year.Next))).Lines);
        Assert.Equal((AccrualKind.Accrual, Money.FromPounds(1000)), (line.Kind, line.Amount));
    }

    [Fact]
    public async Task Money_that_a_council_paid_back_is_compared_with_the_finance_system_once()
    {
        await PaidAndEndedAsync(LedgerRequestKind.Return);
        await new RecordAreaRepayment(database.Db).RunAsync(finance, Year, Area, Money.FromPounds(500), new(2027, 4, 1), "BACS 1");
        var asked = await new AskAreaForRepayment(database.Db, PaymentFixture.Office).RunAsync(
            finance,
            Year,
            Area,
            Money.FromPounds(2500),
            "The area spent less than it was paid"
        );
        var receive = new RecordRecoveryReceipt(database.Db, PaymentFixture.Office);
        async Task ReceivedAsync(decimal pounds, string reference) =>
            Assert.Null(
                (await receive.RunAsync(finance, asked.Value, Money.FromPounds(pounds), new(2027, 4, 2), reference, null, null))
                    .FirstRefusal
                    ?.Sentence
            );
        await ReceivedAsync(1000, "BACS 2");
        await ReceivedAsync(700, "BACS 3");
        var mistake = await database.Db.ScalarAsync<Guid>("select Id from RecoveryReceipt where Reference = 'BACS 3'");
        Assert.Null(
            (
                await new ReverseRecoveryReceipt(database.Db, PaymentFixture.Office).RunAsync(
                    finance,
                    asked.Value,
                    mistake,
                    "It was another council's money"
                )
            )
                .FirstRefusal
                ?.Sentence
        );
        var (comparison, _) = await new ReconcilePayments(database.Db).ReadAsync(
            new(2027, 4, 1),
            new(2027, 4, 30),
            "reference,date,amount\nBACS 1,2027-04-01,-500.00\nBACS 2,2027-04-02,-1000.00\n"
        );
        Assert.True(comparison!.Agrees);
        Assert.Equal(Money.FromPounds(-1500), comparison.Here);
    }

    [Fact]
    public async Task Accruals_read_what_a_council_had_in_hand_on_31_March_and_not_what_came_back_later()
    {
        await PaidAndEndedAsync(LedgerRequestKind.Return);
        database.Clock.MoveTo("2028-04-20 10:00");
        Assert.Null(
            (
                await new RecordAreaRepayment(database.Db).RunAsync(finance, Year, Area, Money.FromPounds(3000), new(2028, 4, 15), "BACS 9")
            ).FirstRefusal
        );
        Assert.Equal(Money.FromPounds(3000), Assert.Single(await AccruedAsync()).Amount);
    }

    [Fact]
    public async Task Accruals_do_not_count_what_was_on_its_way_on_31_March()
    {
        await PaidAndEndedAsync(LedgerRequestKind.Return);
        await SetAsync("update Payment set Status = 'Scheduled', PaidOn = null");
        Assert.Equal(Money.FromPounds(3000), (await NextAsync()).Line.Money.InHand);
        database.Clock.MoveTo("2028-04-20 10:00");
        Assert.Empty(await AccruedAsync());
    }

    private async Task<IReadOnlyList<YearEndLines.Line>> AccruedAsync()
    {
        Assert.Null((await new ProposeYearEndLines(database.Db).RunAsync(finance, Year.Next)).FirstRefusal);
        return (await database.Db.ReadAsync(work => YearEndLines.GetAsync(work, Year.Next))).Lines;
    }

    private Task<YearEndQueries.Check> PaymentsCheckAsync() =>
        database.Db.ReadAsync(async work =>
            (await YearEndQueries.GetAsync(work, Year)).Checks.Single(check => check.Item == YearEndItem.Payments)
        );

    [Fact]
    public async Task A_payment_on_its_way_is_on_the_checklist_of_the_year_end()
    {
        await ReadyAsync();
        Assert.True((await PaymentsCheckAsync()).IsDone);
        var payment = await RequestedAsync(Half);
        Assert.Equal("£5,000.00 is requested or on its way to lead councils.", (await PaymentsCheckAsync()).Sentence);
        Assert.Null(await ApproveAsync(payment));
        Assert.Equal("Area 1: £5,000.00 is requested or on its way", Assert.Single((await PaymentsCheckAsync()).Missing).Text);
        await PaidAsync(payment);
        Assert.True((await PaymentsCheckAsync()).IsDone);
    }

    private async Task<Refusal?> ExceptAsync(string? reason = "The council's finance system is down until May") =>
        (await new ExceptLateReturns(database.Db).RunAsync(finance, Year.Next, Area, reason)).FirstRefusal;

    [Fact]
    public async Task Late_returns_hold_payments_after_the_lock_too_until_a_person_excepts_them_with_a_reason()
    {
        await ReadyAsync();
        database.Clock.MoveTo("2027-05-01 10:00");
        await ledger.AllocateAsync(Year.Next, Money.FromPounds(10_000));
        await SetAsync(
            "update LedgerYear set LockedAt = @Now where BudgetYear = '2026-27'",
            new { Now = new DateTime(2027, 4, 30, 9, 0, 0, DateTimeKind.Utc) }
        );
        async Task<IReadOnlyList<string>> AskAsync() =>
            (await Request().RunAsync(ledger.Officer, Year.Next, Area, Half, "First half")).Refusals.Select(one => one.Sentence).ToList();
        Assert.Equal(
            "The return of Area 1 for quarter 1 of 2026-27 was due on 21 July 2026 and is not certified yet",
            (await AskAsync())[0]
        );
        Assert.Equal("exceptReason", (await ExceptAsync("late"))?.Field);
        await SetAsync("insert into PersonCspArea (PersonId, AreaId) values (@Id, @Area)", new { finance.Id, Area });
        Assert.StartsWith("You are a contact of Area 1", (await ExceptAsync())?.Sentence, StringComparison.Ordinal);
        await SetAsync("delete from PersonCspArea");
        Assert.Null(await ExceptAsync());
        Assert.Equal("No late return of Area 1 holds its payments", (await ExceptAsync())?.Sentence);
        Assert.Empty(await AskAsync());
        Assert.Equal(finance.Name, (await NextAsync()).Exceptions[0].GivenByName);
        // One that is late later holds again.
        database.Clock.MoveTo("2027-07-22 10:00");
        Assert.StartsWith(
            "The return of Area 1 for quarter 1 of 2027-28",
            Assert.Single((await NextAsync()).Holds, hold => hold.Contains("return", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task In_arrears_an_area_is_paid_what_it_spent()
    {
        await ReadyAsync();
        var set = new SetAreaPaymentBasis(database.Db);
        Assert.Null((await set.RunAsync(finance, Year, null, AreaPaymentBasis.InArrears)).FirstRefusal);
        Assert.Equal("Nothing of the £0.00 that Area 1 has spent is left to pay: £0.00 is paid or on its way", await AskAsync(null));
        Assert.Null(
            (
                await ledger.PostAsync(new(Year, TransactionKind.Expenditure, Area, Money.FromPounds(900), new(2026, 5, 4), "Patrols"))
            ).FirstRefusal
        );
        Assert.Equal("Only £900.00 of the £900.00 that Area 1 has spent is left to pay", await AskAsync(Money.FromPounds(901)));
        Assert.Null(await AskAsync(null));
        var money = (await ViewAsync()).Line.Money;
        Assert.Equal((Money.FromPounds(900), Money.FromPounds(-900)), (money.Requested, money.Held));
        // An area that differs, and like the others again.
        Assert.Null((await set.RunAsync(finance, Year, Area, AreaPaymentBasis.InAdvance)).FirstRefusal);
        Assert.Equal(Money.FromPounds(9100), (await ViewAsync()).Line.Money.Left);
        Assert.Equal(
            "It is set like this already",
            (await set.RunAsync(finance, Year, Area, AreaPaymentBasis.InAdvance)).FirstRefusal?.Sentence
        );
        Assert.Null((await set.RunAsync(finance, Year, Area, null)).FirstRefusal);
        Assert.Equal(Money.Zero, (await ViewAsync()).Line.Money.Left);
        Assert.Contains(
            "Paid: In advance, up to the allocation -> as the other areas",
            await database.Db.ScalarAsync<string>(
                "select Detail from AuditEntry where Action = 'AreaPaymentBasisSet' order by Sequence desc"
            ) ?? "",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_same_amount_again_is_asked_about_at_the_request_and_for_another_area_at_the_approval()
    {
        await ReadyAsync();
        var first = await RequestedAsync(Money.FromPounds(1000));
        Assert.Equal(
            "A payment of £1,000.00 for CSP Area 1 2026-27 was requested on 1 June 2026. If this is a different payment, tick the box and say why.",
            await AskAsync(Money.FromPounds(1000))
        );
        Assert.Null(await AskAsync(Money.FromPounds(1000), another: "Second quarter"));
        var other = await RequestedAsync(Money.FromPounds(1000), ledger.Areas[1]);
        Assert.Null(await ApproveAsync(first));
        Assert.Equal(
            "A payment of £1,000.00 to the same account was approved on 1 June 2026 for CSP Area 1 2026-27. If this is a different payment, tick the box and say why.",
            await ApproveAsync(other)
        );
        Assert.Null(await ApproveAsync(other, another: "Another area"));
    }

    [Fact]
    public async Task A_payment_to_an_area_is_held_after_another_lead_council_was_chosen()
    {
        await ReadyAsync();
        var payment = await RequestedAsync(Half);
        Assert.Null(await ApproveAsync(payment));
        var other = await database.Db.HousekeepAsync(async work =>
        {
            var id = Guid.CreateVersion7();
            await work.ExecuteAsync(
                "insert into Organisation (Id, Name, Kind, AddressLine, Town, Postcode, Area, Phone, CreatedAt, Version) values (@id, 'Other Council', @Council, 'a', 'b', 'LE1 9ZZ', 'Area 1', '1', @Now, 1)",
                new
                {
                    id,
                    OrganisationRules.Council,
                    work.Now,
                }
            );
            return id;
        });
        Assert.Null((await new ChooseLeadCouncil(database.Db).RunAsync(ledger.Officer, Area, other, "pay@other.example")).FirstRefusal);
        var (_, wrong) = await new MakePaymentRun(database.Db, PaymentFixture.Office).RunAsync(finance, [payment], PaymentFixture.Today);
        Assert.EndsWith(
            "The lead council of Area 1 changed after the request, so refuse the payment and request it again",
            Assert.Single(wrong).Sentence,
            StringComparison.Ordinal
        );
        // Who was paid stays who was paid.
        Assert.Equal("Test District Council", Assert.Single((await ViewAsync()).Payments).Organisation);
        Assert.Null((await Decide().RunAsync(finance, payment, approve: false, "Other council")).FirstRefusal);
    }

    [Fact]
    public async Task A_contact_of_the_area_does_not_approve_its_payment()
    {
        await ReadyAsync();
        var payment = await RequestedAsync(Half);
        await SetAsync("insert into PersonCspArea (PersonId, AreaId) values (@Id, @Area)", new { finance.Id, Area });
        Assert.Equal("You are a contact of Area 1, so someone else must approve and release its payments", await ApproveAsync(payment));
    }

    [Fact]
    public async Task A_limit_for_every_fund_counts_for_an_area_too()
    {
        await ReadyAsync();
        var payment = await RequestedAsync(Half);
        Assert.Null(
            (await new SetPaymentLimit(database.Db).RunAsync(ledger.Officer, finance.Id, null, null, Money.FromPounds(4999))).FirstRefusal
        );
        Assert.Null(await ApproveAsync(payment));
        Assert.Equal(1, await database.CountAsync("Payment", "Status = 'Requested' and FirstApprovedBy is not null"));
        Assert.Null(
            (await new SetPaymentLimit(database.Db).RunAsync(ledger.Officer, finance.Id, null, "2027-28", Money.FromPounds(1))).FirstRefusal
        );
        Assert.Equal(2, await database.CountAsync("PaymentLimit"));
        var other = await new Scenario(database.Db, database.Clock).PersonAsync(Role.FinanceOfficer);
        Assert.Null(await ApproveAsync(payment, other));
        Assert.Equal(1, await database.CountAsync("Payment", "Status = 'Approved'"));
    }

    [Fact]
    public async Task Two_requests_for_an_area_that_together_exceed_its_allocation_are_not_both_accepted()
    {
        await ReadyAsync();
        Task<Result> AskFor(Db db) => Request(db).RunAsync(ledger.Officer, Year, Area, Money.FromPounds(6000), "A part", "another part");
        var race = await Race.RunAsync(database, AskFor, sql => sql.StartsWith("insert into Payment ", StringComparison.Ordinal), AskFor);
        Assert.Equal(new(null, "Only £4,000.00 of the allocation of £10,000.00 is left to pay"), race);
        Assert.Equal(1, await database.CountAsync("Payment"));
    }

    [Fact]
    public async Task A_payment_to_an_area_approved_three_times_at_once_is_approved_once()
    {
        await ReadyAsync();
        var payment = await RequestedAsync(Half);
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => Decide(database.Another()).RunAsync(finance, payment, approve: true, null)))
        );
        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.All(
            outcomes.Where(outcome => !outcome.IsDone),
            outcome => Assert.Equal("This payment was already approved", outcome.FirstRefusal!.Sentence)
        );
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'PaymentApproved'"));
    }

    [Fact]
    public async Task A_payment_to_an_area_goes_into_only_one_of_two_runs_made_at_once()
    {
        await ReadyAsync();
        var payment = await RequestedAsync(Half);
        Assert.Null(await ApproveAsync(payment));
        async Task<Result> MakeAsync(Db db) =>
            await new MakePaymentRun(db, PaymentFixture.Office).RunAsync(finance, [payment], PaymentFixture.Today);
        var race = await Race.RunAsync(
            database,
            MakeAsync,
            sql => sql.StartsWith("insert into PaymentRun", StringComparison.Ordinal),
            MakeAsync
        );
        Assert.Null(race.First);
        Assert.EndsWith("is scheduled, and only approved payments go to the bank", race.Second, StringComparison.Ordinal);
        Assert.Equal(1, await database.CountAsync("PaymentRun"));
    }

    [Fact]
    public async Task A_payment_is_of_an_award_or_to_an_area()
    {
        await ReadyAsync();
        await RequestedAsync(Half);
        await Assert.ThrowsAnyAsync<Exception>(() => SetAsync("update Payment set AreaId = null"));
        await Assert.ThrowsAnyAsync<Exception>(() => SetAsync("update Payment set PayeeId = null"));
    }

    [Fact]
    public async Task A_lead_council_and_its_account_are_kept_while_it_leads_an_area()
    {
        await ReadyAsync();
        database.Clock.MoveTo("2051-01-01 12:00");
        var plan = new RetentionPlan(database.Db, database.Clock);
        Assert.Empty(await plan.DueAsync(RecordType.BankDetails));
        Assert.Empty(await plan.DueAsync(RecordType.OrganisationDetails));
        await SetAsync("update CspArea set LeadOrganisationId = null");
        Assert.Single(await plan.DueAsync(RecordType.BankDetails));
        Assert.Single(await plan.DueAsync(RecordType.OrganisationDetails));
    }

    [Fact]
    public async Task Only_a_council_is_chosen_as_lead_council_with_an_address_for_its_payments()
    {
        await ReadyAsync();
        var scenario = new Scenario(database.Db, database.Clock);
        var charity = await scenario.OrganisationAsync(await scenario.PersonAsync(Role.Applicant));
        var choose = new ChooseLeadCouncil(database.Db);
        Assert.Equal(
            new Refusal("Choose a council from the list", "organisation"),
            (await choose.RunAsync(ledger.Officer, Area, charity, "income@council.example")).FirstRefusal
        );
        Assert.Equal("remittanceEmail", (await choose.RunAsync(ledger.Officer, Area, council, "income")).FirstRefusal?.Field);
        Assert.Equal(
            "Test District Council is the lead council of Area 1 already",
            (await choose.RunAsync(ledger.Officer, Area, council, "income@council.example")).FirstRefusal?.Sentence
        );
        Assert.Contains(
            "Lead council: none -> Test District Council",
            await database.Db.ScalarAsync<string>("select Detail from AuditEntry where Action = 'LeadCouncilAdded'") ?? "",
            StringComparison.Ordinal
        );
        // The officer gives the account of a council that has no people at the portal.
        var (name, _) = await database.Db.ReadAsync(work => BankDetailsQueries.MineAsync(work, ledger.Officer, council));
        Assert.Equal("Test District Council", name);
        await Assert.ThrowsAsync<NotFoundException>(() =>
            database.Db.ReadAsync(work => BankDetailsQueries.MineAsync(work, ledger.Officer, charity))
        );
    }

    public void Dispose() => database.Dispose();
}
