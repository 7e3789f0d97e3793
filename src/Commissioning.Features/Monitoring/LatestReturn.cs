using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Marks the last accepted return of an award, in the order of periods. Its figures are so far in all, so every figure of the
/// award reads it and nothing is added over returns.</summary>
internal static class LatestReturn
{
    /// <summary>Called whenever a return of the award is accepted or reopened.</summary>
    public static async Task MarkAsync(Work work, Guid round, Guid award, AwardPolicy policy)
    {
        var before = await work.FindOrDefaultAsync<Guid?>(
            "select Id from MonitoringReturn where AwardId = @award and IsLatest = 1",
            new { award }
        );
        var after = await work.FirstOrDefaultAsync<Guid?>(
            "select Id from MonitoringReturn where AwardId = @award and Status = 'Accepted' and Kind <> 'Reuse' order by case Kind when 'Final' then 1 else 0 end desc, PeriodTo desc, Id",
            new { award }
        );
        if (before == after)
            return;
        if (before is { } left)
        {
            await work.ExecuteOneAsync("update MonitoringReturn set IsLatest = 0 where Id = @left", new { left });
            await PeopleReached.MoveAsync(work, round, left, policy, -1);
        }
        if (after is { } now)
        {
            await work.ExecuteOneAsync("update MonitoringReturn set IsLatest = 1 where Id = @now", new { now });
            await PeopleReached.MoveAsync(work, round, now, policy, 1);
        }
    }
}
