using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Testing;
using Commissioning.Web.Tests.Awards;

namespace Commissioning.Web.Tests.Payments;

/// <summary>Money to come back: invoiced, received in parts, reversed, reminded of and written off, and back where it came from.</summary>
public sealed class RecoveryPageTests(HostWithoutLetterJobOrPdf host) : IClassFixture<HostWithoutLetterJobOrPdf>
{
    private sealed record Owed(RoundInStages Stages, Guid Award, Guid Invoice, Actor Finance, Actor Other);

    /// <summary>£4,000 accepted, £3,500 paid, £3,000 spent: £500 is invoiced on 10 May 2027.</summary>
    private async Task<Owed> OwedAsync()
    {
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000);
        var award = await stages.AcceptedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, 350000, 'Part', 'Paid', @By, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    By = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        host.Clock.MoveTo("2027-05-10 10:00");
        // Another node in a race has the database's own clock.
        host.Database.Clock.MoveTo("2027-05-10 10:00");
        await stages.ReportAllAsync(award, 0, line => new(line.Requested.Pence * 3 / 4));
        Assert.Null((await host.WithAsync<ProposeCloseOut, Result>(propose => propose.RunAsync(stages.Officer, award, null))).FirstRefusal);
        Assert.Null(
            (
                await host.WithAsync<AgreeCloseOut, Result>(agree =>
                    agree.RunAsync(stages.Applications[0].Applicant, stages.Applications[0].Id, "Amira Khan", null)
                )
            ).FirstRefusal
        );
        var invoice = await host.Db.ScalarAsync<Guid>("select Id from RecoveryInvoice where AwardId = @award", new { award });
        return new(
            stages,
            award,
            invoice,
            await host.Scenario.PersonAsync(Role.FinanceOfficer),
            await host.Scenario.PersonAsync(Role.FinanceOfficer)
        );
    }

    private static Task<Result> ReceiveAsync(
        Db db,
        Owed owed,
        decimal pounds,
        string reference = "BACS 1",
        string? rest = null,
        string? another = null
    ) =>
        new RecordRecoveryReceipt(db, PaymentOffice).RunAsync(
            owed.Finance,
            owed.Invoice,
            Money.FromPounds(pounds),
            new(2027, 5, 10),
            reference,
            rest,
            another
        );

    private static readonly Features.Office PaymentOffice = new() { BaseUrl = "http://localhost" };

    private Task<RecoveryInvoiceQueries.InvoicePage> ViewAsync(Owed owed) =>
        host.Db.ReadAsync(work => RecoveryInvoiceQueries.GetAsync(work, owed.Invoice));

    private Task<Money> GivenBackAsync(Owed owed) =>
        host.Db.ScalarAsync<Money>("select GivenBack from Award where Id = @Award", new { owed.Award });

    [Fact]
    public async Task An_invoice_is_received_in_parts_reversed_and_settled_on_its_page()
    {
        var owed = await OwedAsync();
        var finance = await host.AsAsync(owed.Finance);
        var list = await finance.OpenAsync(Links.Payments.Recoveries);
        list.AssertSays("£500");
        var number = (await ViewAsync(owed)).Invoice.Number;
        var page = await list.FollowAsync(number);
        page.AssertSays("Still owed £500.00");
        var form = page.FillNamed("ReceivedOn.Day", "10").FillNamed("ReceivedOn.Month", "5").FillNamed("ReceivedOn.Year", "2027");
        (
            await form.Fill("Amount that arrived", "500.01")
                .Fill("Reference on the bank statement", "BACS 77")
                .PressAsync("Record the receipt", HttpStatusCode.BadRequest)
        ).AssertError("Only £500.00 is still to be returned. Say what happens with the other £0.01, or correct the amount.");
        page = await form.Fill("Amount that arrived", "200")
            .Fill("Reference on the bank statement", "BACS 77")
            .PressAsync("Record the receipt");
        page.AssertSays("Still owed £300.00");
        Assert.Equal(Money.FromPounds(200), await GivenBackAsync(owed));
        // The same sum with the same reference is asked about.
        Assert.Contains(
            "is already recorded on " + number,
            (await ReceiveAsync(host.Db, owed, 200, "bacs 77")).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        page = await page.Fill("Which receipt?", (await ViewAsync(owed)).Receipts[0].Id.ToString())
            .Fill("What was wrong?", "It was another group's")
            .PressAsync("Reverse it");
        page.AssertSays("Still owed £500.00");
        Assert.Equal(Money.Zero, await GivenBackAsync(owed));
        await ReturnedMoneyTests.AgreesAsync(host, owed.Stages.Round);

        Assert.Null((await ReceiveAsync(host.Db, owed, 510, "BACS 78", "Paid back to them")).FirstRefusal);
        var view = await ViewAsync(owed);
        Assert.Equal((RecoveryState.Paid, Money.FromPounds(500)), (view.State, view.Invoice.Received));
        Assert.Equal(Money.FromPounds(10), view.Receipts[^1].Rest);
        await ReturnedMoneyTests.AgreesAsync(host, owed.Stages.Round);
        var applicant = await host.AsAsync(owed.Stages.Applications[0].Applicant);
        (await applicant.OpenAsync(Links.Payments.MyRecovery(owed.Stages.Applications[0].Id))).AssertSays(
            "£200.00 of 10 May 2027 was recorded by mistake, and is taken off again"
        );
        await (await host.AsAsync(owed.Stages.Applications[1].Applicant)).OpenAsync(
            Links.Payments.MyRecovery(owed.Stages.Applications[0].Id),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_write_off_needs_two_people_and_a_limit_and_lets_the_grant_close_with_the_money_still_paid()
    {
        var owed = await OwedAsync();
        var (finance, other) = (await host.AsAsync(owed.Finance), await host.AsAsync(owed.Other));
        Assert.Null((await ReceiveAsync(host.Db, owed, 100)).FirstRefusal);
        var page = await finance.OpenAsync(Links.Payments.Recovery(owed.Invoice));
        page = await page.Fill("Amount to write off", "400")
            .Fill("Why will it not come back, and what was tried?", "The group was dissolved")
            .PressAsync("Propose the write-off");
        page.AssertSays("£400.00, proposed by");
        page.AssertDoesNotSay("Write off £400.00");
        (await other.OpenAsync(Links.Casework.Work)).AssertSays("Write-off to decide");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into PaymentLimit (Id, PersonId, UpTo, SetBy, SetAt) values (@Id, @Person, 39999, @Person, @Now)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    Person = owed.Other.Id,
                    work.Now,
                }
            )
        );
        var decide = await other.OpenAsync(Links.Payments.Recovery(owed.Invoice));
        (await decide.PressAsync("Write off £400.00", HttpStatusCode.BadRequest)).AssertError(
            "You may approve up to £399.99, so someone with a higher limit must approve this write-off"
        );
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from PaymentLimit"));
        (await decide.PressAsync("Write off £400.00")).AssertSays("Written off £400.00");
        Assert.Null((await host.WithAsync<CloseAward, Result>(close => close.RunAsync(owed.Stages.Officer, owed.Award))).FirstRefusal);
        // Of £3,500 paid £100 came back; what was written off stays paid.
        Assert.Equal(
            Money.FromPounds(3400),
            await host.Db.ScalarAsync<Money>("select Amount - GivenBack from Award where Id = @Award", new { owed.Award })
        );
        await ReturnedMoneyTests.AgreesAsync(host, owed.Stages.Round);
    }

    [Fact]
    public async Task Reminders_go_out_once_each_and_stop_for_a_payment_plan()
    {
        var owed = await OwedAsync();
        var due = (await ViewAsync(owed)).Invoice.DueOn;
        // Others of this portal may be due as well, so the reminders of this one are counted.
        async Task<int> RemindAsync()
        {
            var before = (await ViewAsync(owed)).Reminders.Count;
            await host.WithAsync<RemindOfRecoveries, int>(remind => remind.RunAsync());
            return (await ViewAsync(owed)).Reminders.Count - before;
        }
        Task<int> SentAsync(string kind) =>
            host.Database.CountAsync("OutboxEmail", "Kind = @kind and SubjectId = @Id", new { kind, owed.Stages.Applications[0].Id });
        Assert.Equal(0, await RemindAsync());
        host.Clock.MoveTo($"{due.AddDays(-7):yyyy-MM-dd} 10:00");
        Assert.Equal(1, await RemindAsync());
        Assert.Equal(0, await RemindAsync());
        Assert.True(await SentAsync("RecoveryDue") > 0);
        Assert.Null(
            (
                await host.WithAsync<StopRecoveryReminders, Result>(stop =>
                    stop.RunAsync(owed.Finance, owed.Invoice, ReminderStop.PaymentPlan, "£50 a month", due.AddDays(20))
                )
            ).FirstRefusal
        );
        host.Clock.MoveTo($"{due.AddDays(15):yyyy-MM-dd} 10:00");
        Assert.Equal(0, await RemindAsync());
        Assert.Equal(RecoveryState.Stopped, (await ViewAsync(owed)).State);
        host.Clock.MoveTo($"{due.AddDays(21):yyyy-MM-dd} 10:00");
        Assert.Equal(1, await RemindAsync());
        Assert.Equal(0, await RemindAsync());
        Assert.True(await SentAsync("RecoveryLate") > 0);
        Assert.Equal([-7, 14], (await ViewAsync(owed)).Reminders.Select(one => one.DaysAfter));
        (await (await host.AsAsync(owed.Finance)).OpenAsync(Links.Payments.Recovery(owed.Invoice))).AssertSays("21 days late");
        (await (await host.AsAsync(owed.Finance)).OpenAsync(Links.Casework.Work)).AssertSays("Invoice that is late");
    }

    [Fact]
    public async Task Receipts_at_once_a_write_off_at_once_and_a_reversal_twice_count_once()
    {
        var owed = await OwedAsync();
        Task<Result> AllAsync(Db db, string reference) => ReceiveAsync(db, owed, 400, reference, another: "Another one");
        var receipts = await Race.RunAsync(
            host.Database,
            db => AllAsync(db, "BACS 1"),
            sql => sql.StartsWith("insert into RecoveryReceipt", StringComparison.Ordinal),
            db => AllAsync(db, "BACS 2")
        );
        Assert.Null(receipts.First);
        Assert.StartsWith("Only £100.00 is still to be returned", receipts.Second, StringComparison.Ordinal);

        Assert.Null(
            (
                await host.WithAsync<ProposeWriteOff, Result>(propose =>
                    propose.RunAsync(owed.Finance, owed.Invoice, Money.FromPounds(100), "No money left")
                )
            ).FirstRefusal
        );
        var writeOff = (await ViewAsync(owed)).Waiting!.Id;
        var both = await Race.RunAsync(
            host.Database,
            db => ReceiveAsync(db, owed, 60, "BACS 3"),
            sql => sql.StartsWith("insert into RecoveryReceipt", StringComparison.Ordinal),
            db => new DecideWriteOff(db).RunAsync(owed.Other, owed.Invoice, writeOff, true, null)
        );
        Assert.Null(both.First);
        Assert.StartsWith("Only £40.00 is still owed, because money has come in since", both.Second, StringComparison.Ordinal);

        var receipt = (await ViewAsync(owed)).Receipts[0].Id;
        Task<Result> ReverseAsync(Db db) =>
            new ReverseRecoveryReceipt(db, PaymentOffice).RunAsync(owed.Finance, owed.Invoice, receipt, "Another payer");
        var twice = await Race.RunAsync(
            host.Database,
            ReverseAsync,
            sql => sql.StartsWith("insert into RecoveryReceipt", StringComparison.Ordinal),
            ReverseAsync
        );
        Assert.Equal(new(null, "This receipt has already been reversed"), twice);
        Assert.Equal(Money.FromPounds(60), (await ViewAsync(owed)).Invoice.Received);
        await ReturnedMoneyTests.AgreesAsync(host, owed.Stages.Round);
    }

    [Fact]
    public async Task A_receipt_interrupted_at_any_statement_is_booked_completely_or_not_at_all()
    {
        var owed = await OwedAsync();
        for (var reached = 0; ; reached++)
        {
            var (left, db) = (reached, host.Database.Another());
            db.Trace += _ =>
            {
                if (left-- == 0)
                    throw new IOException("The power is gone");
            };
            try
            {
                Assert.Null((await ReceiveAsync(db, owed, 500)).FirstRefusal);
                Assert.True(reached > 20, $"{reached} statements");
                break;
            }
            catch (IOException) { }
            Assert.Equal(Money.Zero, (await ViewAsync(owed)).Invoice.Received);
            Assert.Equal(Money.Zero, await GivenBackAsync(owed));
        }
        Assert.Equal(Money.FromPounds(500), await GivenBackAsync(owed));
        await ReturnedMoneyTests.AgreesAsync(host, owed.Stages.Round);
    }

    [Fact]
    public async Task Money_that_the_bank_paid_twice_is_invoiced_and_moves_no_sum_of_the_award()
    {
        var owed = await OwedAsync();
        var finance = await host.AsAsync(owed.Finance);
        var ask = await (await finance.OpenAsync(Links.Payments.Award(owed.Award))).FollowAsync(
            "Ask for money that was paid twice or too high"
        );
        (await ask.Fill("What is it for?", "Twice").PressAsync("Send the invoice", HttpStatusCode.BadRequest)).AssertError(
            "Enter an amount of more than £0.00"
        );
        var page = await ask.Fill("How much should come back?", "3500")
            .Fill("What is it for?", "The payment of 3 June, which the bank made twice")
            .PressAsync("Send the invoice");
        page.AssertSays("Still owed £3,500.00");
        Assert.True(
            await host.Database.CountAsync(
                "OutboxEmail",
                "Kind = 'RecoveryInvoiced' and SubjectId = @Id",
                new { owed.Stages.Applications[0].Id }
            ) > 0
        );
        await page.FillNamed("ReceivedOn.Day", "10")
            .FillNamed("ReceivedOn.Month", "5")
            .FillNamed("ReceivedOn.Year", "2027")
            .Fill("Amount that arrived", "3500")
            .Fill("Reference on the bank statement", "BACS 9")
            .PressAsync("Record the receipt");
        Assert.Equal(Money.Zero, await GivenBackAsync(owed));
        await ReturnedMoneyTests.AgreesAsync(host, owed.Stages.Round);
    }
}
