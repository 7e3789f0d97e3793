using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>A message about a round, in the words of its fund.</summary>
internal static class RoundMessage
{
    /// <summary>Adds a message to the outbox in this change. Fund and round are filled in here.</summary>
    /// <param name="about">The record on which the message is listed; null: the round.</param>
    public static async Task SendAsync(
        Work work,
        Office office,
        Guid round,
        MessageKind kind,
        Recipient to,
        IReadOnlyDictionary<string, string> values,
        string? link = null,
        Guid? about = null
    )
    {
        var names = await work.FindAsync<Names>(
            "select r.FundId, coalesce(r.FundName, f.Name) as FundName, r.Name, r.BudgetYear from Round r join Fund f on f.Id = r.FundId where r.Id = @round",
            new { round }
        );
        var all = new Dictionary<string, string>(values)
        {
            ["fund"] = names.FundName,
            ["round"] = $"{names.FundName}, {names.Name}, {names.BudgetYear}",
        };
        await Message.SendAsync(work, office, kind, names.FundId, to, about ?? round, all, link);
    }

    private sealed record Names
    {
        public required Guid FundId { get; init; }
        public required string FundName { get; init; }
        public required string Name { get; init; }
        public required string BudgetYear { get; init; }
    }
}
