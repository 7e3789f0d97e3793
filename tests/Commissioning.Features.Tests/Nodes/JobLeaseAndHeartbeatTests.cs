using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Audit;
using Commissioning.Features.Operations;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commissioning.Features.Tests.Nodes;

public sealed class JobLeaseAndHeartbeatTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Alerts alerts;
    private readonly Member one;
    private readonly Member other;

    public JobLeaseAndHeartbeatTests()
    {
        alerts = new(database.Db, NullLogger<Alerts>.Instance);
        one = Join();
        // Four digits distinguish two nodes of one process; once in 65,536 they are equal, and then it is the same node.
        do other = Join();
        while (other.Node.Name == one.Node.Name);
    }

    /// <summary>A node, with a machine clock that a test may set wrong.</summary>
    private sealed record Member(ThisNode Node, JobLeases Jobs, Heartbeat Heartbeat, PortalClock Machine);

    private Member Join()
    {
        var (node, machine) = (new ThisNode(), new PortalClock());
        var jobs = new JobLeases(database.Db, node);
        return new(node, jobs, new Heartbeat(database.Db, node, jobs, alerts, machine), machine);
    }

    [Fact]
    public async Task A_job_lease_passes_to_another_node_when_its_time_runs_out()
    {
        Assert.True(await one.Jobs.HoldsAsync("reminders"));
        Assert.False(await other.Jobs.HoldsAsync("reminders"));
        Assert.True(await one.Jobs.HoldsAsync("reminders"));
        Pass(JobLeases.Length + TimeSpan.FromSeconds(1));
        Assert.True(await other.Jobs.HoldsAsync("reminders"));
        Assert.False(await one.Jobs.HoldsAsync("reminders"));
        Assert.Equal(2, await database.Db.ScalarAsync<long>("select Token from JobLease"));
        Assert.Equal(
            $"The job \"reminders\", from {one.Node.Name} by {other.Node.Name}",
            await database.Db.ScalarAsync<string>("select Detail from AuditEntry where Action = 'LeaseTakeover'")
        );
        // A late write of the first one changes nothing.
        await one.Heartbeat.BeatAsync();
        await one.Jobs.GiveBackAsync();
        Assert.True(await other.Jobs.HoldsAsync("reminders"));
    }

    [Fact]
    public async Task A_job_lease_lasts_while_its_node_runs_and_is_free_at_once_when_it_ends()
    {
        await one.Heartbeat.BeatAsync();
        Assert.True(await one.Jobs.HoldsAsync("reminders"));
        for (var beat = 0; beat < 5; beat++)
        {
            Pass(JobLeases.Length / 2);
            await one.Heartbeat.BeatAsync();
            Assert.False(await other.Jobs.HoldsAsync("reminders"));
        }
        var listed = Assert.Single(await new NodeList(database.Db).ListAsync());
        Assert.Equal((one.Node.Name, "reminders", null), (listed.Name, Assert.Single(listed.Holds), listed.EndedAt));
        one.Node.IsStopping = true;
        await one.Heartbeat.EndAsync();
        Assert.False(await one.Jobs.HoldsAsync("reminders"));
        Assert.True(await other.Jobs.HoldsAsync("reminders"));
        Assert.NotNull(Assert.Single(await new NodeList(database.Db).ListAsync()).EndedAt);
        Assert.Equal(0, await database.CountAsync("AuditEntry"));
    }

    [Fact]
    public async Task A_job_lease_goes_to_one_of_several_nodes_that_start_together()
    {
        var took = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => new JobLeases(database.Another(), new ThisNode()).HoldsAsync("reminders")))
        );
        Assert.Single(took, true);
    }

    [Fact]
    public async Task A_node_with_a_wrong_clock_does_not_start_and_a_running_one_takes_no_work_until_it_is_right()
    {
        database.Clock.MoveTo("2026-02-01 09:00"); // Moved in Development, which is no reason to refuse.
        Assert.Null(await one.Heartbeat.WhyCannotStartAsync());
        Assert.True(await one.Jobs.HoldsAsync("reminders"));
        one.Machine.Offset = TimeSpan.FromMinutes(-3);
        Assert.Equal(
            "This machine's clock is 3 minutes behind the database's. Set the clock (NTP), then start the portal again.",
            await one.Heartbeat.WhyCannotStartAsync()
        );
        await one.Heartbeat.BeatAsync();
        Assert.Contains(
            "does no work until its clock is right",
            Assert.Single(await alerts.StandingAsync(), alert => alert.Kind == AlertKind.ClockSkew).Sentence,
            StringComparison.Ordinal
        );
        Assert.False(await one.Jobs.HoldsAsync("reminders"));
        Assert.True(await other.Jobs.HoldsAsync("reminders"));
        one.Machine.Offset = TimeSpan.Zero;
        await one.Heartbeat.BeatAsync();
        Assert.True(one.Node.MayClaimWork);
        Assert.Empty(await alerts.StandingAsync());
    }

    [Fact]
    public async Task A_node_that_stops_reporting_raises_one_alert_until_it_reports_again()
    {
        await one.Heartbeat.BeatAsync();
        await other.Heartbeat.BeatAsync();
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update PortalNode set StartedAt = @Before, LastSeenAt = @Before",
                new { Before = one.Machine.UtcNow() - JobLeases.Length - TimeSpan.FromSeconds(1) }
            )
        );
        await other.Heartbeat.BeatAsync();
        await other.Heartbeat.BeatAsync();
        var alert = Assert.Single(await alerts.StandingAsync());
        Assert.Equal((AlertKind.NodeLost, 1L), (alert.Kind, alert.Times));
        Assert.StartsWith($"The node {one.Node.Name} was last heard of at ", alert.Sentence, StringComparison.Ordinal);
        await one.Heartbeat.BeatAsync();
        Assert.Empty(await alerts.StandingAsync());
    }

    [Fact]
    public async Task A_node_that_crashed_and_was_restarted_raises_no_alert()
    {
        await one.Heartbeat.BeatAsync();
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update PortalNode set LastSeenAt = @Before",
                new { Before = one.Machine.UtcNow() - JobLeases.Length - TimeSpan.FromSeconds(1) }
            )
        );
        await alerts.RaiseAsync(AlertKind.NodeLost, "As another node said meanwhile");
        await other.Heartbeat.BeatAsync();
        Assert.Empty(await alerts.StandingAsync());
        Assert.Equal(1, await database.CountAsync("PortalNode", "EndedAt is null"));
    }

    [Fact]
    public async Task The_clock_alert_lasts_until_no_running_node_has_a_wrong_clock()
    {
        one.Machine.Offset = TimeSpan.FromMinutes(-10);
        await one.Heartbeat.BeatAsync();
        await other.Heartbeat.BeatAsync();
        Assert.Equal(AlertKind.ClockSkew, Assert.Single(await alerts.StandingAsync()).Kind); // And it is not lost.
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update PortalNode set StartedAt = @Before, LastSeenAt = @Before where Id = @Id",
                new { one.Node.Id, Before = other.Machine.UtcNow() - JobLeases.Length - TimeSpan.FromSeconds(1) }
            )
        );
        await other.Heartbeat.BeatAsync();
        Assert.DoesNotContain(await alerts.StandingAsync(), alert => alert.Kind == AlertKind.ClockSkew);
    }

    [Fact]
    public async Task The_clock_alert_of_a_node_whose_clock_was_ahead_ends_when_it_is_right_again()
    {
        one.Machine.Offset = TimeSpan.FromMinutes(20);
        Pass(TimeSpan.FromMinutes(20)); // Its portal has the machine's clock.
        await one.Heartbeat.BeatAsync();
        Assert.Equal(AlertKind.ClockSkew, Assert.Single(await alerts.StandingAsync()).Kind);
        one.Machine.Offset = TimeSpan.Zero;
        Pass(TimeSpan.FromMinutes(-20));
        await one.Heartbeat.BeatAsync();
        Assert.Empty(await alerts.StandingAsync());
    }

    [Fact]
    public async Task Two_nodes_that_write_to_one_database_both_succeed()
    {
        // Each has its own writer lock, so they meet at the database. On SQLite a writer that began as a reader would have a snapshot too
        // old to write.
        var nodes = new[] { database.Another(), database.Another() };
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("insert into Setting (Name, SetValue, ChangedAt) values ('count', '0', @Now)", new { work.Now })
        );
        await Task.WhenAll(
            nodes.SelectMany(db =>
                Enumerable
                    .Range(0, 15)
                    .Select(_ =>
                        Task.Run(() =>
                            db.ChangeAsync(
                                Actor.Portal,
                                AuditAction.ClockMoved,
                                Guid.Empty,
                                async work =>
                                {
                                    var count = await work.ScalarAsync<int>("select SetValue from Setting where Name = 'count'");
                                    await work.ExecuteOneAsync(
                                        "update Setting set SetValue = @next where Name = 'count'",
                                        new { next = (count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) }
                                    );
                                    return Result.Done;
                                }
                            )
                        )
                    )
            )
        );
        Assert.Equal(30, await database.Db.ScalarAsync<int>("select SetValue from Setting where Name = 'count'"));
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
    }

    private void Pass(TimeSpan time) => database.Clock.Offset += time;

    public void Dispose() => database.Dispose();
}
