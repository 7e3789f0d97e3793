using System.Collections.Concurrent;
using Commissioning.Platform.Data;

namespace Commissioning.Platform.Nodes;

/// <summary>Which jobs this node runs. A lease lasts across runs, is renewed with the heartbeat and released when the node stops, so other
/// nodes see quickly that a job is taken. A node that was suspended past its lease finds another token and does nothing.</summary>
public sealed class JobLeases(Db db, ThisNode node)
{
    /// <summary>Renewed every ten seconds, or once a third has passed, so at least a minute is always left. Two clocks wrong by the allowed
    /// maximum in opposite directions therefore never make a live node look dead.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<string, long> held = new();

    /// <summary>Whether this node runs the job; leases it when no node does.</summary>
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
        } // Another node was first.
    }

    /// <summary>Called with the heartbeat. Leases that another node has claimed are dropped.</summary>
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

    /// <summary>Releases the leases, so that another node can claim them at its next check.</summary>
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
