using Commissioning.Domain;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>What the accepted returns of an award say was spent.</summary>
/// <param name="Reported">The sum of all lines.</param>
/// <param name="Counted">Each line up to its budget: overspending on one is the organisation's own cost and does not hide an underspend on
/// another.</param>
internal sealed record ReportedSpending(Money Reported, Money Counted)
{
    /// <summary>A return was accepted.</summary>
    public required bool HasReturns { get; init; }

    public static async Task<ReportedSpending> OfAsync(Work work, AwardReader.AwardRow award)
    {
        var byLine = (
            await work.QueryAsync<LineSpent>(
                "select s.BudgetLineId, sum(s.Spent) as Spent from MonitoringReturn t join MonitoringSpend s on s.ReturnId = t.Id where t.AwardId = @Id and t.Status = 'Accepted' group by s.BudgetLineId",
                award
            )
        ).ToDictionary(line => line.BudgetLineId, line => line.Spent);
        var lines = await ApplicationReader.AwardedBudgetAsync(work, award.ApplicationId);
        return new(
            byLine.Values.Sum(spent => spent),
            lines.Sum(line => byLine.GetValueOrDefault(line.Id) < line.Requested ? byLine.GetValueOrDefault(line.Id) : line.Requested)
        )
        {
            HasReturns =
                await work.ScalarAsync<int>("select count(*) from MonitoringReturn where AwardId = @Id and Status = 'Accepted'", award) > 0,
        };
    }

    private sealed record LineSpent
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Spent { get; init; }
    }
}
