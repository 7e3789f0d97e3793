using System.Collections.Concurrent;
using Commissioning.Domain.Moderation;

namespace Commissioning.Features.Moderation;

/// <summary>Runs resampling on background threads, one calculation at a time, and caches the results. Any node can recalculate them, so
/// nothing is lost with the cache.</summary>
public sealed class StabilityCache
{
    private const int Most = 50;
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<ApplicationStability>?>>> results = new();
    private readonly SemaphoreSlim one = new(1, 1);

    public (bool Ready, IReadOnlyList<ApplicationStability>? Result) Find(string key, Func<IReadOnlyList<ApplicationStability>?> work)
    {
        if (results.Count > Most)
            results.Clear();
        var task = results
            .GetOrAdd(
                key,
                _ =>
                    new(() =>
                        Task.Run(async () =>
                        {
                            await one.WaitAsync();
                            try
                            {
                                return work();
                            }
                            finally
                            {
                                one.Release();
                            }
                        })
                    )
            )
            .Value;
        if (!task.IsCompleted)
            return (false, null);
        if (task.IsCompletedSuccessfully)
            return (true, task.Result);
        results.TryRemove(key, out _); // After a failure the next request tries again; this one gets the error.
        throw new InvalidOperationException("The resampling failed", task.Exception);
    }
}
