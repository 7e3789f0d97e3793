using System.Net;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

/// <summary>From an approval through the bank to the remittance, and each refusal on the way.</summary>
public sealed class RunPageTests(UnprintedHost host) : IClassFixture<UnprintedHost>
{
    [Fact]
    public async Task Approved_payments_go_to_the_bank_in_a_run_and_its_answer_pays_them()
    {
        var way = await PaymentsOnTheWay.AcceptedAsync(host);
        var reference = await way.ReferenceAsync();
        await way.ApprovedAsync(3000);
        await way.ApprovedAsync(1500);
        var finance = await host.AsAsync(way.Finance);
        var page = await (await finance.OpenAsync(Links.Payments.Queue)).FollowAsync("PaymentRuns for the bank");
        page.AssertSays("2 approved payments are ready, together £4,500.00");
        page = await page.FillNamed("PayOn.Day", "22")
            .FillNamed("PayOn.Month", "2")
            .FillNamed("PayOn.Year", "2026")
            .PressAsync("Make the payment run", HttpStatusCode.BadRequest);
        page.AssertError("22 February 2026 is in the past");
        page = await page.FillNamed("PayOn.Day", "28").PressAsync("Make the payment run", HttpStatusCode.BadRequest);
        page.AssertError("Banks do not work on 28 February 2026. The next working day is 2 March 2026.");
        page = await page.FillNamed("PayOn.Day", "30").PressAsync("Make the payment run", HttpStatusCode.BadRequest);
        page.AssertError("The day of payment must be a real date, such as 27 3 2026");
        page = await page.FillNamed("PayOn.Day", "")
            .FillNamed("PayOn.Month", "")
            .FillNamed("PayOn.Year", "")
            .PressAsync("Make the payment run", HttpStatusCode.BadRequest);
        page.AssertError("Enter the day on which the bank is to pay, such as 27 3 2026");
        page = await page.FillNamed("PayOn.Day", "24")
            .FillNamed("PayOn.Month", "2")
            .FillNamed("PayOn.Year", "2026")
            .Fill($"£3,000.00 for {reference}, Group A", "off")
            .Fill($"£1,500.00 for {reference}, Group A", "off")
            .PressAsync("Make the payment run", HttpStatusCode.BadRequest);
        page.AssertError("Choose at least one payment");
        page = await page.Choose($"£3,000.00 for {reference}, Group A")
            .Choose($"£1,500.00 for {reference}, Group A")
            .PressAsync("Make the payment run");
        page.AssertSays("Payments 2 Control total £4,500.00");
        page.AssertDoesNotSay("12345678");
        var (number, run) = (page.Heading["PaymentRun ".Length..], Guid.Parse(page.Address.Segments[^1]));
        Assert.Matches(@"^P-2026-\d{3}$", number);
        await (await host.AsAsync(way.Stages.Officer)).OpenAsync(Links.Payments.Run(run), HttpStatusCode.Forbidden);

        var file = await DownloadAsync(finance, page, "File", []);
        var lines = file.Split("\r\n");
        Assert.Equal(
            "2000001234567809999999900000001    00000300000OPCC LLR          " + $"{number}-001".PadRight(18) + "GROUP A            26055",
            lines[0]
        );
        Assert.Equal(5, lines.Length);
        page = await finance.OpenAsync(Links.Payments.Run(run));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(file))),
            await host.Db.ScalarAsync<string>("select Sha256 from PaymentRun where Id = @run", new { run })
        );
        var noted = await host.Db.ScalarAsync<string>(
            "select Detail from AuditEntry where Action = 'PaymentFileDownloaded' and SubjectId = @run",
            new { run }
        );
        Assert.Contains($"{number}-001 for {reference} ending 5678, {number}-002 for {reference} ending 5678", noted);
        Assert.Equal(file, await DownloadAsync(finance, page, "File", []));

        (await page.PressAsync("Read the result", HttpStatusCode.BadRequest)).AssertError("Choose the bank's file first");
        var result =
            $"payment run,{number},4500.00\nreference,amount,result,date,note\n{number}-001,3000.00,PAID,2026-02-24,\n{number}-002,1500.00,FAILED,2026-02-24,Account closed\n";
        host.Clock.MoveTo("2026-02-25 09:00");
        foreach (
            var (wrong, why) in new[]
            {
                (
                    result.Replace(number + ",", "P-2026-999,"),
                    $"Line 1: this file is for the payment run \"P-2026-999\", and this is {number}"
                ),
                (result.Replace("4500.00", "4500.01"), "Line 1: the control total is £4,500.01, and the payment run's is £4,500.00"),
                (result.Replace("-002", "-009"), $"Line 4: no payment of this payment run has the reference \"{number}-009\""),
                (result.Replace("-002", "-001"), $"Line 4: {number}-001 is there twice"),
                (result[..(result.IndexOf("-002", StringComparison.Ordinal) - 10)], $"{number}-002 is missing from the file"),
                (result.Replace("3000.00", "three thousand"), "Line 3: \"three thousand\" is not an amount in pounds and pence"),
                (result.Replace("reference,", "ref,"), "Line 2 must name the columns reference, amount, result, date, note"),
                ("", "The file is empty. Choose the one that the other system gave you."),
                (
                    result.Replace("payment run,", "Payment run number "),
                    "The first line must be: payment run, the payment run's number, its control total. For example: payment run,P-2026-001,12500.00"
                ),
            }
        )
        {
            var before = await OnRecordAsync();
            (
                await page.Attach("What the bank answered", "result.csv", Encoding.UTF8.GetBytes(wrong))
                    .PressAsync("Read the result", HttpStatusCode.BadRequest)
            ).AssertError(why);
            Assert.Equal(
                (2, before),
                (
                    await host.Db.ScalarAsync<int>("select count(*) from Payment where RunId = @run and Status = 'Scheduled'", new { run }),
                    await OnRecordAsync()
                )
            );
        }
        page = await page.Attach("What the bank answered", "result.csv", Encoding.UTF8.GetBytes(result)).PressAsync("Read the result");
        page.AssertSays("The result of 2 payments is read");
        page.AssertSays("Failed on 24 February 2026. Account closed");
        page.AssertSays("The bank's result was read on 25 February 2026, so the file is not given out again");
        page = await page.Attach("What the bank answered", "result.csv", Encoding.UTF8.GetBytes(result)).PressAsync("Read the result");
        page.AssertSays("This result was read before. Nothing is changed.");
        Assert.Equal(
            "The bank's result was read on 25 February 2026, so the file is not given out again",
            (await way.TakeAsync(run)).FirstRefusal!.Sentence
        );

        var mail = await host.Db.ScalarAsync<string>(
            "select TextBody from OutboxEmail where Subject = @Subject",
            new { Subject = $"{reference}: we have paid £3,000.00" }
        );
        foreach (
            var words in new[]
            {
                "Paid on: 24 February 2026",
                "Into the account ending: 5678",
                $"Reference on your statement: {number}-001",
                "Project A",
                Links.Payments.Mine(way.Application.Id),
            }
        )
            Assert.Contains(words, mail);
        Assert.Contains(
            "Account closed",
            await host.Db.ScalarAsync<string>(
                "select TextBody from OutboxEmail where Subject = @Subject",
                new { Subject = $"{reference}: the bank could not pay £1,500.00" }
            )
        );
        Assert.Equal(300_000, await host.Db.ScalarAsync<long>("select Paid from AwardFigure where AwardId = @Award", new { way.Award }));

        // What the bank could not pay may be asked for again; what it paid is the organisation's to see.
        (await (await host.AsAsync(way.Stages.Officer)).OpenAsync(Links.Payments.Award(way.Award))).AssertSays("Left to request £2,000.00");
        var mine = await (await (await host.AsAsync(way.Application.Applicant)).OpenAsync(Links.Applications.Mine)).FollowAsync(
            "Payments for Project A"
        );
        mine.AssertSays("The grant is £5,000.00, of which £3,000.00 is paid.");
        mine.AssertSays($"A part ({number}-001) £3,000.00 Paid 24 February 2026 5678");
        mine.AssertSays("The bank could not pay it. We will be in touch.");
        await (await host.AsAsync(way.Stages.Applications[1].Applicant)).OpenAsync(
            Links.Payments.Mine(way.Application.Id),
            HttpStatusCode.NotFound
        );
        (await finance.OpenAsync(Links.Payments.QueueOf(Domain.Payments.PaymentStatus.Failed))).AssertSays("£1,500.00");
        (await finance.OpenAsync(Links.Payments.QueueOf(Domain.Payments.PaymentStatus.Returned))).AssertSays("No payment is returned now."); // the queue is of the whole portal, and no other test of this class has one

        // Money that was paid comes back later.
        page = await finance.OpenAsync(Links.Payments.Run(run));
        page = await page.Attach(
                "What the bank answered",
                "later.csv",
                Encoding.UTF8.GetBytes(result.Replace("PAID,2026-02-24", "RETURNED,2026-02-25"))
            )
            .PressAsync("Read the result");
        page.AssertSays("The result of 1 payments is read");
        Assert.Equal(0, await host.Db.ScalarAsync<long>("select Paid from AwardFigure where AwardId = @Award", new { way.Award }));
        page = await page.Attach("What the bank answered", "result.csv", Encoding.UTF8.GetBytes(result))
            .PressAsync("Read the result", HttpStatusCode.BadRequest);
        page.AssertError($"Line 3: {number}-001 was returned already, and cannot be paid now");
        await way.RequestedAsync(5000);

        // Of the finance officer alone: the portal's own jobs write to the trail as well.
        Task<int> OnRecordAsync() =>
            host.Db.ScalarAsync<int>("select count(*) from AuditEntry where ActorId = @Id", new { way.Finance.Id });
    }

    [Fact]
    public async Task Whatever_holds_a_payment_holds_it_at_the_approval_at_the_run_and_at_the_file()
    {
        var way = await PaymentsOnTheWay.AcceptedAsync(host);
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
            Assert.Equal($"This payment is held: {hold}", (await way.DecideAsync(payment)).FirstRefusal!.Sentence);
        Task SetAsync(string sql) => host.Db.HousekeepAsync(work => work.ExecuteAsync(sql, id));

        await SetAsync("update MonitoringReturn set DueOn = '2026-02-22' where AwardId = @Award");
        await HeldAsync($"The return of {await way.ReferenceAsync()} was due on 22 February 2026 and has not come");
        await SetAsync("update MonitoringReturn set Status = 'Submitted' where AwardId = @Award");
        await SetAsync(
            "insert into AwardCondition (Id, AwardId, Position, Name, Stage, State, Version) values (@Evidence, @Award, 1, 'DBS certificates', 'BeforePayment', 'Given', 1)"
        );
        await HeldAsync("The evidence \"DBS certificates\" is not in hand");
        (await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Award(way.Award))).AssertSays(
            "The evidence \"DBS certificates\" is not in hand"
        );
        await SetAsync("update AwardCondition set State = 'NotNeeded' where Id = @Evidence");
        await SetAsync("update Award set EndedAt = '2026-02-23 08:00:00.000', EndedHow = 'GivenUp' where Id = @Award");
        await HeldAsync("The grant has ended, or its close-out has begun, on 23 February 2026");
        Assert.Equal(
            "This grant has ended, or its close-out has begun, on 23 February 2026, so nothing more is paid",
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
            $"£1,000.00 for {await way.ReferenceAsync()} is held: The evidence \"DBS certificates\" is not in hand",
            Assert.Single(wrong).Sentence
        );
        var page = await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Runs);
        page.AssertSays("Group A: The evidence \"DBS certificates\" is not in hand");
        page.AssertDoesNotSay($"£1,000.00 for {await way.ReferenceAsync()}, Group A £");
        await SetAsync("update AwardCondition set State = 'Accepted' where Id = @Evidence");
        var run = await way.BatchedAsync(payment);

        // In a payment run whose file is still here: new bank details hold it, and it is taken out.
        await SetAsync("update BankDetails set State = 'Replaced' where OrganisationId = @Organisation");
        await way.ReadyAsync(way.Application, "87654321");
        Assert.Equal(
            $"£1,000.00 for {await way.ReferenceAsync()} is held: The bank details changed after the approval, so it is approved again or refused. Take it out of the payment run.",
            (await way.TakeAsync(run)).FirstRefusal!.Sentence
        );
        var finance = await host.AsAsync(way.Finance);
        page = await finance.OpenAsync(Links.Payments.Run(run));
        page = await page.PressAsync($"Take out {page.Heading["PaymentRun ".Length..]}-001");
        page.AssertSays("Every payment was taken out of this payment run, so it has no file");
        Assert.Contains(
            "is held: The bank details changed after the approval",
            Assert.Single((await way.MakeAsync(payment)).Refusals).Sentence
        );
        page = await finance.OpenAsync(Links.Payments.Approve(payment));
        page.AssertSays("The account has changed since, so it is approved again for the new one or refused.");
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
            "The file was taken on 23 February 2026",
            (await host.WithAsync<MakePaymentRun, Result>(make => make.RemoveAsync(way.Finance, payment))).FirstRefusal!.Sentence
        );
        Assert.Equal("This payment was already scheduled", (await way.DecideAsync(payment, approve: false)).FirstRefusal!.Sentence);
        Assert.Contains(
            "is scheduled, and only what is approved goes to the bank",
            Assert.Single((await way.MakeAsync(payment)).Refusals).Sentence
        );
    }

    [Fact]
    public async Task An_approval_can_be_taken_back_until_the_payment_is_in_a_run_and_the_bank_answers_only_what_it_was_sent()
    {
        var way = await PaymentsOnTheWay.AcceptedAsync(host);
        var (one, two) = (await way.ApprovedAsync(1000), await way.ApprovedAsync(2000));
        var page = await (await host.AsAsync(way.Finance)).OpenAsync(Links.Payments.Approve(one));
        page.AssertSays("This payment is approved and not with the bank yet. Refuse it if it should not be paid after all.");
        (await page.Fill("Note (optional)", "Asked for twice").PressAsync("Refuse")).AssertSays("£1,000.00 refused");
        var run = await way.BatchedAsync(two);
        var (changed, wrong) = await host.WithAsync<ReadBankResult, Result<int>>(read =>
            read.RunAsync(way.Finance, run, "payment run,P-2026-001,1\nreference,amount,result,date,note\n")
        );
        Assert.Equal(
            (0, "The file of this payment run was not taken yet, so the bank cannot have answered"),
            (changed, Assert.Single(wrong).Sentence)
        );
        Assert.Equal(
            "This payment is in no payment run",
            (await host.WithAsync<MakePaymentRun, Result>(make => make.RemoveAsync(way.Finance, one))).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Payments_are_compared_with_the_finance_system_and_the_download_is_what_the_page_shows()
    {
        var way = await PaymentsOnTheWay.AcceptedAsync(host);
        var run = await way.BatchedAsync(await way.ApprovedAsync(1000), await way.ApprovedAsync(2000), await way.ApprovedAsync(500));
        PaymentsOnTheWay.Done((await way.TakeAsync(run)).FirstRefusal);
        var answer = (await host.WithAsync<PaymentRuns, PaymentRuns.PaymentRunDetail>(runs => runs.GetAsync(run)));
        Assert.Empty((await host.WithAsync<ReadBankResult, Result<int>>(read => read.RunAsync(way.Finance, run, answer.Blank))).Refusals);
        var number = answer.PaymentRun.Number;
        var finance = await host.AsAsync(way.Finance);
        var page = await (await finance.OpenAsync(Links.Payments.Queue)).FollowAsync("Compare with the finance system");
        page = await page.PressAsync("Compare", HttpStatusCode.BadRequest);
        page.AssertError("Enter the first day");
        page.AssertError("Enter the last day");
        page.AssertError("Choose a file, or paste its lines");
        Period(page, "23", "22");
        page = await page.Fill("Or the lines themselves", "reference,date,amount\nA,2026-02-23,ten\nB,soon,10\n,2026-02-23,10\n")
            .PressAsync("Compare", HttpStatusCode.BadRequest);
        page.AssertError("The last day is before the first");
        page = await Period(page, "1", "28").PressAsync("Compare", HttpStatusCode.BadRequest);
        foreach (
            var why in new[]
            {
                "Line 2: \"ten\" is not an amount in pounds and pence",
                "Line 3: \"soon\" is not a date such as 2026-03-27 or 27/03/2026",
                "Line 4: there is no reference",
            }
        )
            page.AssertError(why);
        page = await page.Fill("Or the lines themselves", "ref;date").PressAsync("Compare", HttpStatusCode.BadRequest);
        page.AssertError("Line 1 must name the columns reference, date, amount");
        var refunds =
            $"reference,date,amount\n{number}-001,2026-02-23,1000.00\n{number}-002,23/02/2026,2000.10\n=X1,2026-02-23,(12.50)\n{number}-001,2026-02-23,1000.00\n";
        var payments = await host.Db.ScalarAsync<int>("select max(Version) from Payment");
        page = await page.Attach("File of the finance system (optional)", "ledger.csv", Encoding.UTF8.GetBytes(refunds))
            .PressAsync("Compare");
        page.AssertSays("Agree 1 Amounts that differ 1 Only here 1 Only in the finance system 1 There more than once 1");
        page.AssertSays($"{number}-002 Differs by £0.10 23 February 2026 £2,000.00 23 February 2026 £2,000.10");
        page.AssertSays("Total Differs by £487.60 £3,500.00 £3,987.60");
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
            .Select(row => string.Join('|', row.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim())));
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
        page.AssertSays("Every payment agrees");

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
