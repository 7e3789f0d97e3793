using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Watching;

namespace Commissioning.Platform.Nodes;

/// <summary>Maintains this node's heartbeat, compares its clock with the database's, and detects nodes that have stopped. Uses the
/// machine's clock, because the portal's can be moved in Development.</summary>
public sealed class Heartbeat(Db db, ThisNode node, JobLeases jobs, Alerts alerts, TimeProvider machine)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Why this node cannot start, as a sentence to print; null when it can.</summary>
    public async Task<string?> WhyCannotStartAsync() =>
        ClockRules.WhyWrong(await ClockOffAsync()) is { } sentence ? $"{sentence} Set the clock (NTP), then start the portal again." : null;

    /// <summary>On SQLite both are the same clock, so the difference is always zero.</summary>
    private Task<TimeSpan> ClockOffAsync() =>
        db.ReadAsync(async work =>
        {
            var asked = machine.UtcNow();
            var database = await work.ScalarAsync<DateTime>(db.Dialect.UtcNowSql);
            return ClockRules.Off(asked, database, machine.UtcNow());
        });

    public async Task BeatAsync()
    {
        var off = await ClockOffAsync();
        node.WrongClock = ClockRules.WhyWrong(off);
        if (node.WrongClock is not null)
            await jobs.GiveBackAsync();
        // The database's time, so that a node with a wrong clock does not look lost to the others.
        var now = machine.UtcNow() - off;
        await db.HousekeepAsync(async work =>
        {
            var row = new
            {
                node.Id,
                node.Name,
                Now = now,
                OffMs = (long)off.TotalMilliseconds,
            };
            if (
                await work.ExecuteAsync(
                    "update PortalNode set LastSeenAt = @Now, ClockOffMs = @OffMs, LostAt = null, EndedAt = null where Id = @Id",
                    row
                ) == 0
            )
                await work.ExecuteAsync(
                    "insert into PortalNode (Id, Name, StartedAt, LastSeenAt, ClockOffMs) values (@Id, @Name, @Now, @Now, @OffMs)",
                    row
                );
            await jobs.RenewAsync(work);
            return 0;
        });
        if (node.WrongClock is { } wrong)
            await alerts.RaiseAsync(
                AlertKind.ClockSkew,
                $"{wrong} The node {node.Name} does no work until its clock is right. Set the clock (NTP)."
            );
        await CheckOthersAsync(now);
    }

    /// <summary>Raises an alert once for a node without a heartbeat for the length of a lease; a day later its row is removed. A node that
    /// was restarted on the same machine is not lost. Both alerts end when no node is lost or has a wrong clock, whichever node
    /// checks.</summary>
    private async Task CheckOthersAsync(DateTime now)
    {
        var nodes = await db.QueryAsync<OtherNode>(
            "select Id, Name, StartedAt, LastSeenAt, ClockOffMs, LostAt from PortalNode where EndedAt is null"
        );
        var living = nodes.Where(other => other.LastSeenAt >= now - JobLeases.Length).ToList();
        var lost = 0;
        foreach (var silent in nodes.Except(living))
        {
            if (silent.LastSeenAt < now.AddDays(-1))
                continue;
            if (living.Any(other => other.StartedAt > silent.LastSeenAt && other.Machine == silent.Machine))
                await db.HousekeepAsync(work =>
                    work.ExecuteAsync("update PortalNode set EndedAt = LastSeenAt, LostAt = null where Id = @Id", new { silent.Id })
                );
            else
            {
                lost++;
                if (
                    silent.LostAt is null
                    && await db.HousekeepAsync(work =>
                        work.ExecuteAsync("update PortalNode set LostAt = @now where Id = @Id and LostAt is null", new { silent.Id, now })
                    ) == 1
                )
                    await alerts.RaiseAsync(
                        AlertKind.NodeLost,
                        $"The node {silent.Name} was last heard of at {LondonTime.DateAndTime(silent.LastSeenAt)} and did not report that it was stopping. The other nodes continue its work. Check that its machine is running, then start the node again."
                    );
            }
        }
        var gone = await db.QueryAsync<Guid>("select Id from PortalNode where LastSeenAt < @Before", new { Before = now.AddDays(-1) });
        foreach (var id in gone)
            await db.HousekeepAsync(work => work.ExecuteAsync("delete from PortalNode where Id = @id", new { id }));
        if (lost == 0)
            await alerts.ClearAsync(AlertKind.NodeLost);
        if (living.All(other => ClockRules.WhyWrong(TimeSpan.FromMilliseconds(other.ClockOffMs)) is null))
            await alerts.ClearAsync(AlertKind.ClockSkew);
    }

    /// <summary>The node has stopped: releases its leases at once.</summary>
    public async Task EndAsync()
    {
        await jobs.GiveBackAsync();
        await db.HousekeepAsync(work =>
            work.ExecuteAsync("update PortalNode set EndedAt = @Now where Id = @Id", new { node.Id, Now = machine.UtcNow() })
        );
    }

    private sealed record OtherNode
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required DateTime StartedAt { get; init; }
        public required DateTime LastSeenAt { get; init; }
        public required long ClockOffMs { get; init; }
        public DateTime? LostAt { get; init; }
        public string Machine => Name.Split('/')[0];
    }
}
