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
        return new(
            latest.Spent,
            latest.Spent < award.Net ? latest.Spent : award.Net,
            await LinesAsync(work, award.ApplicationId, latest.Id)
        )
        {
            HasReturns = true,
        };
    }

    /// <summary>What one return says of each budget line; empty where it asked for one sum.</summary>
    public static async Task<IReadOnlyList<SpentLine>> LinesAsync(Work work, Guid application, Guid monitoringReturn)
    {
        var byLine = (
            await work.QueryAsync<LineRow>(
                "select BudgetLineId, Spent, Explanation from MonitoringSpend where ReturnId = @monitoringReturn",
                new { monitoringReturn }
            )
        ).ToDictionary(line => line.BudgetLineId);
        var budget = byLine.Count == 0 ? [] : await ApplicationReader.AwardedBudgetAsync(work, application);
        return budget
            .Select(line => new SpentLine(
                line.Item,
                line.Requested,
                byLine.GetValueOrDefault(line.Id)?.Spent ?? Money.Zero,
                byLine.GetValueOrDefault(line.Id)?.Explanation
            ))
            .ToList();
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
