using System.Collections.Concurrent;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>What took long to work out of the database, kept until somebody changes something there. Every change gives the audit trail
/// another end, in its own transaction and one after the other; housekeeping, which leaves no entry, touches nothing that is published.
/// Nothing that depends on the day may be kept.</summary>
public sealed class UntilChanged(Db db)
{
    private readonly ConcurrentDictionary<string, (string End, object Answer)> kept = new();

    /// <summary>Read it before the answer is worked out: then a change that comes meanwhile is noticed the next time.</summary>
    public async Task<string> EndAsync() => (await db.ScalarAsync<string>("select Hash from AuditHead where Id = 1"))!;

    /// <summary>Null: it was never worked out, or something has changed since.</summary>
    public T? Find<T>(string question, string end)
        where T : class => kept.TryGetValue(question, out var known) && known.End == end ? (T)known.Answer : null;

    public void Keep(string question, string end, object answer) => kept[question] = (end, answer);
}
