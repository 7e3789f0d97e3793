using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>A variation's content and effect, in lines of text for its letter.</summary>
internal sealed record VariationFacts(string Kind, string Before, string After, string Reason)
{
    public static async Task<VariationFacts> GetAsync(Work work, Guid change)
    {
        var row = await work.FindAsync<VariationFactsRow>(
            "select c.Kind, c.Earlier, c.Wanted, c.Reason, w.Amount - w.GivenBack as Net from Variation c join Award w on w.Id = c.AwardId where c.Id = @change",
            new { change }
        );
        // These kinds have no values to fill in: unpaid money goes back, and the rest is reported on.
        var ends = row.Kind is VariationKind.GiveUp or VariationKind.Termination;
        return new(
            VariationRules.Name(row.Kind),
            ends ? $"A grant of {row.Earlier?.Amount}" : string.Join('\n', row.Earlier?.About(row.Wanted).InWords() ?? []),
            ends ? $"The grant has ended with {row.Net}. A final return is due." : string.Join('\n', row.Wanted.InWords()),
            row.Reason
        );
    }

    private sealed record VariationFactsRow
    {
        public required VariationKind Kind { get; init; }
        public VariationDetails? Earlier { get; init; }
        public required VariationDetails Wanted { get; init; }
        public required string Reason { get; init; }
        public required Money Net { get; init; }
    }
}
