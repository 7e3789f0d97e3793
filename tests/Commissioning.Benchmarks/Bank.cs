using System.Diagnostics;
using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Features;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>A payment run of 1,000 payments to as many organisations: its file in each format, with every hold checked again, and the
/// bank's camt.054 about it, read and applied. Their floor, in the same run: one transaction that changes 1,000 payments and adds 1,000
/// rows.</summary>
internal static class Bank
{
    private const int Payments = 1000;

    public static async Task<int> RunAsync()
    {
        using var database = new TestDatabase();
        var failed = false;
        var (finance, run) = await FillAsync(database);
        var floor = await SecondsAsync(() =>
            database.Db.HousekeepAsync(async work =>
            {
                foreach (
                    var id in await work.QueryAsync<Guid>(
                        "select Id from Payment where RunId = @run order by BankReference, Id",
                        new { run }
                    )
                )
                {
                    await work.ExecuteAsync("update Payment set Version = Version where Id = @id", new { id });
                    await work.ExecuteAsync(
                        "insert into Setting (Name, SetValue, ChangedAt) values (@Name, 'x', @Now)",
                        new { Name = $"floor-{id}", work.Now }
                    );
                }
                return await work.ExecuteAsync("delete from Setting where Name like 'floor-%'");
            })
        );
        Console.WriteLine($"Floor: one transaction with {Payments} changes and {Payments} new rows: {floor:0.00} s");
        foreach (var format in Enum.GetValues<BankFileFormat>())
        {
            var office = OfficeWith(format);
            await database.Db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update PaymentRun set Sha256 = null, SentBy = null, SentAt = null, ReleasedBy = MadeBy, ReleasedAt = MadeAt where Id = @run",
                    new { run }
                )
            );
            var take = new DownloadPaymentFile(database.Db, database.Encryption, office);
            var seconds = await SecondsAsync(async () => Check((await take.RunAsync(finance, run)).Refusals));
            Say($"file, {format}", seconds, floor, 10, ref failed);
        }
        database.Clock.MoveTo("2026-06-04 09:00");
        var file = Encoding.UTF8.GetBytes(await AnswerAsync(database, run));
        var answer = Guid.Empty;
        Say(
            $"answer read ({file.Length / 1024} KB)",
            await SecondsAsync(async () =>
            {
                var read = await new ReadBankAnswer(database.Db, OfficeWith(BankFileFormat.Bacs)).RunAsync(finance, "answer.xml", file);
                Check(read.Refusals);
                answer = read.Value;
            }),
            floor,
            10,
            ref failed
        );
        Say(
            "answer shown and applied",
            await SecondsAsync(async () =>
            {
                var view = await database.Db.ReadAsync(work => BankAnswers.GetAsync(work, answer));
                Check(
                    (await new ApplyBankAnswer(database.Db, OfficeWith(BankFileFormat.Bacs)).RunAsync(finance, answer, view.Shown)).Refusals
                );
            }),
            floor,
            10,
            ref failed
        );
        Console.WriteLine($"Paid: {await database.CountAsync("Payment", "Status = 'Paid'")}");
        return failed ? 1 : 0;
    }

    private static Office OfficeWith(BankFileFormat format) =>
        new()
        {
            BaseUrl = "http://localhost",
            OriginatingSortCode = "99-99-99",
            OriginatingAccount = "00000001",
            BankFileFormat = format,
            BacsServiceUserNumber = "123456",
        };

    private static async Task<(Actor Finance, Guid Run)> FillAsync(TestDatabase database)
    {
        var (db, scenario) = (database.Db, new Scenario(database.Db, database.Clock));
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var finance = await scenario.PersonAsync(Role.FinanceOfficer);
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)],
            Scenario.Details() with
            {
                Pot = Money.FromPounds(20_000_000),
            }
        );
        var run = Guid.CreateVersion7();
        for (var i = 1; i <= Payments; i++)
        {
            var applicant = await scenario.PersonAsync(Role.Applicant);
            var organisation = await scenario.OrganisationAsync(applicant, $"Group {i}");
            var application = await scenario.ApplicationAsync(round, organisation, applicant, $"Project {i}", 1000 + i);
            await scenario.ReadyToPayAsync(application);
            await db.HousekeepAsync(async work =>
            {
                if (i == 1)
                    await work.ExecuteAsync(
                        "insert into PaymentRun (Id, Number, Payments, Total, PayOn, MadeBy, MadeAt, Version) values (@run, 'P-2026-001', @Payments, @Total, '2026-06-03', @By, @Now, 1)",
                        new
                        {
                            run,
                            Payments,
                            Total = Enumerable.Range(1, Payments).Sum(one => 100_000L + one * 100),
                            By = finance.Id,
                            Now = new DateTime(2026, 6, 1, 8, 0, 0, DateTimeKind.Utc),
                        }
                    );
                var about = new
                {
                    organisation,
                    application,
                    round,
                    run,
                    award = Guid.CreateVersion7(),
                    payment = Guid.CreateVersion7(),
                    Number = i,
                    Amount = Money.FromPounds(1000 + i),
                    Reference = PaymentRunRules.Reference("P-2026-001", i),
                    Account = database.Encryption.Encrypt("bank-details", new BankAccount($"Group {i}", "200000", $"{i:00000000}")),
                    Four = $"{i:0000}"[^4..],
                    Officer = officer.Id,
                    By = finance.Id,
                    work.Now,
                };
                await work.ExecuteAsync(
                    "update BankDetails set EncryptedAccount = @Account, LastFour = @Four where OrganisationId = @organisation",
                    about
                );
                await work.ExecuteAsync(
                    "insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, OfferedAt, AcceptedAt, Version) values (@award, @round, @application, @Number, @Amount, 'a', 'b', @Now, @Now, 1)",
                    about
                );
                return await work.ExecuteAsync(
                    "insert into Payment (Id, AwardId, BankDetailsId, RunId, Amount, Reason, Status, BankReference, RequestedBy, RequestedAt, DecidedBy, DecidedAt, Version) select @payment, @award, b.Id, @run, @Amount, 'A part', 'Scheduled', @Reference, @Officer, @Now, @By, @Now, 1 from BankDetails b where b.OrganisationId = @organisation",
                    about
                );
            });
        }
        database.Clock.MoveTo("2026-06-01 10:00");
        return (finance, run);
    }

    /// <summary>One batch entry with every payment in it.</summary>
    private static async Task<string> AnswerAsync(TestDatabase database, Guid run)
    {
        var text = new StringBuilder(
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>M</MsgId></GrpHdr><Ntfctn><Id>N</Id><Ntry>"
        );
        var payments = await database.Db.QueryAsync<PaymentInRun>(
            "select Id, BankReference, Amount, Status, PaidOn, Version from Payment where RunId = @run order by BankReference, Id",
            new { run }
        );
        var total = payments.Sum(payment => payment.Amount);
        text.Append(
            CultureInfo.InvariantCulture,
            $"<Amt Ccy=\"GBP\">{total.Pence / 100m:0.00}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-06-03</Dt></BookgDt><NtryDtls><Btch><NbOfTxs>{payments.Count}</NbOfTxs></Btch>"
        );
        foreach (var payment in payments)
            text.Append(
                CultureInfo.InvariantCulture,
                $"<TxDtls><Refs><EndToEndId>{payment.BankReference}</EndToEndId></Refs><Amt Ccy=\"GBP\">{payment.Amount.Pence / 100m:0.00}</Amt></TxDtls>"
            );
        return text.Append("</NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>").ToString();
    }

    private static async Task<double> SecondsAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return watch.Elapsed.TotalSeconds;
    }

    private static void Check(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0)
            throw new InvalidOperationException(refusals[0].Sentence);
    }

    private static void Say(string what, double seconds, double floor, double bar, ref bool failed)
    {
        failed |= seconds >= bar;
        Console.WriteLine(
            $"{what, -28} {seconds:0.00} s   {seconds / floor:0.0} times the floor   bar {bar} s {(seconds < bar ? "met" : "MISSED")}"
        );
    }
}
