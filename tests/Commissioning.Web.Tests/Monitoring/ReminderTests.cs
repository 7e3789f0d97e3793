using Commissioning.Domain;
using Commissioning.Features.Awards;
using Commissioning.Features.Monitoring;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Monitoring;

public sealed class ReminderTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Late_returns_of_one_organisation_are_in_one_message_and_one_letter_with_their_true_delay()
    {
        // Two grants of one organisation, with a final return each.
        var stages = await RoundInStages.ModeratedAsync(host, null, 4000, 4500);
        var (first, second) = (stages.Applications[0], stages.Applications[1]);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set OrganisationId = @Organisation where Id = @Id", new { first.Organisation, second.Id })
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@Organisation, @Person, @Now)",
                new
                {
                    first.Organisation,
                    Person = second.Applicant.Id,
                    work.Now,
                }
            )
        );
        await stages.AcceptedAsync();
        Assert.Null((await stages.AcceptAsync(1)).FirstRefusal);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set DueOn = @DueOn", new { DueOn = new DateOnly(2027, 5, 28) })
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update MonitoringReturn set DueOn = @DueOn where AwardId in (select w.Id from Award w where w.ApplicationId = @Id)",
                new { DueOn = new DateOnly(2027, 6, 4), second.Id }
            )
        );

        // The portal was down for some days, so no reminder day is today.
        host.Clock.MoveTo("2027-06-23 10:00");
        Assert.Equal(2, await host.WithAsync<RemindOfMonitoring, int>(remind => remind.RunAsync()));
        Assert.Equal(0, await host.WithAsync<RemindOfMonitoring, int>(remind => remind.RunAsync()));
        var emails = await host.Db.QueryAsync<string>(
            "select TextBody from OutboxEmail where Kind = 'ReturnsLate' and ToAddress = (select Email from Person where Id = @Id)",
            new { first.Applicant.Id }
        );
        var text = Assert.Single(emails);
        Assert.Contains("Project A", text, StringComparison.Ordinal);
        Assert.Contains("final return, due on 28 May 2027, 17 working days late.", text, StringComparison.Ordinal);
        Assert.Contains("final return, due on 4 June 2027, 13 working days late.", text, StringComparison.Ordinal);
        Assert.Equal(1, await host.Database.CountAsync("OutboxEmail", "Kind = 'ReturnsLateOffice'"));
        var letter = Assert.Single(await host.Db.QueryAsync<Guid>("select ApplicationId from Letter where Kind = 'Reminder'"));
        Assert.Equal(first.Id, letter);
        Assert.Equal(
            [17, 13],
            (await host.Db.ReadAsync(work => LateReturns.OfOrganisationAsync(work, first.Organisation))).Select(one =>
                Domain.Calendar.WorkingDays.Between(one.DueOn, new(2027, 6, 23))
            )
        );
        // The page has the same figure.
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Monitoring.Award(await stages.AwardAsync(0)));
        page.AssertSays("17 working days late");

        // An officer cannot send another one today.
        var outcome = await host.WithAsync<RemindOfMonitoring, Result<(int Sent, IReadOnlyList<string> Refused)>>(async remind =>
            await remind.NowAsync(stages.Officer, await host.Db.QueryAsync<Guid>("select Id from MonitoringReturn where Status = 'Due'"))
        );
        Assert.Equal(0, outcome.Value.Sent);
        Assert.Equal("Group A: a reminder was sent today. You can send another tomorrow.", Assert.Single(outcome.Value.Refused));

        // The letter that waits lists later ones too, so no second is queued.
        host.Clock.MoveTo("2027-07-05 10:00");
        Assert.Equal(2, await host.WithAsync<RemindOfMonitoring, int>(remind => remind.RunAsync()));
        Assert.Equal(1, await host.Database.CountAsync("Letter", "Kind = 'Reminder'"));
    }
}
