using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Platform.Security;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Payments;

/// <summary>A round with one accepted award of £5,000 that nothing holds, and a finance officer, created through the use cases.</summary>
internal sealed class AcceptedAwardFixture(PortalHost host, RoundInStages stages, Guid award, Actor finance)
{
    public RoundInStages Stages => stages;
    public Guid Award => award;
    public Actor Finance => finance;
    public RoundInStages.StagedApplication Application => stages.Applications[0];

    public static async Task<AcceptedAwardFixture> AcceptedAsync(PortalHost host, AwardPolicy? policy = null)
    {
        var stages = await RoundInStages.ModeratedAsync(
            host,
            Scenario.Details() with
            {
                Policy = new RoundPolicy { Awards = policy ?? new() },
            }
        );
        var award = await stages.AcceptedAsync();
        var way = new AcceptedAwardFixture(host, stages, award, await host.Scenario.PersonAsync(Role.FinanceOfficer));
        await way.ReadyAsync(way.Application, "12345678");
        return way;
    }

    public async Task ReadyAsync(RoundInStages.StagedApplication application, string number)
    {
        await host.Scenario.ReadyToPayAsync(application.Id);
        var account = host
            .Services.GetRequiredService<FieldEncryption>()
            .Encrypt("bank-details", new BankAccount("Group A", "200000", number));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update BankDetails set EncryptedAccount = @account, LastFour = @Four where OrganisationId = @Organisation and State = 'Confirmed'",
                new
                {
                    account,
                    Four = number[^4..],
                    application.Organisation,
                }
            )
        );
    }

    public Task<string> ReferenceAsync() =>
        host.Db.ScalarAsync<string>("select Reference from Application where Id = @Id", new { Application.Id })!;

    public async Task<Guid> RequestedAsync(decimal pounds, Guid? of = null)
    {
        Task<IReadOnlyList<Guid>> AllAsync() =>
            host.Db.QueryAsync<Guid>("select Id from Payment where AwardId = @Award", new { Award = of ?? award });
        var before = await AllAsync();
        Done(
            (
                await host.WithAsync<RequestPayment, Result>(request =>
                    request.RunAsync(stages.Officer, of ?? award, Money.FromPounds(pounds), "A part", null, "another part")
                )
            ).FirstRefusal
        );
        return (await AllAsync()).Except(before).Single();
    }

    public Task<Result> DecideAsync(Guid payment, bool approve = true, Actor? by = null, string? whyNotDuplicate = null) =>
        host.WithAsync<DecidePayment, Result>(decide => decide.RunAsync(by ?? finance, payment, approve, "Why", whyNotDuplicate));

    public async Task<Guid> ApprovedAsync(decimal pounds)
    {
        var payment = await RequestedAsync(pounds);
        Done((await DecideAsync(payment)).FirstRefusal);
        return payment;
    }

    /// <summary>A payment run that somebody who took no part has released.</summary>
    public async Task<Guid> BatchedAsync(params Guid[] payments)
    {
        var (run, wrong) = await MakeAsync(payments);
        Assert.Empty(wrong);
        var releaser = await host.Scenario.PersonAsync(Role.FinanceOfficer);
        Done((await host.WithAsync<ReleasePaymentRun, Result>(release => release.RunAsync(releaser, run))).FirstRefusal);
        return run;
    }

    public Task<Result<Guid>> MakeAsync(params Guid[] payments) =>
        host.WithAsync<MakePaymentRun, Result<Guid>>(make => make.RunAsync(finance, payments, LondonTime.DateOf(host.Clock.UtcNow())));

    public Task<Result<DownloadPaymentFile.PaymentFile>> TakeAsync(Guid run) =>
        host.WithAsync<DownloadPaymentFile, Result<DownloadPaymentFile.PaymentFile>>(take => take.RunAsync(finance, run));

    public static void Done(Refusal? refusal) => Assert.Null(refusal?.Sentence);
}
