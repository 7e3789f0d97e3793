using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Payments;

/// <summary>Accepted awards with confirmed accounts, and the use cases that pay them, on a separate database.</summary>
internal sealed class PaymentFixture : IDisposable
{
    public static readonly Office Office = new()
    {
        BaseUrl = "http://localhost",
        OriginatingSortCode = "99-99-99",
        OriginatingAccount = "00000001",
    };

    public TestDatabase Database { get; } = new();
    public Actor Officer { get; private set; } = null!;
    public Actor Finance { get; private set; } = null!;

    /// <summary>A second finance officer, who takes part in nothing but the release.</summary>
    public Actor Releaser { get; private set; } = null!;
    public IReadOnlyList<Guid> Awards { get; private set; } = [];

    public RequestPayment Request => new(Database.Db);
    public DecidePayment Decide => new(Database.Db, new ConfirmSubsidyAward(Office));
    public MakePaymentRun Make => new(Database.Db, Office);
    public ReleasePaymentRun Release => new(Database.Db);
    public DownloadPaymentFile Take => new(Database.Db, Database.Encryption, Office);
    public ReadBankResult Result => new(Database.Db, Office);

    /// <summary>A Monday.</summary>
    public static readonly DateOnly Today = new(2026, 6, 1);

    public async Task<PaymentFixture> WithAwardsAsync(params decimal[] pounds)
    {
        var scenario = new Scenario(Database.Db, Database.Clock);
        (Officer, Finance) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.FinanceOfficer));
        Releaser = await scenario.PersonAsync(Role.FinanceOfficer);
        var round = await scenario.RoundAsync(
            Officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var awards = new List<Guid>();
        foreach (var amount in pounds)
        {
            var applicant = await scenario.PersonAsync(Role.Applicant);
            var organisation = await scenario.OrganisationAsync(applicant, $"Group {awards.Count + 1}");
            var application = await scenario.ApplicationAsync(round, organisation, applicant, $"Project {awards.Count + 1}", amount);
            await scenario.ReadyToPayAsync(application);
            var award = Guid.CreateVersion7();
            await Database.Db.HousekeepAsync(async work =>
            {
                await work.ExecuteAsync(
                    "update BankDetails set EncryptedAccount = @Account where OrganisationId = @organisation",
                    new
                    {
                        organisation,
                        Account = Database.Encryption.Encrypt(
                            "bank-details",
                            new BankAccount($"Group {awards.Count + 1}", "200000", "12345678")
                        ),
                    }
                );
                return await work.ExecuteAsync(
                    "insert into Award (Id, RoundId, ApplicationId, Number, Amount, CrimeReductionReason, Conditions, OfferedAt, AcceptedAt, Version) values (@award, @round, @application, @Number, @Amount, 'a', 'b', @Now, @Now, 1)",
                    new
                    {
                        award,
                        round,
                        application,
                        Number = awards.Count + 1,
                        Amount = Money.FromPounds(amount),
                        work.Now,
                    }
                );
            });
            awards.Add(award);
        }
        Awards = awards;
        Database.Clock.MoveTo("2026-06-01 10:00");
        return this;
    }

    public async Task<Guid> RequestedAsync(Guid award, Money amount)
    {
        var before = await Database.Db.QueryAsync<Guid>("select Id from Payment");
        Assert.Null((await Request.RunAsync(Officer, award, amount, "A part", null, "another part")).FirstRefusal);
        return Assert.Single((await Database.Db.QueryAsync<Guid>("select Id from Payment")).Except(before));
    }

    public async Task<Guid> ApprovedAsync(Guid award, Money amount)
    {
        var payment = await RequestedAsync(award, amount);
        Assert.Null((await Decide.RunAsync(Finance, payment, true, null, "another part")).FirstRefusal);
        return payment;
    }

    public async Task<Guid> BatchedAsync(params Guid[] payments)
    {
        var (run, wrong) = await Make.RunAsync(Finance, payments, Today);
        Assert.Empty(wrong);
        return run;
    }

    /// <summary>The same, released.</summary>
    public async Task<Guid> ReleasedAsync(params Guid[] payments)
    {
        var run = await BatchedAsync(payments);
        Assert.Null((await Release.RunAsync(Releaser, run)).FirstRefusal);
        return run;
    }

    /// <summary>A payment of this amount with the bank's answer.</summary>
    /// <param name="says">The answer and the note of the bank, such as FAILED and Account closed.</param>
    public async Task<Guid> AnsweredAsync(Guid award, Money amount, string says, string note = "")
    {
        var payment = await ApprovedAsync(award, amount);
        await AnswerRunAsync(await SentAsync(payment), says, note);
        return payment;
    }

    /// <summary>A released payment run whose file is downloaded.</summary>
    public async Task<Guid> SentAsync(params Guid[] payments)
    {
        var run = await ReleasedAsync(payments);
        Assert.Null((await Take.RunAsync(Finance, run)).FirstRefusal);
        return run;
    }

    public async Task AnswerRunAsync(Guid run, string says, string note = "", string day = "2026-06-01")
    {
        var answer = (await AnswerAsync(run, _ => says)).Replace(",2026-06-01,\n", $",{day},{note}\n", StringComparison.Ordinal);
        Assert.Null((await Result.RunAsync(Finance, run, answer)).FirstRefusal);
    }

    /// <summary>Every payment of a payment run with the bank's answer.</summary>
    public async Task<string> AnswerAsync(Guid run, Func<AwardPayments.Payment, string> says)
    {
        var view = await Database.Db.ReadAsync(work => PaymentRunQueries.GetAsync(work, Office, run));
        return $"payment run,{view.PaymentRun.Number},{view.PaymentRun.Total.ToInput()}\nreference,amount,result,date,note\n"
            + string.Concat(
                view.Payments.Select(payment => $"{payment.BankReference},{payment.Amount.ToInput()},{says(payment)},2026-06-01,\n")
            );
    }

    /// <summary>Paid is within approved, approved within requested, requested within the award and its instalments; payment runs and
    /// figures are the sums of their payments.</summary>
    public async Task AssertSoundAsync()
    {
        var db = Database.Db;
        foreach (var award in Awards)
        {
            var view = await new AwardPayments(db).GetAsync(award);
            Assert.True(
                view.Paid <= view.Approved && view.Approved <= view.Claimed && view.Claimed <= view.Award.Net,
                $"{view.Paid} paid, {view.Approved} approved, {view.Claimed} asked for of {view.Award.Net}"
            );
            Assert.All(view.Instalments, one => Assert.True(one.Paid <= one.Claimed && one.Claimed <= one.Amount));
            if (view.Payments.Count > 0)
                Assert.Equal(
                    view.Paid.Pence,
                    await db.ScalarAsync<long>("select Paid from AwardFigure where AwardId = @award", new { award })
                );
        }
        Assert.Equal(
            0,
            await Database.CountAsync(
                "PaymentRun b",
                "b.Payments <> (select count(*) from Payment p where p.RunId = b.Id) or b.Total <> (select coalesce(sum(p.Amount), 0) from Payment p where p.RunId = b.Id)"
            )
        );
        Assert.Equal(
            0,
            await Database.CountAsync(
                "Payment",
                "Status in ('Scheduled', 'Paid', 'Failed', 'Returned') and (RunId is null or BankReference is null or BankDetailsId is null or DecidedBy = RequestedBy)"
            )
        );
        Assert.Equal(0, await Database.CountAsync("Payment", "Status in ('Requested', 'Approved', 'Refused') and RunId is not null"));
        Assert.Equal(
            0,
            await Database.CountAsync("Payment", "Status <> 'Requested' and Status <> 'Refused' and FirstApprovedBy = DecidedBy")
        );
        // No file leaves without somebody who took no part, or an exception.
        Assert.Equal(
            0,
            await Database.CountAsync(
                "PaymentRun b",
                "b.SentAt is not null and (b.ReleasedAt is null or b.ExceptedAt is null and exists (select 1 from Payment p where p.RunId = b.Id and (p.RequestedBy = b.ReleasedBy or p.DecidedBy = b.ReleasedBy or p.FirstApprovedBy = b.ReleasedBy)))"
            )
        );
        Assert.Equal(
            await db.ScalarAsync<long>("select coalesce(sum(Amount), 0) from Payment where Status = 'Paid'"),
            await db.ScalarAsync<long>("select coalesce(sum(Paid), 0) from AwardTally where Dimension = 'All'")
        );
    }

    public void Dispose() => Database.Dispose();
}
