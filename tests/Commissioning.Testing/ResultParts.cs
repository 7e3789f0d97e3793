using Commissioning.Domain;

namespace Commissioning.Testing;

public static class ResultParts
{
    /// <summary>What a command made, and what it refuses, in one line of a test.</summary>
    public static void Deconstruct<T>(this Result<T> result, out T? made, out IReadOnlyList<Refusal> refusals) =>
        (made, refusals) = (result.Value, result.Refusals);
}
