using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>What a change of an award is about and what it does, in lines of text for its letter.</summary>
internal sealed record ChangeFacts(string Kind, string Before, string After, string Reason);

internal static class VariationFacts
{
    public static async Task<ChangeFacts> GetAsync(Work work, Guid change)
    {
        var row = await work.FindAsync<Row>("select Kind, Earlier, Wanted, Reason from AwardChange where Id = @change", new { change });
        return new(row.Kind, row.Earlier ?? "", row.Wanted, row.Reason);
    }

    private sealed record Row
    {
        public required string Kind { get; init; }
        public string? Earlier { get; init; }
        public required string Wanted { get; init; }
        public required string Reason { get; init; }
    }
}
