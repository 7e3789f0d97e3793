using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Funds;

public sealed partial class OpeningAlertTests : IDisposable
{
    private const string Before = "2026-01-02 12:00";
    private const string Open = "2026-01-05 09:01";
    private const string Ann = "ann@test.example";
    private static readonly Office Office = new() { BaseUrl = "http://localhost" };
    private readonly TestDatabase database = new();
    private Guid round;
    private Guid fund;

    [Fact]
    public async Task Opening_alert_is_confirmed_by_its_link_and_sent_once_by_two_nodes()
    {
        await StartAsync();
        await AskAsync(Ann, fund);
        // Asking again changes nothing and says nothing.
        await AskAsync(" ANN@test.example ", fund);
        Assert.Equal(1, await MailsAsync(Ann));
        Assert.True((await Alerts.ConfirmAsync(new string('2', 26))).Refusals.Count > 0);
        var token = await TokenAsync();
        Assert.True((await Alerts.ConfirmAsync(token)).IsDone);

        database.Clock.MoveTo("2026-01-05 08:59");
        Assert.Equal(0, await TellAsync(database.Db));
        database.Clock.MoveTo(Open);
        // Both have read who is due before either sends.
        var sent = 0;
        async Task<Result> SendAsync(Db db)
        {
            Interlocked.Add(ref sent, await TellAsync(db));
            return Result.Done;
        }
        await Race.RunAsync(
            database,
            SendAsync,
            sql => sql.Contains("a.ConfirmedAt is not null and r.", StringComparison.Ordinal),
            SendAsync
        );
        Assert.Equal(1, sent);
        Assert.Equal(2, await MailsAsync(Ann));
        Assert.Equal(0, await database.CountAsync("OpeningAlert"));
        var text = await database.Db.ScalarAsync<string>("select TextBody from OutboxEmail where Subject like '% is open'");
        Assert.Contains($"http://localhost{Links.Funds.Guidance(round)}", text, StringComparison.Ordinal);
        // Nothing of the address is in the trail, which cannot be erased.
        Assert.Equal(0, await database.CountAsync("AuditEntry", "Detail like '%test.example%' and Action like 'OpeningAlert%'"));
    }

    [Fact]
    public async Task Opening_alert_that_is_stopped_or_never_confirmed_is_not_sent()
    {
        await StartAsync();
        await AskAsync(Ann, null);
        var token = await TokenAsync();
        Assert.True((await Alerts.ConfirmAsync(token)).IsDone);
        Assert.True((await Alerts.StopAsync(token)).IsDone);
        Assert.False((await Alerts.StopAsync(token)).IsDone);
        await AskAsync("bob@test.example", null);
        database.Clock.MoveTo(Open);
        Assert.Equal(0, await TellAsync(database.Db));
        Assert.Equal(1, await database.CountAsync("OpeningAlert"));
        database.Clock.MoveTo("2026-01-09 12:01");
        await TellAsync(database.Db);
        Assert.Equal(0, await database.CountAsync("OpeningAlert"));
        Assert.Equal((1, 1), (await MailsAsync(Ann), await MailsAsync("bob@test.example")));
    }

    [Fact]
    public async Task Opening_alert_waits_for_twelve_months_and_only_for_its_own_fund()
    {
        await StartAsync();
        var other = await new Scenario(database.Db, database.Clock).RoundAsync(
            await new Scenario(database.Db, database.Clock).PersonAsync(Role.CommissioningOfficer),
            [
                await new Scenario(database.Db, database.Clock).PersonAsync(Role.PanelMember),
                await new Scenario(database.Db, database.Clock).PersonAsync(Role.PanelMember),
            ],
            now: Before
        );
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Round set WithdrawnAt = @Now where Id = @round", new { round, work.Now })
        );
        await AskAsync(Ann, fund);
        var token = await TokenAsync();
        Assert.True((await Alerts.ConfirmAsync(token)).IsDone);
        database.Clock.MoveTo(Open);
        Assert.Equal(0, await TellAsync(database.Db));
        Assert.NotEqual(other, round);
        database.Clock.MoveTo("2027-01-01 12:00");
        await TellAsync(database.Db);
        Assert.Equal(1, await database.CountAsync("OpeningAlert"));
        database.Clock.MoveTo("2027-01-02 12:01");
        await TellAsync(database.Db);
        Assert.Equal(0, await database.CountAsync("OpeningAlert"));
    }

    [Fact]
    public async Task Opening_alert_refuses_what_is_no_address_and_too_many_from_one_network()
    {
        await StartAsync();
        Assert.Equal("email", (await Ask.RunAsync("ann", null, "net")).FirstRefusal!.Field);
        for (var i = 0; i < GuidanceRules.MostFromOneNetwork; i++)
            await AskAsync($"a{i}@test.example", null);
        Assert.False((await Ask.RunAsync("late@test.example", null, "net")).IsDone);
        Assert.True((await Ask.RunAsync("late@test.example", null, "another")).IsDone);
    }

    private async Task StartAsync()
    {
        var scenario = new Scenario(database.Db, database.Clock);
        round = await scenario.RoundAsync(
            await scenario.PersonAsync(Role.CommissioningOfficer),
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)],
            now: Before
        );
        fund = await database.Db.ScalarAsync<Guid>("select FundId from Round where Id = @round", new { round });
    }

    private AskOpeningAlert Ask => new(database.Db, Office);
    private OpeningAlerts Alerts => new(database.Db);

    private async Task AskAsync(string email, Guid? ofFund) => Assert.True((await Ask.RunAsync(email, ofFund, "net")).IsDone);

    private Task<int> TellAsync(Db db) => new TellOfOpening(db, Office, database.Clock).RunAsync();

    private Task<int> MailsAsync(string to) => database.CountAsync("OutboxEmail", "ToAddress = @to", new { to });

    private async Task<string> TokenAsync()
    {
        var text = await database.Db.ScalarAsync<string>("select TextBody from OutboxEmail where Subject like 'Do you want%'");
        return Link().Match(text!).Groups[1].Value;
    }

    [GeneratedRegex(@"http://localhost/tell-me/([a-z2-9]{26})")]
    private static partial Regex Link();

    public void Dispose() => database.Dispose();
}
