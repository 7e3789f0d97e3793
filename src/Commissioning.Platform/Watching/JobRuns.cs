using System.Collections.Concurrent;
using Commissioning.Domain;
using Microsoft.Extensions.Logging;

namespace Commissioning.Platform.Watching;

/// <summary>
/// Every look of every job on this node goes through here: what fails holds up nothing else and is tried again at the next look, and how
/// each job fares is known. A failure is logged when it begins and once a minute while it lasts, not at every look.
/// </summary>
public sealed class JobRuns(TimeProvider clock, ILogger<JobRuns> log)
{
    /// <summary>Without a good run for this long a job counts as failing.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, State> states = new();

    /// <param name="WellAt">When it last ran well on this node, UTC; null when it has not.</param>
    /// <param name="Failure">What kind of failure the last look ended with; null when it ran well.</param>
    /// <param name="IsFailing">It has not run well for <see cref="Patience"/>.</param>
    public sealed record Run(string Job, DateTime? WellAt, string? Failure, bool IsFailing);

    public IReadOnlyList<Run> All() =>
        states
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

    /// <summary>Written by its own job alone, read by anybody. Stamps are of the machine's steady clock, which nobody moves.</summary>
    private sealed class State
    {
        public DateTime? WellAt { get; set; }
        public long WellStamp { get; set; }
        public long LoggedStamp { get; set; }
        public string? Failure { get; set; }
    }
}
