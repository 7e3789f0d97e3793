using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Applications;

public sealed class ClosingReminderTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public ClosingReminderTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task Reminder_goes_seven_and_two_days_before_closing_and_names_what_is_missing()
    {
        var draft = await DraftAsync();
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("delete from OutcomeMeasure where ApplicationId = @draft", new { draft })
        );
        var days = new List<string>();
        for (var day = 6; day <= 35; day++) // From 6 January to 4 February, a day at a time.
        {
            database.Clock.MoveTo(Scenario.Utc("2026-01-01 18:00").AddDays(day - 1));
            if (await RemindAsync() == 1)
                days.Add(database.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }
        // The round closes at 5pm on 2 February, so at 6pm each is a day's first chance.
        Assert.Equal(["2026-01-26", "2026-01-31"], days);
        var text = await database.Db.QueryAsync<string>(
            "select TextBody from OutboxEmail where SubjectId = @draft and Kind = 'ClosingReminder' order by CreatedAt, Id",
            new { draft }
        );
        Assert.Equal(2, text.Count);
        Assert.All(
            text,
            one =>
            {
                Assert.Contains("Still to do:\n- Outcomes and measures", one, StringComparison.Ordinal);
                Assert.Contains(Links.Applications.TaskList(draft), one, StringComparison.Ordinal);
                Assert.DoesNotContain("Budget", one, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("2026-01-29 12:00", 1)] // From before the first to between the two: the first is late, and goes.
    [InlineData("2026-02-01 12:00", 1)] // Over both: only the last.
    [InlineData("2026-02-02 17:01", 0)] // Over closing: none.
    public async Task Reminder_after_a_jump_of_the_clock_is_the_latest_that_is_due(string to, int sent)
    {
        await DraftAsync();
        Assert.Equal(0, await RemindAsync());
        database.Clock.MoveTo(to);
        Assert.Equal(sent, await RemindAsync());
        Assert.Equal(0, await RemindAsync());
    }

    [Fact]
    public async Task A_draft_that_was_not_sent_is_announced_once_after_its_round_has_closed()
    {
        var draft = await DraftAsync();
        Task<int> TellAsync() => new TellOfDrafts(database.Db, new(), database.Clock).RunAsync();
        database.Clock.MoveTo("2026-02-02 16:59");
        Assert.Equal(0, await TellAsync());
        database.Clock.MoveTo("2026-02-02 17:01");
        Assert.Equal(1, await TellAsync());
        Assert.Equal(0, await TellAsync());
        var text = Assert.Single(
            await database.Db.QueryAsync<string>(
                "select TextBody from OutboxEmail where SubjectId = @draft and Kind = 'DraftNotSent'",
                new { draft }
            )
        );
        Assert.Contains("closed at 5pm on 2 February 2026", text, StringComparison.Ordinal);
        // One that is given more time is reminded again.
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Application set ClosesAt = @At where Id = @draft",
                new { draft, At = Scenario.Utc("2026-02-09 17:00") }
            )
        );
        database.Clock.MoveTo("2026-02-08 12:00");
        Assert.Equal(1, await RemindAsync());
    }

    [Fact]
    public async Task Withdrawal_is_told_to_every_member_with_who_and_what_can_still_be_done()
    {
        var person = await scenario.PersonAsync(Role.Applicant);
        var draft = await DraftAsync(person);
        Assert.Null((await new WithdrawApplication(database.Db, new Office()).RunAsync(person, draft, "No volunteers")).FirstRefusal);
        var text = await database.Db.ScalarAsync<string>(
            "select TextBody from OutboxEmail where SubjectId = @draft and Subject like '%is withdrawn'",
            new { draft }
        );
        Assert.Contains($"{person.Name} withdrew Safer Saturdays of Friends of Test Park at", text, StringComparison.Ordinal);
        Assert.Contains(
            "You cannot undo this. You can start another application until the round closes at 5pm",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("No volunteers", text, StringComparison.Ordinal);
    }

    private async Task<Guid> DraftAsync(Domain.Actor? by = null)
    {
        var round = await scenario.RoundAsync(
            await scenario.PersonAsync(Role.CommissioningOfficer),
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var person = by ?? await scenario.PersonAsync(Role.Applicant);
        return await scenario.CompleteDraftAsync(round, await scenario.OrganisationAsync(person), person);
    }

    private Task<int> RemindAsync() => new RemindOfClosing(database.Db, new Office(), database.Clock).RunAsync();

    public void Dispose() => database.Dispose();
}
