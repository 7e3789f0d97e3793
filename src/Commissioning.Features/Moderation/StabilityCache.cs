using System.Collections.Concurrent;
using Commissioning.Domain.Moderation;

namespace Commissioning.Features.Moderation;

/// <summary>
/// Resampling runs on threads of its own, one at a time, and its results are kept for those who ask again. It is a memory of sums that any
/// node can work out for itself, so nothing is lost with it.
/// </summary>
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
        results.TryRemove(key, out _); // it failed: the next to ask tries again, and this one is told
        throw new InvalidOperationException("The resampling failed", task.Exception);
    }
}
