using System.Net;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Payments;

/// <summary>From an approval through the bank to the remittance, and each refusal on the way.</summary>
public sealed class PaymentRunPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    /// <summary>A payment run of £3,000.00 and £1,500.00 for one award, with what the bank would answer.</summary>
    private sealed record MadeRun(AcceptedAwardFixture Award, string Reference, string Number, Guid Id, Browser Finance)
    {
        public string Result =>
            $"payment run,{Number},4500.00\nreference,amount,result,date,note\n{Number}-001,3000.00,PAID,2026-02-24,\n{Number}-002,1500.00,FAILED,2026-02-24,Account closed\n";
    }

    private async Task<MadeRun> MakeRunAsync()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var run = await way.BatchedAsync(await way.ApprovedAsync(3000), await way.ApprovedAsync(1500));
        var number = (await host.Db.ReadAsync(work => PaymentRunQueries.GetAsync(work, host.Services.GetRequiredService<Office>(), run)))
            .PaymentRun
            .Number;
        return new(way, await way.ReferenceAsync(), number, run, await host.AsAsync(way.Finance));
    }

    /// <summary>The same, its file downloaded.</summary>
    private async Task<MadeRun> DownloadedRunAsync()
    {
        var run = await MakeRunAsync();
        AcceptedAwardFixture.Done((await run.Award.TakeAsync(run.Id)).FirstRefusal);
        host.Clock.MoveTo("2026-02-25 09:00");
        return run;
    }

    /// <summary>The same, the first payment paid and the second failed.</summary>
    private async Task<MadeRun> PaidRunAsync()
    {
        var run = await DownloadedRunAsync();
        var read = await host.WithAsync<ReadBankResult, Result<int>>(read => read.RunAsync(run.Award.Finance, run.Id, run.Result));
        Assert.Empty(read.Refusals);
        Assert.Equal(2, read.Value);
        return run;
    }

    private static Task<BrowserPage> ReadResultAsync(BrowserPage page, string result, HttpStatusCode expected = HttpStatusCode.OK) =>
        page.Attach("The bank's result file", "result.csv", Encoding.UTF8.GetBytes(result)).PressAsync("Read the result", expected);

    [Fact]
    public async Task The_payment_run_page_refuses_a_wrong_day_and_an_empty_choice()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var reference = await way.ReferenceAsync();
        var (one, two) = (await way.ApprovedAsync(3000), await way.ApprovedAsync(1500));
        var finance = await host.AsAsync(way.Finance);
        var page = await finance.OpenAsync(Links.Payments.Runs);
        page.AssertSays("2 approved payments are ready, with a total of £4,500.00");
        page = await page.FillNamed("PayOn.Day", "22")
            .FillNamed("PayOn.Month", "2")
            .FillNamed("PayOn.Year", "2026")
            .PressAsync("Make the payment run", HttpStatusCode.BadRequest);
        page.AssertError("22 February 2026 is in the past");
        page = await page.FillNamed("PayOn.Day", "28").PressAsync("Make the payment run", HttpStatusCode.BadRequest);
        page.AssertError("Banks do not work on 28 February 2026. The next working day is 2 March 2026.");
        page = await page.FillNamed("PayOn.Day", "30").PressAsync("Make the payment run", HttpStatusCode.BadRequest);
        page.AssertError("The day of payment must be a real date: February 2026 has 28 days");
        page = await page.FillNamed("PayOn.Day", "")
            .FillNamed("PayOn.Month", "")
            .FillNamed("PayOn.Year", "")
            .PressAsync("Make the payment run", HttpStatusCode.BadRequest);
        page.AssertError("Enter the day on which the bank should pay, such as 27 3 2026");
        page = await page.FillNamed("PayOn.Day", "24")
            .FillNamed("PayOn.Month", "2")
            .FillNamed("PayOn.Year", "2026")
            .Fill($"£3,000.00 for {reference}, Group A", "off")
            .Fill($"£1,500.00 for {reference}, Group A", "off")
            .PressAsync("Make the payment run", HttpStatusCode.BadRequest);
        page.AssertError("Choose at least one payment");
        await way.BatchedAsync(one, two); // the page lists what is approved in the whole portal
    }

    [Fact]
    public async Task A_payment_run_has_a_number_and_a_control_total_and_hides_account_numbers()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var reference = await way.ReferenceAsync();
        await way.ApprovedAsync(3000);
        await way.ApprovedAsync(1500);
        var page = await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Runs);
        page = await page.FillNamed("PayOn.Day", "24")
            .FillNamed("PayOn.Month", "2")
            .FillNamed("PayOn.Year", "2026")
            .Choose($"£3,000.00 for {reference}, Group A")
            .Choose($"£1,500.00 for {reference}, Group A")
            .PressAsync("Make the payment run");
        page.AssertSays("Payments 2 Control total £4,500.00");
        page.AssertDoesNotSay("12345678");
        var (number, run) = (page.Heading["Payment run ".Length..], Guid.Parse(page.Address.Segments[^1]));
        Assert.Matches(@"^P-2026-\d{3}$", number);
        // An auditor and an officer read it and have nothing to press.
        foreach (var reader in new[] { way.Stages.Officer, await host.Scenario.PersonAsync(Role.Auditor) })
        {
            var browser = await host.AsAsync(reader);
            var seen = await browser.OpenAsync(Links.Payments.Run(run));
            seen.AssertDoesNotSay("Remove");
            var token = (await browser.OpenAsync(Links.Casework.WorkEmail)).Document.QuerySelector(
                "input[name=__RequestVerificationToken]"
            )!;
            using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token.GetAttribute("value")!)]);
            foreach (var handler in new[] { "Release", "File", "Paid" })
            {
                using var answer = await browser.PostAsync(new Uri(seen.Address, $"{Links.Payments.Run(run)}?handler={handler}"), content);
                Assert.Equal((handler, HttpStatusCode.Forbidden), (handler, answer.StatusCode));
            }
        }
    }

    [Fact]
    public async Task A_payment_run_file_is_a_Bacs_file_that_is_recorded_and_the_same_at_each_download()
    {
        var run = await MakeRunAsync();
        var page = await run.Finance.OpenAsync(Links.Payments.Run(run.Id));
        var file = await DownloadAsync(run.Finance, page, "File", []);
        var lines = file.Split("\r\n");
        Assert.Equal(
            "2000001234567809999999900000001    00000300000OPCC LLR          "
                + $"{run.Number}-001".PadRight(18)
                + "GROUP A            26054",
            lines[0]
        );
        Assert.Equal(5, lines.Length);
        page = await run.Finance.OpenAsync(Links.Payments.Run(run.Id));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(file))),
            await host.Db.ScalarAsync<string>("select Sha256 from PaymentRun where Id = @Id", new { run.Id })
        );
        var noted = await host.Db.ScalarAsync<string>(
            "select Detail from AuditEntry where Action = 'PaymentFileDownloaded' and SubjectId = @Id",
            new { run.Id }
        );
        Assert.Contains($"{run.Number}-001 for {run.Reference} ending 5678, {run.Number}-002 for {run.Reference} ending 5678", noted);
        Assert.Equal(file, await DownloadAsync(run.Finance, page, "File", []));
    }

    [Fact]
    public async Task A_bank_results_file_that_does_not_match_its_payment_run_is_refused_and_changes_nothing()
    {
        var run = await DownloadedRunAsync();
        var (number, result) = (run.Number, run.Result);
        var page = await run.Finance.OpenAsync(Links.Payments.Run(run.Id));
        (await page.PressAsync("Read the result", HttpStatusCode.BadRequest)).AssertError("Choose the bank's file first");
        foreach (
            var (wrong, why) in new[]
            {
                (
                    result.Replace(number + ",", "P-2026-999,"),
                    $"Line 1: this file is for the payment run \"P-2026-999\", and this is {number}"
                ),
                (result.Replace("4500.00", "4500.01"), "Line 1: the control total is £4,500.01, and the payment run's is £4,500.00"),
                (result.Replace("-002", "-009"), $"Line 4: no payment of this payment run has the reference \"{number}-009\""),
                (result.Replace("-002", "-001"), $"Line 4: {number}-001 is in the file twice"),
                (result[..(result.IndexOf("-002", StringComparison.Ordinal) - 10)], $"{number}-002 is missing from the file"),
                (result.Replace("3000.00", "three thousand"), "Line 3: \"three thousand\" is not an amount in pounds and pence"),
                (result.Replace("reference,", "ref,"), "Line 2 must name the columns reference, amount, result, date, note"),
                ("", "The file is empty. Choose the file from the other system."),
                (
                    result.Replace("payment run,", "Payment run number "),
                    "The first line must be: payment run, the payment run's number, its control total. For example: payment run,P-2026-001,12500.00"
                ),
            }
        )
        {
            var before = await OnRecordAsync();
            (await ReadResultAsync(page, wrong, HttpStatusCode.BadRequest)).AssertError(why);
            Assert.Equal(
                (2, before),
                (
                    await host.Db.ScalarAsync<int>(
                        "select count(*) from Payment where RunId = @Id and Status = 'Scheduled'",
                        new { run.Id }
                    ),
                    await OnRecordAsync()
                )
            );
        }

        // Of the finance officer alone: the portal's own jobs write to the trail as well.
        Task<int> OnRecordAsync() =>
            host.Db.ScalarAsync<int>("select count(*) from AuditEntry where ActorId = @Id", new { run.Award.Finance.Id });
    }

    [Fact]
    public async Task The_banks_results_are_read_once_and_the_file_is_not_given_out_afterwards()
    {
        var run = await DownloadedRunAsync();
        var page = await ReadResultAsync(await run.Finance.OpenAsync(Links.Payments.Run(run.Id)), run.Result);
        page.AssertSays("The results of 2 payments are saved");
        page.AssertSays("Failed on 24 February 2026. Account closed");
        page.AssertSays("The bank's result was read on 25 February 2026, so you cannot download the file again");
        page = await ReadResultAsync(page, run.Result);
        page.AssertSays("This result has been read before. Nothing has changed.");
        Assert.Equal(
            "The bank's result was read on 25 February 2026, so you cannot download the file again",
            (await run.Award.TakeAsync(run.Id)).FirstRefusal!.Sentence
        );
        (await run.Finance.OpenAsync(Links.Payments.QueueOf(Domain.Payments.PaymentStatus.Failed))).AssertSays("£1,500");
    }

    [Fact]
    public async Task Payees_are_emailed_what_was_paid_and_what_the_bank_could_not_pay()
    {
        var run = await PaidRunAsync();
        var mail = await host.Db.ScalarAsync<string>(
            "select TextBody from OutboxEmail where Kind = 'PaymentMade' and TextBody like @Statement",
            new { Statement = $"%{run.Number}-001%" }
        );
        foreach (
            var words in new[]
            {
                "Paid on: 24 February 2026",
                "Paid into: the account that ends in 78",
                $"On your statement: {run.Number}-001",
                "Project A",
                Links.Payments.Mine(run.Award.Application.Id),
            }
        )
            Assert.Contains(words, mail);
        Assert.Contains(
            "Account closed",
            await host.Db.ScalarAsync<string>(
                "select TextBody from OutboxEmail where Kind = 'PaymentFailedOffice' and TextBody like @Amount",
                new { Amount = "%£1,500.00%" }
            )
        );
    }

    [Fact]
    public async Task The_banks_results_count_for_the_award_and_show_on_the_applicants_payments_page()
    {
        var run = await PaidRunAsync();
        var way = run.Award;
        Assert.Equal(300_000, await host.Db.ScalarAsync<long>("select Paid from AwardFigure where AwardId = @Award", new { way.Award }));
        // What the bank could not pay may be asked for again; what it paid is the organisation's to see.
        (await (await host.AsAsync(way.Stages.Officer)).OpenAsync(Links.Payments.Award(way.Award))).AssertSays("Left to request £2,000.00");
        var mine = await (await (await host.AsAsync(way.Application.Applicant)).OpenAsync(Links.Applications.Mine)).FollowAsync(
            "Payments for Project A"
        );
        mine.AssertSays("The grant is £5,000.00, of which £3,000.00 has been paid.");
        mine.AssertSays($"A part ({run.Number}-001) £3,000.00 Paid 24 February 2026 5678");
        mine.AssertSays("The bank could not pay it. We will be in touch.");
        await (await host.AsAsync(way.Stages.Applications[1].Applicant)).OpenAsync(
            Links.Payments.Mine(way.Application.Id),
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_payment_returned_by_the_bank_is_not_paid_and_its_money_can_be_requested_again()
    {
        var run = await PaidRunAsync();
        (await run.Finance.OpenAsync(Links.Payments.QueueOf(Domain.Payments.PaymentStatus.Returned))).AssertSays(
            "No payment fits this filter."
        ); // the queue is of the whole portal, and no other test of this class has one
        var page = await ReadResultAsync(
            await run.Finance.OpenAsync(Links.Payments.Run(run.Id)),
            run.Result.Replace("PAID,2026-02-24", "RETURNED,2026-02-25")
        );
        page.AssertSays("The results of 1 payments are saved");
        Assert.Equal(0, await host.Db.ScalarAsync<long>("select Paid from AwardFigure where AwardId = @Award", new { run.Award.Award }));
        page = await ReadResultAsync(page, run.Result, HttpStatusCode.BadRequest);
        page.AssertError($"Line 3: {run.Number}-001 was already returned, so it cannot now be paid");
        await run.Award.RequestedAsync(5000);
    }

    [Fact]
    public async Task A_payment_hold_stops_the_approval_the_run_and_the_file()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var id = new
        {
            way.Award,
            Application = way.Application.Id,
            way.Application.Organisation,
            By = way.Finance.Id,
            Evidence = Guid.CreateVersion7(),
        };
        var payment = await way.RequestedAsync(1000);
        async Task HeldAsync(string hold) =>
            Assert.Equal($"This payment is on hold: {hold}", (await way.DecideAsync(payment)).FirstRefusal!.Sentence);
        Task SetAsync(string sql) => host.Db.HousekeepAsync(work => work.ExecuteAsync(sql, id));

        await SetAsync("update MonitoringReturn set DueOn = '2026-02-22' where AwardId = @Award");
        await HeldAsync($"The return of {await way.ReferenceAsync()} was due on 22 February 2026 and has not arrived");
        await SetAsync("update MonitoringReturn set Status = 'Submitted' where AwardId = @Award");
        await SetAsync(
            "insert into AwardCondition (Id, AwardId, Position, Name, Stage, State, Version) values (@Evidence, @Award, 1, 'DBS certificates', 'BeforePayment', 'Given', 1)"
        );
        await HeldAsync("The condition \"DBS certificates\" is not met");
        (await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Award(way.Award))).AssertSays(
            "The condition \"DBS certificates\" is not met"
        );
        await SetAsync("update AwardCondition set State = 'NotNeeded' where Id = @Evidence");
        await SetAsync("update Award set EndedAt = '2026-02-23 08:00:00.000', EndedHow = 'GivenUp' where Id = @Award");
        await HeldAsync("The grant ended, or its close-out started, on 23 February 2026");
        Assert.Equal(
            "This grant ended, or its close-out started, on 23 February 2026, so nothing more can be paid",
            (await host.WithAsync<RequestPayment, Result>(request => request.RunAsync(way.Stages.Officer, way.Award, new(100), "More")))
                .FirstRefusal!
                .Sentence
        );
        await SetAsync("update Award set EndedAt = null, EndedHow = null where Id = @Award");
        Assert.Null((await way.DecideAsync(payment)).FirstRefusal);

        // Approved already: the payment run asks again.
        await SetAsync("update AwardCondition set State = 'Wanted' where Id = @Evidence");
        var (_, wrong) = await way.MakeAsync(payment);
        Assert.Equal(
            $"£1,000.00 for {await way.ReferenceAsync()} is on hold: The condition \"DBS certificates\" is not met",
            Assert.Single(wrong).Sentence
        );
        var page = await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Runs);
        page.AssertSays("Group A: The condition \"DBS certificates\" is not met");
        page.AssertDoesNotSay($"£1,000.00 for {await way.ReferenceAsync()}, Group A £");
        await SetAsync("update AwardCondition set State = 'Accepted' where Id = @Evidence");
        var run = await way.BatchedAsync(payment);

        // In a payment run whose file is still here: new bank details hold it, and it is taken out.
        await SetAsync("update BankDetails set State = 'Replaced' where OrganisationId = @Organisation");
        await way.ReadyAsync(way.Application, "87654321");
        Assert.Equal(
            $"£1,000.00 for {await way.ReferenceAsync()} is on hold: The bank details changed after the approval, so approve the payment again or refuse it. Remove it from the payment run.",
            (await way.TakeAsync(run)).FirstRefusal!.Sentence
        );
        var finance = await host.AsAsync(way.Finance);
        page = await finance.OpenAsync(Links.Payments.Run(run));
        page = await page.PressAsync($"Remove {page.Heading["Payment run ".Length..]}-001");
        page.AssertSays("Every payment was removed from this payment run, so it has no file");
        Assert.Contains(
            "is on hold: The bank details changed after the approval",
            Assert.Single((await way.MakeAsync(payment)).Refusals).Sentence
        );
        page = await finance.OpenAsync(Links.Payments.Approve(payment));
        page.AssertSays("The account has changed since. Approve the payment again for the new account, or refuse it.");
        await page.PressAsync("Approve");
        Assert.Equal(
            "4321",
            await host.Db.ScalarAsync<string>(
                "select b.LastFour from Payment p join BankDetails b on b.Id = p.BankDetailsId where p.Id = @payment",
                new { payment }
            )
        );
        run = await way.BatchedAsync(payment);
        Assert.Null((await way.TakeAsync(run)).FirstRefusal);
        Assert.StartsWith(
            "The file was downloaded on 23 February 2026",
            (await host.WithAsync<RemoveFromPaymentRun, Result>(remove => remove.RunAsync(way.Finance, payment))).FirstRefusal!.Sentence
        );
        Assert.Equal("This payment was already scheduled", (await way.DecideAsync(payment, approve: false)).FirstRefusal!.Sentence);
        Assert.Contains(
            "is scheduled, and only approved payments go to the bank",
            Assert.Single((await way.MakeAsync(payment)).Refusals).Sentence
        );
    }

    [Fact]
    public async Task A_payment_approval_can_be_withdrawn_until_the_payment_is_in_a_run()
    {
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var (one, two) = (await way.ApprovedAsync(1000), await way.ApprovedAsync(2000));
        var page = await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Approve(one));
        page.AssertSays("This payment is approved but not with the bank yet. Refuse it if it should not be paid after all.");
        (await page.Fill("Note (optional)", "Asked for twice").PressAsync("Refuse")).AssertSays("£1,000.00 refused");
        var run = await way.BatchedAsync(two);
        var (changed, wrong) = await host.WithAsync<ReadBankResult, Result<int>>(read =>
            read.RunAsync(way.Finance, run, "payment run,P-2026-001,1\nreference,amount,result,date,note\n")
        );
        Assert.Equal(
            (0, "The file of this payment run has not been downloaded yet, so the bank cannot have answered"),
            (changed, Assert.Single(wrong).Sentence)
        );
        Assert.Equal(
            "This payment is not in a payment run",
            (await host.WithAsync<RemoveFromPaymentRun, Result>(remove => remove.RunAsync(way.Finance, one))).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Payments_are_compared_with_the_finance_system_and_the_download_matches_the_page()
    {
        // The comparison is of the whole portal, so what other tests of this class paid is moved away.
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Payment set PaidOn = @Day, ReturnedOn = case when ReturnedOn is null then null else @Day end where Status in ('Paid', 'Returned')",
                new { Day = new DateOnly(2020, 1, 1) }
            )
        );
        var way = await AcceptedAwardFixture.AcceptedAsync(host);
        var run = await way.BatchedAsync(await way.ApprovedAsync(1000), await way.ApprovedAsync(2000), await way.ApprovedAsync(500));
        AcceptedAwardFixture.Done((await way.TakeAsync(run)).FirstRefusal);
        var answer = await host.Db.ReadAsync(work => PaymentRunQueries.GetAsync(work, host.Services.GetRequiredService<Office>(), run));
        Assert.Empty((await host.WithAsync<ReadBankResult, Result<int>>(read => read.RunAsync(way.Finance, run, answer.Blank))).Refusals);
        var number = answer.PaymentRun.Number;
        var finance = await host.AsAsync(way.Finance);
        var page = await finance.OpenAsync(Links.Payments.Reconcile);
        page = await page.PressAsync("Compare", HttpStatusCode.BadRequest);
        page.AssertError("Enter the first day");
        page.AssertError("Enter the last day");
        page.AssertError("Choose a file, or paste its lines");
        Period(page, "23", "22");
        page = await page.Fill(
                "Or the lines themselves",
                "reference,date,amount\nA,2026-02-23,ten\nB,soon,10\n,2026-02-23,10\nC,2026-02-23,\"6300,00\"\n"
            )
            .PressAsync("Compare", HttpStatusCode.BadRequest);
        page.AssertError("The last day is before the first");
        page = await Period(page, "1", "28").PressAsync("Compare", HttpStatusCode.BadRequest);
        foreach (
            var why in new[]
            {
                "Line 2: \"ten\" is not an amount in pounds and pence",
                "Line 3: \"soon\" is not a date such as 2026-03-27 or 27/03/2026",
                "Line 4: there is no reference",
                "Line 5: \"6300,00\" is not an amount in pounds and pence. Did you mean £6,300.00?",
            }
        )
            page.AssertError(why);
        page = await page.Fill("Or the lines themselves", "ref;date").PressAsync("Compare", HttpStatusCode.BadRequest);
        page.AssertError("Line 1 must name the columns reference, date, amount");
        var refunds =
            $"reference,date,amount\n{number}-001,2026-02-23,1000.00\n{number}-002,23/02/2026,2000.10\n=X1,2026-02-23,(12.50)\n{number}-001,2026-02-23,1000.00\n";
        var payments = await host.Db.ScalarAsync<int>("select max(Version) from Payment");
        page = await page.Attach("File from the finance system (optional)", "ledger.csv", Encoding.UTF8.GetBytes(refunds))
            .PressAsync("Compare");
        page.AssertSays("Agree 1 Amounts that differ 1 Only here 1 Only in the finance system 1 In the finance system more than once 1");
        page.AssertSays($"{number}-002 Out Differs by £0.10 23 February 2026 £2,000.00 23 February 2026 £2,000.10");
        page.AssertSays("Total Out less back Differs by £487.60 £3,500.00 £3,987.60");
        Assert.Equal(1, await host.Db.ScalarAsync<int>("select count(*) from AuditEntry where Action = 'PaymentsReconciled'"));
        Assert.Equal(payments, await host.Db.ScalarAsync<int>("select max(Version) from Payment"));
        var csv = await DownloadAsync(
            finance,
            page,
            "Csv",
            [
                ("Text", page.Value("Or the lines themselves")),
                ("From.Day", "1"),
                ("From.Month", "2"),
                ("From.Year", "2026"),
                ("To.Day", "28"),
                ("To.Month", "2"),
                ("To.Year", "2026"),
            ]
        );
        var shown = page
            .Document.QuerySelectorAll("main table tr")
            .Select(row => string.Join('|', row.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim())))
            .Select(line => line.Replace("=X1", "'=X1", StringComparison.Ordinal)); // In a file it must not run as a formula.
        Assert.Equal(shown, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join('|', Fields(line))));
        Assert.Contains("'=X1", csv);
        page = await Period(page, "1", "28")
            .Fill(
                "Or the lines themselves",
                answer.Payments.Aggregate(
                    "reference,date,amount\n",
                    (text, payment) => $"{text}{payment.BankReference},2026-02-23,{payment.Amount.ToInput()}\n"
                )
            )
            .PressAsync("Compare");
        page.AssertSays("Every movement agrees");

        static BrowserPage Period(BrowserPage page, string from, string to) =>
            page.FillNamed("From.Day", from)
                .FillNamed("From.Month", "2")
                .FillNamed("From.Year", "2026")
                .FillNamed("To.Day", to)
                .FillNamed("To.Month", "2")
                .FillNamed("To.Year", "2026");

        static IEnumerable<string> Fields(string line) =>
            System
                .Text.RegularExpressions.Regex.Matches(line, "(?:^|,)(?:\"([^\"]*)\"|([^,]*))")
                .Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value);
    }

    private static async Task<string> DownloadAsync(
        Browser browser,
        BrowserPage page,
        string handler,
        IEnumerable<(string Name, string Value)> fields
    )
    {
        var content = new MultipartFormDataContent();
        foreach (
            var (name, value) in fields.Append(
                (
                    "__RequestVerificationToken",
                    page.Document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!
                )
            )
        )
            content.Add(new StringContent(value), name);
        using var answer = await browser.PostAsync(new Uri(page.Address.GetLeftPart(UriPartial.Path) + "?handler=" + handler), content);
        Assert.Equal(("attachment", HttpStatusCode.OK), (answer.Content.Headers.ContentDisposition?.DispositionType, answer.StatusCode));
        return await answer.Content.ReadAsStringAsync();
    }
}
