using System.Collections.Concurrent;
using System.Diagnostics;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Tells the screens of a meeting when something that they show has changed. All screens of a round share one short statement,
/// asked at most every <see cref="Between"/> while somebody waits, so that another screen costs next to nothing. Each node asks the
/// database, so that a change made on another node is seen as soon.</summary>
public sealed class MeetingChanges(Db db)
{
    /// <summary>A change is seen after this long at most.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromMilliseconds(400);

    /// <summary>How long a screen waits for an answer before it asks again, below the limits of the proxies before the portal.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(25);

    private sealed record Seen(long At, Task<string> State);

    private readonly ConcurrentDictionary<Guid, Seen> rounds = new();

    /// <summary>What the round's meeting is at: another text after each change that a screen shows.</summary>
    public Task<string> StateAsync(Guid round)
    {
        var seen = rounds.AddOrUpdate(
            round,
            _ => new(Stopwatch.GetTimestamp(), ReadAsync(round)),
            (_, before) =>
                Stopwatch.GetElapsedTime(before.At) < Between && !before.State.IsFaulted
                    ? before
                    : new(Stopwatch.GetTimestamp(), ReadAsync(round))
        );
        return seen.State;
    }

    /// <summary>Waits until the state is another than the one a screen shows.</summary>
    /// <returns>The new state; null: nothing changed for <see cref="LongestWait"/>.</returns>
    public async Task<string?> WaitAsync(Guid round, string? shown, CancellationToken stopped)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < LongestWait)
        {
            var state = await StateAsync(round);
            if (state != shown)
                return state;
            await Task.Delay(Between, stopped);
        }
        return null;
    }

    private Task<string> ReadAsync(Guid round) =>
        db.ReadAsync(async work =>
        {
            var state = await work.FindAsync<MeetingState>(StateSql, new { round });
            return FormattableString.Invariant(
                $"{state.Shown:N}-{state.ShownAt?.Ticks}-{state.RoundVersion}-{state.Saved}-{state.Saves}-{state.Places}-{state.Sheets}-{state.Flags}-{state.Settled}-{state.Owners}"
            );
        });

    // Saves are counted with the application's number too, so that one taken back and another saved in the same moment do not cancel out.
    private const string StateSql = """
        select r.Version as RoundVersion,
               (select f.ApplicationId from ModerationFocus f where f.RoundId = r.Id) as Shown,
               (select f.SetAt from ModerationFocus f where f.RoundId = r.Id) as ShownAt,
               (select count(*) from Moderation m join Application a on a.Id = m.ApplicationId where a.RoundId = r.Id) as Saved,
               (select sum(m.Version) from Moderation m join Application a on a.Id = m.ApplicationId where a.RoundId = r.Id) as Saves,
               (select sum(m.Version * a.Number) from Moderation m join Application a on a.Id = m.ApplicationId where a.RoundId = r.Id) as Places,
               (select sum(s.Version) from ScoringAssignment s where s.RoundId = r.Id) as Sheets,
               (select count(*) from ModerationFlag g join Application a on a.Id = g.ApplicationId where a.RoundId = r.Id) as Flags,
               (select count(g.ResolvedAt) from ModerationFlag g join Application a on a.Id = g.ApplicationId where a.RoundId = r.Id) as Settled,
               (select count(distinct g.OwnerId) from ModerationFlag g join Application a on a.Id = g.ApplicationId where a.RoundId = r.Id) as Owners
        from   Round r
        where  r.Id = @round
        """;

    private sealed record MeetingState
    {
        public required long RoundVersion { get; init; }
        public Guid? Shown { get; init; }
        public DateTime? ShownAt { get; init; }
        public required long Saved { get; init; }
        public long? Saves { get; init; }
        public long? Places { get; init; }
        public long? Sheets { get; init; }
        public required long Flags { get; init; }
        public required long Settled { get; init; }
        public required long Owners { get; init; }
    }
}
