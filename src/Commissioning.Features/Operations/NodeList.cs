using Commissioning.Platform.Data;

namespace Commissioning.Features.Operations;

/// <summary>Web nodes that run, or stopped or were lost within the last day, with their current jobs, newest first.</summary>
public sealed class NodeList(Db db)
{
    /// <param name="ClockOff">How far its machine's clock is ahead of the database's, at least; negative: behind.</param>
    public sealed record Node(
        string Name,
        DateTime StartedAt,
        DateTime LastSeenAt,
        DateTime? EndedAt,
        DateTime? LostAt,
        TimeSpan ClockOff,
        IReadOnlyList<string> Holds
    );

    public Task<IReadOnlyList<Node>> ListAsync() =>
        db.ReadAsync<IReadOnlyList<Node>>(async work =>
        {
            var held = (await work.QueryAsync<LeasedWork>(LeasedWorkSql, new { work.Now })).ToLookup(row => row.Node, row => row.What);
            var rows = await work.QueryAsync<NodeRow>(
                "select Name, StartedAt, LastSeenAt, EndedAt, LostAt, ClockOffMs from PortalNode order by StartedAt desc, Name, Id"
            );
            return rows.Select(row => new Node(
                    row.Name,
                    row.StartedAt,
                    row.LastSeenAt,
                    row.EndedAt,
                    row.LostAt,
                    TimeSpan.FromMilliseconds(row.ClockOffMs),
                    held[row.Name].Order(StringComparer.Ordinal).ToList()
                ))
                .ToList();
        });

    private const string LeasedWorkSql = """
        select LeasedBy as Node, Name as What
        from   JobLease
        where  LeasedBy is not null and Until >= @Now
        union all
        select ClaimedBy as Node, 'e-mail' as What
        from   OutboxEmail
        where  State = 'Claimed' and ClaimedUntil >= @Now
        union all
        select ClaimedBy as Node, 'letters' as What
        from   LetterBatch
        where  ClaimedBy is not null and ClaimedUntil >= @Now
        union all
        select ClaimedBy as Node, FileName as What
        from   RegisterImport
        where  State = 'Running' and ClaimedBy is not null and ClaimedUntil >= @Now
        """;

    private sealed record LeasedWork
    {
        public required string Node { get; init; }
        public required string What { get; init; }
    }

    private sealed record NodeRow
    {
        public required string Name { get; init; }
        public required DateTime StartedAt { get; init; }
        public required DateTime LastSeenAt { get; init; }
        public DateTime? EndedAt { get; init; }
        public DateTime? LostAt { get; init; }
        public required long ClockOffMs { get; init; }
    }
}
