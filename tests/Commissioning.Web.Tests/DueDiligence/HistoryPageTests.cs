using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.DueDiligence;

public sealed class HistoryPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_cross_checks_page_shows_each_check_of_earlier_applications_and_every_account()
    {
        var (officer, second, applicant) = (
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            await host.Scenario.PersonAsync(Role.Applicant)
        );
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var organisation = await host.Scenario.OrganisationAsync(applicant);
        var failed = await host.Scenario.ApplicationAsync(round, organisation, applicant, "Summer of sport");
        var browser = await host.AsAsync(officer);
        var page = await browser.OpenAsync(Links.DueDiligence.CrossChecks(failed));
        page.AssertSays("The organisation has sent no other application.");
        var check = (await host.Db.ReadAsync(work => ApplicationChecks.GetAsync(work, failed))).Checks[0];
        await host.WithAsync<RecordCheck, Result>(record =>
            record.RunAsync(officer, new(check.Id, check.Version, CheckStatus.Fail, "The rules belong to another club", null, null, null))
        );

        var next = await host.Scenario.ApplicationAsync(round, organisation, applicant, "Winter of sport");
        page = await browser.OpenAsync(Links.DueDiligence.CrossChecks(next));
        page.AssertSays("Summer of sport");
        page.AssertSays("Fail, not checked a second time");
        page.AssertSays("The rules belong to another club");
        page.AssertSays("None of this is a finding so far.");
        await host.WithAsync<ReviewFailedCheck, Result>(record => record.RunAsync(second, check.Id, agrees: true, "Read them as well"));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into BankDetails (Id, OrganisationId, EncryptedAccount, LastFour, AccountHash, State, IsChange, GivenBy, GivenAt, DecidedBy, DecidedAt, DecidedNote, Version) values (@Id, @organisation, 'encrypted', '4321', 'history', 'Refused', 0, @By, @Now, @By, @Now, 'The statement was forged', 1)",
                new
                {
                    Id = Guid.CreateVersion7(),
                    organisation,
                    By = applicant.Id,
                    work.Now,
                }
            )
        );
        page = await browser.OpenAsync(Links.DueDiligence.CrossChecks(next));
        page.AssertSays("failed \"Identity and governing document\" on");
        page.AssertSays("Finance refused the account ending 4321");
        page.AssertSays("The statement was forged");
        page.AssertDoesNotSay("None of this is a finding");
        page = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor))).OpenAsync(Links.DueDiligence.CrossChecks(next));
        page.AssertSays("The rules belong to another club");
    }
}
