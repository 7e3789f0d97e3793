using System.Collections.Concurrent;
using Commissioning.Platform.Data;

namespace Commissioning.Platform.Nodes;

/// <summary>
/// Which jobs this node does. A job is kept from one run to the next, renewed with the node's heartbeat and given back when it stops, so
/// that the others see at a glance that it is not theirs. A node that slept through its time finds another token, and does nothing.
/// </summary>
public sealed class JobLeases(Db db, ThisNode node)
{
    /// <summary>
    /// Renewed every ten seconds, or when a third is gone: at least a minute is always left, so two clocks that are wrong by as much as is
    /// allowed, in opposite directions, never make a living node look dead.
    /// </summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<string, long> held = new();

    /// <summary>Whether this node does the job now; takes it when nobody does.</summary>
    public async Task<bool> HoldsAsync(string job)
    {
        if (!node.MayClaimWork)
            return false;
        if (
            held.TryGetValue(job, out var token)
            && await db.ScalarAsync<int>("select count(*) from JobLease where Name = @job and Token = @token", new { job, token }) == 1
        )
            return true;
        held.TryRemove(job, out _);
        return await LeaseAsync(job);
    }

    private async Task<bool> LeaseAsync(string job)
    {
        var (found, now) = await db.ReadAsync(async work =>
            (
                await work.FindOrDefaultAsync<LeaseRow>("select LeasedBy, Until, Token from JobLease where Name = @job", new { job }),
                work.Now
            )
        );
        if (found?.Until >= now)
            return false;
        if (found is null && !await AddAsync(job))
            return false;
        var before = found?.Token ?? 0;
        if (
            !await LeaseTakeover.ClaimAsync(
                db,
                node.Id,
                $"The job \"{job}\"",
                found?.LeasedBy,
                node.Name,
                work =>
                    work.ExecuteAsync(
                        LeaseSql,
                        new
                        {
                            job,
                            before,
                            Node = node.Name,
                            Until = work.Now + Length,
                        }
                    )
            )
        )
            return false;
        held[job] = before + 1;
        return true;
    }

    private async Task<bool> AddAsync(string job)
    {
        try
        {
            return await db.HousekeepAsync(work => work.ExecuteAsync("insert into JobLease (Name, Token) values (@job, 0)", new { job }))
                == 1;
        }
        catch (DuplicateException)
        {
            return false;
        } // another node was first
    }

    /// <summary>With the heartbeat. What another node has taken is no longer this one's.</summary>
    public async Task RenewAsync(Work work)
    {
        foreach (var (job, token) in held)
            if (
                await work.ExecuteAsync(
                    "update JobLease set Until = @Until where Name = @job and Token = @token",
                    new
                    {
                        job,
                        token,
                        Until = work.Now + Length,
                    }
                ) == 0
            )
                held.TryRemove(job, out _);
    }

    /// <summary>So that another node takes them at its next look.</summary>
    public async Task GiveBackAsync()
    {
        foreach (var job in held.Keys)
            if (held.TryRemove(job, out var token))
                await db.HousekeepAsync(work =>
                    work.ExecuteAsync(
                        "update JobLease set LeasedBy = null, Until = null where Name = @job and Token = @token",
                        new { job, token }
                    )
                );
    }

    private const string LeaseSql = """
        update JobLease
        set    LeasedBy = @Node, Until = @Until, Token = Token + 1
        where  Name = @job and Token = @before
        """;

    private sealed record LeaseRow
    {
        public string? LeasedBy { get; init; }
        public DateTime? Until { get; init; }
        public required long Token { get; init; }
    }
}
