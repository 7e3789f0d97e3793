using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Testing;

/// <summary>Two nodes that write at the same moment, and the refusal of each; null: done.</summary>
public sealed record Race(string? First, string? Second)
{
    /// <summary>Holds the first at a statement and starts the second, so that every run is the same race. The first continues when the
    /// second asks for the writer lock, or has ended.</summary>
    /// <param name="goesOnAt">The statement of the second at which the first continues; null: where it locks the head of the audit
    /// trail.</param>
    public static async Task<Race> RunAsync(
        TestDatabase database,
        Func<Db, Task<Result>> first,
        Func<string, bool> heldAt,
        Func<Db, Task<Result>> second,
        Func<string, bool>? goesOnAt = null
    )
    {
        var (one, other) = (database.Another(), database.Another());
        using var goOn = new ManualResetEventSlim();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        one.Trace += statement =>
        {
            if (heldAt(statement.Sql) && held.TrySetResult())
                goOn.Wait();
        };
        other.Trace += statement =>
        {
            if (goesOnAt?.Invoke(statement.Sql) ?? statement.Sql == Db.LockHeadSql)
                goOn.Set();
        };
        var running = Task.Run(() => ToldAsync(() => first(one)));
        if (await Task.WhenAny(held.Task, running) == running)
            throw new InvalidOperationException($"The first ended before it came to the statement: {await running ?? "done"}");
        string? told;
        try
        {
            told = await ToldAsync(() => second(other));
        }
        finally
        {
            goOn.Set();
        }
        return new(await running, told);
    }

    /// <summary>For use cases that return every refusal.</summary>
    public static Result Of(IReadOnlyList<Refusal> refusals) => Result.Of(refusals);

    private static async Task<string?> ToldAsync(Func<Task<Result>> run)
    {
        try
        {
            return (await run()).FirstRefusal?.Sentence;
        }
        // A page shows these to the person.
        catch (Exception exception) when (exception is NotFoundException or ConcurrencyException or DuplicateException)
        {
            return exception.Message;
        }
    }
}
