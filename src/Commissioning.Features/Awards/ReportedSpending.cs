using Commissioning.Domain;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>What the last accepted return of an award says was spent so far in all.</summary>
/// <param name="Reported">In pence.</param>
/// <param name="Counted">Up to the grant: what is spent above it is the organisation's own cost. Moves between lines count, because
/// accepting a return approves them.</param>
/// <param name="Lines">By budget line; empty where the return asked for one sum.</param>
internal sealed record ReportedSpending(Money Reported, Money Counted, IReadOnlyList<SpentLine> Lines)
{
    /// <summary>A return was accepted.</summary>
    public required bool HasReturns { get; init; }

    public static async Task<ReportedSpending> OfAsync(Work work, AwardReader.AwardRow award)
    {
        var latest = await work.FindOrDefaultAsync<Latest>(
            "select Id, coalesce(Spent, 0) as Spent from MonitoringReturn where AwardId = @Id and IsLatest = 1",
            award
        );
        if (latest is null)
            return new(Money.Zero, Money.Zero, []) { HasReturns = false };
        var byLine = (
            await work.QueryAsync<LineRow>("select BudgetLineId, Spent, Explanation from MonitoringSpend where ReturnId = @Id", latest)
        ).ToDictionary(line => line.BudgetLineId);
        var budget = byLine.Count == 0 ? [] : await ApplicationReader.AwardedBudgetAsync(work, award.ApplicationId);
        return new(
            latest.Spent,
            latest.Spent < award.Net ? latest.Spent : award.Net,
            budget
                .Select(line => new SpentLine(
                    line.Item,
                    line.Requested,
                    byLine.GetValueOrDefault(line.Id)?.Spent ?? Money.Zero,
                    byLine.GetValueOrDefault(line.Id)?.Explanation
                ))
                .ToList()
        )
        {
            HasReturns = true,
        };
    }

    private sealed record Latest
    {
        public required Guid Id { get; init; }
        public required Money Spent { get; init; }
    }

    private sealed record LineRow
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Spent { get; init; }
        public string? Explanation { get; init; }
    }
}
