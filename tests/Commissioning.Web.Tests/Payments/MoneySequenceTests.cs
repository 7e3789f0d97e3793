using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;
using Commissioning.Testing;
using Commissioning.Web.Tests.Awards;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Payments;

/// <summary>Money leaves and comes back in any order, through the portal's own commands: nothing is paid twice or above its award, what is
/// owed is what was invoiced less what came in and was written off, and every sum equals a count of its rows.</summary>
public sealed class MoneySequenceTests(HostWithoutLetterJobOrPdf host) : IClassFixture<HostWithoutLetterJobOrPdf>
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COMMISSIONING_LONG") == "1";

    /// <summary>Five cases of these in an ordinary run, a hundred in a long one.</summary>
    private static readonly int StepsOfCase = IsLong ? 1000 : 600;
    private static readonly FinancialYear Year = new(2026);
    private LedgerScenario? ledger;

    private enum Act
    {
        Request,
        Decide,
        Run,
        Answer,
        Change,
        Recover,
        CloseOut,
        Receive,
        ReceiveMore,
        Reverse,
        ProposeWriteOff,
        DecideWriteOff,
        AskForOverpaid,
        RequestForArea,
        ReturnOfArea,
        AskArea,
    }

    private sealed record Case(RoundInStages Stages, Actor Finance, Actor Other, Actor Releaser, IReadOnlyList<Guid> Awards)
    {
        public HashSet<Act> Done { get; } = [];
        public HashSet<int> Reported { get; } = [];
    }

    [RepeatableProperty(5)]
    public FsCheck.Property Money_is_never_paid_twice_or_lost_in_any_sequence_of_payments_returns_and_recoveries() =>
        Prop.ForAll(
            Any.Steps(
                Any.Each(
                    Any.Of([
                        .. Enum.GetValues<Act>(),
                        Act.Request,
                        Act.Decide,
                        Act.Decide,
                        Act.Run,
                        Act.Answer,
                        Act.Answer,
                        Act.Receive,
                        Act.Receive,
                        Act.Reverse,
                        Act.DecideWriteOff,
                        Act.RequestForArea,
                    ]),
                    Any.Number(0, 999),
                    Any.Number(-1, 60_000)
                ),
                StepsOfCase
            ),
            async steps =>
            {
                var one = await ReadyAsync();
                await AgreesAsync(one, withShared: true);
                for (var i = 0; i < steps.Length; i++)
                {
                    var (act, which, pence) = steps[i];
                    // Nothing is paid after a close-out or a recovery, so they come later.
                    if (act is Act.CloseOut or Act.Recover && i < steps.Length / 2)
                        continue;
                    if ((await StepAsync(one, act, which, pence)).FirstRefusal is null)
                        one.Done.Add(act);
                    await AgreesAsync(one, withShared: !IsLong || i % 20 == 0);
                }
                await ReturnedMoneyTests.AgreesAsync(host, one.Stages.Round);
                // A case in which little happened proves nothing, so it does not count.
                return true.When(steps.Length < 100 || one.Done.Count > 11);
            }
        );

    /// <summary>Two accepted awards of £5,000 that nothing holds, and an area with a lead council.</summary>
    private async Task<Case> ReadyAsync()
    {
        var stages = await (
            await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Pot = Money.FromPounds(12_000) }, 5000, 5000, 3000)
        ).AnnouncedAsync();
        var one = new Case(
            stages,
            await host.Scenario.PersonAsync(Role.FinanceOfficer),
            await host.Scenario.PersonAsync(Role.FinanceOfficer),
            await host.Scenario.PersonAsync(Role.FinanceOfficer),
            [await stages.AwardAsync(0), await stages.AwardAsync(1)]
        );
        for (var i = 0; i < 2; i++)
        {
            Assert.Null((await stages.AcceptAsync(i)).FirstRefusal);
            await new AcceptedAwardFixture(host, stages, one.Awards[i], one.Finance).ReadyAsync(stages.Applications[i], $"1234567{i}");
        }
        host.Clock.MoveTo("2026-06-01 10:00");
        if (ledger is null)
            await OpenAreaAsync();
        return one;
    }

    private async Task OpenAreaAsync()
    {
        ledger = new(host.Database);
        await ledger.OpenAsync(Year, 1, Money.FromPounds(2_000));
        var choose = new AddLeadCouncil(host.Db);
        Assert.Null(
            (
                await choose.RunAsync(
                    ledger.Officer,
                    ledger.Areas[0],
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
                    "income@council.example"
                )
            ).FirstRefusal
        );
        var account = host
            .Services.GetRequiredService<FieldEncryption>()
            .Encrypt("bank-details", new BankAccount("Test District Council", "200000", "87654321"));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, IsChange, GivenBy, GivenAt, Version) select @Id, c.LeadOrganisationId, @account, '4321', @Hash, 'Confirmed', 0, @By, @Now, 1 from CspArea c where c.Id = @Area",
                new
                {
                    Id = Guid.CreateVersion7(),
                    account,
                    Hash = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"),
                    By = ledger.Officer.Id,
                    work.Now,
                    Area = ledger.Areas[0],
                }
            )
        );
    }

    private async Task<Result> StepAsync(Case one, Act act, int which, int pence)
    {
        var (award, amount, db) = (one.Awards[which % 2], new Money(pence), host.Db);
        var today = LondonTime.DateOf(host.Clock.UtcNow());
        try
        {
            switch (act)
            {
                case Act.Request:
                    return await host.WithAsync<RequestPayment, Result>(request =>
                        request.RunAsync(one.Stages.Officer, award, amount, "A part", null, "another part")
                    );
                case Act.RequestForArea:
                    return await host.WithAsync<RequestAreaPayment, Result>(request =>
                        request.RunAsync(ledger!.Officer, Year, ledger.Areas[0], amount, "A part", "another part")
                    );
                case Act.Decide:
                    return await OfAsync(
                        one,
                        "select Id from Payment where Status in ('Requested', 'Approved') and "
                            + OwnSql
                            + " order by Status desc, RequestedAt, Id",
                        which,
                        payment =>
                            host.WithAsync<DecidePayment, Result>(decide =>
                                decide.RunAsync(one.Finance, payment, which % 7 > 0, "Why", "another part")
                            )
                    );
                case Act.Run:
                    return await RunAsync(one, which, today);
                case Act.Answer:
                    return await OfAsync(
                        one,
                        "select Id from PaymentRun where SentAt is not null and MadeBy = @Finance order by Number desc",
                        which,
                        run => AnswerAsync(one, run, which, today)
                    );
                case Act.Change:
                    return await ChangeAsync(one, award, VariationKind.Amount, new() { Amount = new(pence * 10) });
                case Act.Recover:
                    return await ChangeAsync(one, one.Awards[1], VariationKind.Recovery, new() { Amount = amount, Clause = "17" });
                case Act.CloseOut:
                    return await CloseOutAsync(one, 0);
                case Act.Receive:
                case Act.ReceiveMore:
                    return await OfAsync(
                        one,
                        "select Id from RecoveryInvoice where Amount > Received + WrittenOff and " + OwnSql + " order by Number",
                        which,
                        invoice =>
                            host.WithAsync<RecordRecoveryReceipt, Result>(record =>
                                record.RunAsync(
                                    one.Finance,
                                    invoice,
                                    act == Act.Receive ? new(pence / 4) : amount,
                                    today,
                                    "BACS",
                                    act == Act.ReceiveMore ? "Paid back" : null,
                                    "Another one"
                                )
                            )
                    );
                case Act.Reverse:
                    return await OfAsync(
                        one,
                        "select Id from RecoveryReceipt where RecordedBy = @Finance order by RecordedAt desc, Id",
                        which,
                        async receipt =>
                        {
                            var invoice = await db.ScalarAsync<Guid>(
                                "select InvoiceId from RecoveryReceipt where Id = @receipt",
                                new { receipt }
                            );
                            return await host.WithAsync<ReverseRecoveryReceipt, Result>(reverse =>
                                reverse.RunAsync(one.Finance, invoice, receipt, "Another payer")
                            );
                        }
                    );
                case Act.ProposeWriteOff:
                    return await OfAsync(
                        one,
                        "select Id from RecoveryInvoice where Amount > Received + WrittenOff and " + OwnSql + " order by Number",
                        which,
                        invoice =>
                            host.WithAsync<ProposeWriteOff, Result>(propose =>
                                propose.RunAsync(one.Finance, invoice, new(pence / 8), "It has no money left")
                            )
                    );
                case Act.DecideWriteOff:
                    return await OfAsync(
                        one,
                        "select Id from RecoveryWriteOff where ProposedBy = @Finance order by State desc, ProposedAt desc, Id",
                        which,
                        async writeOff =>
                        {
                            var invoice = await db.ScalarAsync<Guid>(
                                "select InvoiceId from RecoveryWriteOff where Id = @writeOff",
                                new { writeOff }
                            );
                            return await host.WithAsync<DecideWriteOff, Result>(decide =>
                                decide.RunAsync(which % 3 == 0 ? one.Finance : one.Other, invoice, writeOff, which % 4 > 0, "Why")
                            );
                        }
                    );
                case Act.AskForOverpaid:
                    return await host.WithAsync<AskForOverpayment, Result>(async ask =>
                        await ask.RunAsync(one.Finance, award, amount, "The bank paid it twice")
                    );
                case Act.ReturnOfArea:
                    return await ledger!.TryAsync(
                        new(Year, LedgerRequestKind.Return, new(2026, 6, 1), [new(ledger.Areas[0], new(pence / 20))], "Not needed", "Panel")
                    );
                default:
                    return await host.WithAsync<AskAreaForRepayment, Result>(async ask =>
                        await ask.RunAsync(one.Finance, Year, ledger!.Areas[0], new(pence / 10), "Held above what the area keeps")
                    );
            }
        }
        catch (NotFoundException)
        {
            return new Refusal("Not begun");
        }
    }

    /// <summary>Of this case: cases share the portal.</summary>
    private const string OwnSql = "(AreaId is not null or AwardId in (select w.Id from Award w where w.RoundId = @Round))";

    /// <summary>Takes one of the rows that the statement finds; there may be none.</summary>
    private async Task<Result> OfAsync(Case one, string sql, int which, Func<Guid, Task<Result>> step)
    {
        var rows = await host.Db.QueryAsync<Guid>(sql, new { one.Stages.Round, Finance = one.Finance.Id });
        return rows.Count == 0 ? new Refusal("None") : await step(Any.At(rows, which));
    }

    private async Task<Result> RunAsync(Case one, int which, DateOnly today)
    {
        var approved = (
            await host.Db.QueryAsync<Guid>(
                // Late returns may hold the area's.
                $"select Id from Payment where Status = 'Approved' and {OwnSql} and (AwardId is not null or {which % 3} = 0) order by RequestedAt, Id",
                new { one.Stages.Round }
            )
        ).Where((_, i) => (i + which) % 3 < 2);
        var made = await host.WithAsync<MakePaymentRun, Result<Guid>>(make =>
            make.RunAsync(one.Finance, approved.ToList(), WorkingDays.OnOrAfter(today))
        );
        if (!made.IsDone)
            return made;
        var released = await host.WithAsync<ReleasePaymentRun, Result>(release => release.RunAsync(one.Releaser, made.Value));
        if (!released.IsDone)
            return released;
        return await host.WithAsync<DownloadPaymentFile, Result>(async take => await take.RunAsync(one.Other, made.Value));
    }

    private async Task<Result> AnswerAsync(Case one, Guid run, int which, DateOnly today)
    {
        var view = await host.Db.ReadAsync(work => PaymentRunQueries.GetAsync(work, PaymentRunOffice, run));
        var day = view.PaymentRun.PayOn < today ? view.PaymentRun.PayOn : today;
        return await host.WithAsync<ReadBankResult, Result>(async read =>
            await read.RunAsync(
                one.Other,
                run,
                $"payment run,{view.PaymentRun.Number},{view.PaymentRun.Total.ToInput()}\nreference,amount,result,date,note\n"
                    + string.Concat(
                        view.Payments.Select(payment =>
                            $"{payment.BankReference},{payment.Amount.ToInput()},{Says(payment.Status, which++)},{day:yyyy-MM-dd},\n"
                        )
                    )
            )
        );

        static string Says(PaymentStatus status, int turn) =>
            status switch
            {
                PaymentStatus.Scheduled => turn % 8 == 7 ? "FAILED" : "PAID",
                PaymentStatus.Paid => turn % 16 == 15 ? "RETURNED" : "PAID",
                _ => status.ToString(),
            };
    }

    private Features.Office PaymentRunOffice => host.Services.GetRequiredService<Features.Office>();

    private async Task<Result> ChangeAsync(Case one, Guid award, VariationKind kind, VariationDetails wanted)
    {
        if (
            await host.RefusalsAsync<RequestVariation>(request =>
                request.RunAsync(one.Stages.Officer, null, award, kind, one.Stages.WithAnswerBy(wanted), "A reason")
            )
            is [var refusal, ..]
        )
            return refusal;
        if (kind == VariationKind.Recovery)
            await one.Stages.AnswerRecoveryAsync(award);
        var change = (
            await host.Db.QueryAsync<Guid>("select Id from Variation where AwardId = @award and DecidedAt is null", new { award })
        )[0];
        return await host.WithAsync<DecideVariation, Result>(decide => decide.RunAsync(one.Stages.Approver, change, true, "Agreed"));
    }

    /// <summary>Reports part of each line as spent, the first time, and has the closing sum agreed.</summary>
    private async Task<Result> CloseOutAsync(Case one, int which)
    {
        if (host.Clock.UtcNow() < Scenario.Utc("2027-05-10 10:00"))
            host.Clock.MoveTo("2027-05-10 10:00");
        if (one.Reported.Add(which))
            await one.Stages.ReportAllAsync(one.Awards[which], which, line => new(line.Requested.Pence / 4));
        await SettleAsync(one, which);
        var asked = await host.WithAsync<ProposeCloseOut, Result>(propose => propose.RunAsync(one.Stages.Officer, one.Awards[which], null));
        if (!asked.IsDone)
            return asked;
        var application = one.Stages.Applications[which];
        return await host.WithAsync<AgreeCloseOut, Result>(agree =>
            agree.RunAsync(application.Applicant, application.Id, "Amira Khan", null)
        );
    }

    /// <summary>Refuses what is not with the bank, and reads the bank's answer to the rest.</summary>
    private async Task SettleAsync(Case one, int which)
    {
        var key = new { Award = one.Awards[which], Finance = one.Finance.Id };
        foreach (
            var payment in await host.Db.QueryAsync<Guid>(
                "select Id from Payment where AwardId = @Award and Status in ('Requested', 'Approved') order by RequestedAt, Id",
                key
            )
        )
            await host.WithAsync<DecidePayment, Result>(decide => decide.RunAsync(one.Finance, payment, false, "The grant closes"));
        foreach (
            var run in await host.Db.QueryAsync<Guid>(
                "select Id from PaymentRun where MadeBy = @Finance and SentAt is not null and exists (select 1 from Payment p where p.RunId = PaymentRun.Id and p.Status = 'Scheduled') order by Number",
                key
            )
        )
            await AnswerAsync(one, run, 0, LondonTime.DateOf(host.Clock.UtcNow()));
    }

    /// <param name="withShared">Also what all cases share, which grows.</param>
    private async Task AgreesAsync(Case one, bool withShared)
    {
        await AwardTallyAssert.MatchesAsync(host.Db, one.Stages.Round);
        var key = new { one.Stages.Round, Finance = one.Finance.Id };
        Assert.Empty(await host.Db.QueryAsync<string>(WrongSql, key));
        if (withShared)
            Assert.Empty(await host.Db.QueryAsync<string>(SharedWrongSql));
    }

    private const string WrongSql = """
        with Own as (select w.Id from Award w where w.RoundId = @Round),
             Account as (select a.Id, a.Kind, a.Balance from LedgerAccount a where a.Name like (select concat(f.Name, '%') from Round r join Fund f on f.Id = r.FundId where r.Id = @Round))
        select 'a posting does not balance' as Wrong
        from   LedgerEntry e
        where  e.TransactionId in (select x.TransactionId from LedgerEntry x join Account a on a.Id = x.AccountId)
        group by e.TransactionId
        having sum(e.Amount) <> 0
        union all
        select 'a balance is not the sum of its entries' from Account a where a.Balance <> (select coalesce(sum(e.Amount), 0) from LedgerEntry e where e.AccountId = a.Id)
        union all
        select 'the pot is not what no award has'
        from   RoundTally t
        join   Round r on r.Id = t.RoundId
        where  t.RoundId = @Round
               and (r.Pot + r.OverAllocated - t.Awarded <> (select sum(a.Balance) from Account a where a.Kind = 'RoundPot')
                    or t.Awarded <> (select sum(w.Amount - w.GivenBack) from Award w where w.RoundId = t.RoundId))
        union all
        select 'more is approved than the award has'
        from   Award w
        where  w.RoundId = @Round
               and w.Amount - w.GivenBack + coalesce((select c.Received from CloseOut c where c.AwardId = w.Id), 0) < (select coalesce(sum(p.Amount), 0) from Payment p where p.AwardId = w.Id and p.Status in ('Approved', 'Scheduled', 'Paid'))
        union all
        select 'a payment is in a run that does not count it'
        from   PaymentRun b
        where  b.MadeBy = @Finance
               and (b.Payments <> (select count(*) from Payment p where p.RunId = b.Id) or b.Total <> (select coalesce(sum(p.Amount), 0) from Payment p where p.RunId = b.Id))
        union all
        select 'an invoice is not the sum of its receipts and write-offs'
        from   RecoveryInvoice i
        join   Own w on w.Id = i.AwardId
        where  i.Received <> (select coalesce(sum(r.Amount), 0) from RecoveryReceipt r where r.InvoiceId = i.Id)
               or i.WrittenOff <> (select coalesce(sum(f.Amount), 0) from RecoveryWriteOff f where f.InvoiceId = i.Id and f.State = 'Approved')
        union all
        select 'a receipt is reversed with another sum'
        from   RecoveryReceipt v
        join   RecoveryReceipt r on r.Id = v.ReversesId
        where  v.RecordedBy = @Finance and (v.Amount <> -r.Amount or v.Rest <> -r.Rest or v.InvoiceId <> r.InvoiceId)
        union all
        select 'the close-out is not the sum of its invoices'
        from   CloseOut c
        join   Own w on w.Id = c.AwardId
        where  c.AgreedAt is not null
               and (c.Received <> (select coalesce(sum(i.Received), 0) from RecoveryInvoice i where i.AwardId = c.AwardId and i.Kind <> 'Overpaid')
                    or c.WrittenOff <> (select coalesce(sum(i.WrittenOff), 0) from RecoveryInvoice i where i.AwardId = c.AwardId and i.Kind <> 'Overpaid')
                    or c.ToReturn - coalesce(c.ReuseSpent, c.Reused) <> (select coalesce(sum(i.Amount), 0) from RecoveryInvoice i where i.AwardId = c.AwardId and i.Kind <> 'Overpaid'))
        """;
    private const string SharedWrongSql = """
        select 'an invoice of an area is not the sum of its receipts and write-offs' as Wrong
        from   RecoveryInvoice i
        where  i.AreaId is not null
               and (i.Received <> (select coalesce(sum(r.Amount), 0) from RecoveryReceipt r where r.InvoiceId = i.Id)
                    or i.WrittenOff <> (select coalesce(sum(f.Amount), 0) from RecoveryWriteOff f where f.InvoiceId = i.Id and f.State = 'Approved'))
        union all
        select 'an area paid back what no invoice received'
        from   CspArea x
        where  (select coalesce(sum(b.Amount), 0) from AreaRepayment b where b.AreaId = x.Id) <> (select coalesce(sum(i.Received), 0) from RecoveryInvoice i where i.AreaId = x.Id)
        union all
        select 'a balance is not the sum of its entries' from LedgerAccount a where a.Balance <> (select coalesce(sum(e.Amount), 0) from LedgerEntry e where e.AccountId = a.Id)
        """;
}
