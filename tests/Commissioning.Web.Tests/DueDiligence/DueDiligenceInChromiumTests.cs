using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.DueDiligence;

/// <summary>Due diligence pages with content, with axe; those of applicants and the public on a phone without scripts.</summary>
public sealed class DueDiligenceInChromiumTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Due_diligence_pages_are_accessible_in_Chromium()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await stages.AcceptedAsync();
        var (application, finance) = (stages.Applications[0], await host.Scenario.PersonAsync(Role.FinanceOfficer));
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Person set DisplayName = 'Orlando Zzyzx' where Id = @Id or Id = @Assessor",
                new { application.Applicant.Id, Assessor = stages.Panel[0].Id }
            )
        );
        foreach (
            var (kind, text) in new[]
            {
                (
                    ExtractKind.Sanctions,
                    "Unique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Designation Type,D.O.B,Regime Name\nINV0001,ZZYZX,Orlando,,,,,Individual,1970,Invented\n"
                ),
                (
                    ExtractKind.Charity,
                    string.Join('\t', ImportRegister.Columns(ExtractKind.Charity))
                        + "\n9900001\t0\tGROUP A\tRegistered\t2010-05-01\t\tSubmission Overdue\t2022-03-31\tLE1 9ZZ\tFalse\tFalse\n"
                ),
            }
        )
            Assert.Equal(
                "Current",
                (
                    await host.WithAsync<ImportRegister, Result<ImportRegister.Import>>(import =>
                        import.RunAsync(
                            stages.Officer,
                            kind,
                            new(2026, 1, 1),
                            "extract",
                            new MemoryStream(Encoding.UTF8.GetBytes(text)),
                            null
                        )
                    )
                )
                    .Value!
                    .State
            );
        Assert.Equal(
            "Refused",
            (
                await host.WithAsync<ImportRegister, Result<ImportRegister.Import>>(import =>
                    import.RunAsync(
                        stages.Officer,
                        ExtractKind.Company,
                        new(2026, 1, 1),
                        "extract",
                        new MemoryStream("A,B\n"u8.ToArray()),
                        null
                    )
                )
            )
                .Value!
                .State
        );
        foreach (var one in stages.Applications)
            await host.WithAsync<MatchIndex, int>(async index =>
            {
                await index.AddAsync(one.Id);
                return 0;
            });
        Assert.Null(
            (
                await host.WithAsync<PlaceStopFlag, Result>(place =>
                    place.RunAsync(
                        stages.Officer,
                        application.Organisation,
                        StopFlagKind.PoliceOrFraud,
                        "Police enquiry",
                        null,
                        new(2026, 12, 31)
                    )
                )
            ).FirstRefusal
        );

        await using var session = await BrowserSession.OpenAsync(host);
        var officer = await session.DeskAsync(stages.Officer);
        await officer.OpenAsync(Links.DueDiligence.Registers(application.Id));
        await officer.PressAsync("Look up the numbers", "registers-seen");
        await officer.SaysAsync("Its accounts are overdue");
        await officer.OpenAsync(Links.DueDiligence.CrossChecks(application.Id), "cross-checks-found");
        foreach (var words in new[] { "Under review by the office", "May be the same organisation", "who scores this round" })
            await officer.SaysAsync(words);
        foreach (var summary in await officer.Page.Locator("summary").AllAsync())
            await summary.ClickAsync();
        await session.CheckAsync(officer.Page, javaScript: true, "cross-checks-open");
        await officer.OpenAsync(Links.DueDiligence.Extracts, "extracts-refused");
        await officer.OpenAsync(Links.DueDiligence.Subsidy(application.Id));
        await officer.ChooseAsync("Does the organisation put goods or services on a market?", "Yes");
        await officer.ChooseAsync("If yes, does this grant pay for that?", "Yes");
        await officer.TypeAsync("Why is it one, or not?", "It runs a café.");
        await officer.PressAsync("Save");
        await officer.PressAsync("Send the notice", "subsidy-notice");

        var phone = await session.PhoneAsync(application.Applicant);
        await phone.OpenAsync(Links.Applications.Mine);
        await phone.FollowAsync("Tell us what other subsidies you have had", "my-subsidy-phone");
        await phone.PressAsync("Confirm", "my-subsidy-errors-phone");
        await phone.ChooseAsync("I confirm that this grant does not take us over the limit");
        await phone.TypeAsync("Your full name", "Orlando Zzyzx");
        await phone.PressAsync("Confirm", "my-subsidy-confirmed-phone");
        var visitor = await session.PhoneAsync();
        await visitor.OpenAsync(Links.DueDiligence.RaiseConcern, "concern-phone");
        await visitor.ChooseAsync("Someone may be at risk");
        await visitor.TypeAsync("Which group or project?", "Group A");
        await visitor.TypeAsync("What happened, where and when?", "The door was left open.");
        await visitor.PressAsync("Send the concern", "concern-sent-phone");
        var lead = await session.DeskAsync(await host.Scenario.PersonAsync(Role.ConcernLead));
        await lead.OpenAsync(Links.DueDiligence.Concerns, "concerns");
        await lead.FollowAsync("Concern 1", "concern-read");

        var money = await session.DeskAsync(finance);
        await money.OpenAsync(Links.Organisations.ModulusTables, "modulus-tables");
        await money.OpenAsync(Links.DueDiligence.SubsidyLimits, "subsidy-limits");
        host.Clock.MoveTo("2026-01-01 12:00");
        var round = (
            await host.WithAsync<Features.Funds.CreateRound, Result<Guid>>(create =>
                create.RunAsync(stages.Officer, new($"Checks {Guid.NewGuid():N}"[..20], "CK", Scenario.Details()))
            )
        ).Value;
        await officer.OpenAsync(Links.Funds.Checks(round), "round-checks");
    }
}
