using System.Collections.Concurrent;
using Commissioning.Domain;
using Microsoft.Extensions.Logging;

namespace Commissioning.Platform.Watching;

/// <summary>Runs every job of this node. A failure delays no other job and is retried at the next run; the state of each job is recorded. A
/// failure is logged when it starts and once a minute while it lasts, not on every run.</summary>
public sealed class JobRuns(TimeProvider clock, ILogger<JobRuns> log)
{
    /// <summary>A job without a successful run for this long is failing.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, State> states = new();

    /// <param name="WellAt">Last successful run on this node, UTC; null before the first.</param>
    /// <param name="Failure">The kind of failure of the last run; null when it succeeded.</param>
    /// <param name="IsFailing">It has not succeeded for <see cref="Patience"/>.</param>
    public sealed record Run(string Job, DateTime? WellAt, string? Failure, bool IsFailing);

    public IReadOnlyList<Run> All() =>
        states
            .ToArray() // A snapshot: LINQ over the dictionary itself breaks when a job is added meanwhile.
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new Run(
                pair.Key,
                pair.Value.WellAt,
                pair.Value.Failure,
                clock.GetElapsedTime(pair.Value.WellStamp) > Patience && pair.Value.Failure is not null
            ))
            .ToList();

    public async Task RunAsync(string job, Func<Task> look, CancellationToken stopping)
    {
        var state = states.GetOrAdd(job, _ => new() { WellStamp = clock.GetTimestamp() });
        using var span = Telemetry.Start($"job {job}");
        try
        {
            await look();
            if (state.Failure is not null)
                log.LogInformation("{Job} runs well again", job);
            (state.WellAt, state.WellStamp, state.Failure) = (clock.UtcNow(), clock.GetTimestamp(), null);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Telemetry.Fail(span, exception);
            var isNews = state.Failure is null || clock.GetElapsedTime(state.LoggedStamp) > BetweenLines;
            state.Failure = exception.GetType().Name;
            if (!isNews)
                return;
            state.LoggedStamp = clock.GetTimestamp();
            log.LogError(exception, "{Job} failed and will be tried again", job);
        }
    }

    /// <summary>Written only by its own job, read by any thread. Times are the machine's monotonic clock.</summary>
    private sealed class State
    {
        public DateTime? WellAt { get; set; }
        public long WellStamp { get; set; }
        public long LoggedStamp { get; set; }
        public string? Failure { get; set; }
    }
}
