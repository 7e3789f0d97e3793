using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>What a change of an award is about and what it does, in lines of text for its letter.</summary>
internal sealed record ChangeFacts(string Kind, string Before, string After, string Reason)
{
    public static async Task<ChangeFacts> GetAsync(Work work, Guid change)
    {
        var row = await work.FindAsync<Row>(
            "select c.Kind, c.Earlier, c.Wanted, c.Reason, w.Amount - w.GivenBack as Net from AwardChange c join Award w on w.Id = c.AwardId where c.Id = @change",
            new { change }
        );
        // An end has nothing to fill in: what was not paid went back, and the rest is reported on.
        var ends = row.Kind is AwardChangeKind.GiveUp or AwardChangeKind.Termination;
        return new(
            AwardChangeRules.Name(row.Kind),
            ends ? $"A grant of {row.Earlier?.Amount}" : string.Join('\n', row.Earlier?.About(row.Wanted).InWords() ?? []),
            ends ? $"The grant has ended with {row.Net}. A last return is due." : string.Join('\n', row.Wanted.InWords()),
            row.Reason
        );
    }

    private sealed record Row
    {
        public required AwardChangeKind Kind { get; init; }
        public AwardChangeDetails? Earlier { get; init; }
        public required AwardChangeDetails Wanted { get; init; }
        public required string Reason { get; init; }
        public required Money Net { get; init; }
    }
}
