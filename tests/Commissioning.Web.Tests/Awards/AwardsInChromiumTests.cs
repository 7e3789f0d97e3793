using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Monitoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

/// <summary>Pages after a decision that an ordinary round does not reach, in Chromium with axe: an applicant's on a phone without scripts,
/// the office's on a desktop.</summary>
public sealed class AwardsInChromiumTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Offer_variation_return_and_close_out_pages_are_accessible_in_Chromium()
    {
        var stages = await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Pot = Money.FromPounds(10_000) }, 6000, 4500, 3000);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into DocumentKind (Id, RoundId, Position, Name, Required, Stage, Settings) values (@Id, @Round, 90, 'Insurance certificate', 1, 'BeforePayment', '{}')",
                new { Id = Guid.CreateVersion7(), stages.Round }
            )
        );
        await stages.AnnouncedAsync();
        var (application, award) = (stages.Applications[0], await stages.AwardAsync(0));
        await using var session = await BrowserSession.OpenAsync(host);
        var phone = await session.PhoneAsync(application.Applicant);
        await phone.OpenAsync(Links.Awards.MyGrant(application.Id));
        await phone.TypeAsync("Ask us a question about this grant", "May we start a week later?");
        await phone.PressAsync("Send the question", "grant-asked-phone");
        await phone.OpenAsync(Links.Awards.Decline(application.Id), "decline-phone");
        Assert.Null((await stages.AcceptAsync(0)).FirstRefusal);
        await phone.OpenAsync(Links.Awards.Publicity(application.Id), "publicity-phone");
        foreach (var kind in new[] { VariationKind.Purpose, VariationKind.Budget, VariationKind.Contact, VariationKind.GiveUp })
            await phone.OpenAsync(Links.Awards.MyVariation(application.Id, kind), $"change-{kind}-phone".ToLowerInvariant());
        await phone.OpenAsync(Links.Awards.MyVariation(application.Id, VariationKind.Dates));
        await phone.DateAsync("EndsOn", 31, 5, 2027);
        await phone.TypeAsync("Why?", "We start a week later.");
        await phone.PressAsync("Send the request", "grant-change-phone");

        var desk = await session.DeskAsync(stages.Officer);
        await desk.OpenAsync(Links.Awards.Offer(award), "offer");
        await desk.OpenAsync(Links.Awards.VariationQueue, "changes-waiting");
        await desk.FollowAsync("Dates of the project", "change");
        await desk.TypeAsync("Why?", "Of course.");
        await desk.PressAsync("Approve the change", "changes");
        foreach (var kind in new[] { VariationKind.Amount, VariationKind.Termination, VariationKind.Recovery })
            await desk.OpenAsync(Links.Awards.RequestVariation(award, kind), $"ask-{kind}".ToLowerInvariant());
        host.Clock.MoveTo("2027-06-14 10:00");
        await desk.OpenAsync(Links.Monitoring.Award(award), "returns-and-visits");
        await desk.OpenAsync(Links.Funds.AfterAward(stages.Round), "after-award");

        await stages.ReportAllAsync(award, 0, line => new(line.Requested.Pence / 2));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Payment (Id, AwardId, Amount, Reason, Status, RequestedBy, RequestedAt, Version) values (@Id, @award, 600000, 'All', 'Paid', @By, @Now, 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    award,
                    By = stages.Officer.Id,
                    work.Now,
                }
            )
        );
        await desk.OpenAsync(Links.Monitoring.CloseOut(award));
        await desk.PressAsync("Ask the organisation to agree these figures", "close-out");
        await phone.OpenAsync(Links.Monitoring.MyCloseOut(application.Id), "close-out-phone");
        await phone.TypeAsync("Your full name", "Amira Khan");
        await phone.PressAsync("Agree the figures");
        await phone.SaysAsync("£3,000.00 still to be returned");
        var finance = await session.DeskAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        await finance.OpenAsync(Links.Monitoring.CloseOut(award), "close-out-receive");
        Assert.Null(
            (
                await host.WithAsync<RecordReturnedMoney, Result>(record =>
                    record.RunAsync(stages.Officer, award, Money.FromPounds(3000), new(2027, 6, 14), "BACS 1")
                )
            ).FirstRefusal
        );
        await desk.OpenAsync(Links.Monitoring.CloseOut(award));
        await desk.PressAsync("Close the grant", "close-out-closed");
        await phone.OpenAsync(Links.Awards.MyGrant(application.Id), "grant-closed-phone");
    }
}
