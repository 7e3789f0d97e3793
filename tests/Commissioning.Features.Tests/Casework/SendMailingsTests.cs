using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Casework;

public sealed class SendMailingsTests
{
    private const int Many = 60;

    [Fact]
    public async Task Message_whose_node_dies_in_the_middle_of_a_batch_reaches_everybody_once_though_two_nodes_go_on()
    {
        using var database = new TestDatabase();
        var (officer, round, applications) = await RoundAsync(database);
        var mailing = await StartAsync(database, officer, round, applications);
        var left = 350;
        database.Db.Trace = _ =>
        {
            if (--left == 0)
                throw new InvalidOperationException("The node dies");
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => new SendMailings(database.Db, new()).RunAsync());
        database.Db.Trace = null;
        var sent = await database.CountAsync("MailingRecipient", "State = 'Sent'");
        Assert.InRange(sent, 1, Many - 1);
        await Task.WhenAll(new SendMailings(database.Db, new()).RunAsync(), new SendMailings(database.Another(), new()).RunAsync());
        Assert.Equal(Many, await database.CountAsync("MailingRecipient", $"MailingId = '{mailing}' and State = 'Sent'"));
        Assert.Equal(Many, await database.CountAsync("OutboxEmail", "Kind = 'WrittenMessage'"));
        Assert.Equal(
            Many,
            await database.Db.ScalarAsync<int>("select count(distinct SubjectId) from OutboxEmail where Kind = 'WrittenMessage'")
        );
    }

    [Fact]
    public async Task Assessor_who_left_the_panel_after_the_message_was_written_is_not_written_to()
    {
        using var database = new TestDatabase();
        var scenario = new Scenario(database.Db, database.Clock);
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        var round = await scenario.RoundAsync(officer, panel);
        await new StartMailing(database.Db, new()).RunAsync(
            officer,
            MailingAudience.Panel,
            round,
            [panel[0].Id, panel[1].Id],
            2,
            MailingRules.HashOf([panel[0].Id, panel[1].Id]),
            "When the panel meets",
            "{{assessor}}, the panel meets on Monday."
        );
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update PanelMember set LeftAt = @Now where PersonId = @Id", new { panel[0].Id, work.Now })
        );
        await new SendMailings(database.Db, new()).RunAsync();
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "Kind = 'WrittenToPanel'"));
        Assert.Equal(1, await database.CountAsync("MailingRecipient", $"PersonId = '{panel[0].Id}' and State = 'NoAddress'"));
    }

    private static async Task<(Actor Officer, Guid Round, IReadOnlyList<Guid> Applications)> RoundAsync(TestDatabase database)
    {
        var scenario = new Scenario(database.Db, database.Clock);
        var (officer, applicant) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.Applicant));
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var organisation = await scenario.OrganisationAsync(applicant);
        var applications = new List<Guid>();
        for (var i = 0; i < Many; i++)
            applications.Add(await scenario.ApplicationAsync(round, organisation, applicant));
        return (officer, round, applications);
    }

    private static async Task<Guid> StartAsync(TestDatabase database, Actor officer, Guid round, IReadOnlyList<Guid> applications) =>
        (
            await new StartMailing(database.Db, new()).RunAsync(
                officer,
                MailingAudience.Applications,
                round,
                applications,
                applications.Count,
                MailingRules.HashOf(applications),
                "News of {{reference}}",
                "We decide about {{project}} in March, and write then."
            )
        ).Value;
}
