using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The returns of an award, as its size, its checks and its dates ask for them. What was sent stays; the others follow the dates.</summary>
internal static class ReturnPlan
{
    /// <returns>When the next one is due.</returns>
    public static async Task<DateOnly> WriteAsync(Work work, AwardReader.Row award)
    {
        var policy = (await RoundReader.GetAsync(work, award.RoundId)).Policy.Awards;
        var enhanced = await work.ScalarAsync<int>("select count(*) from Assessment where ApplicationId = @ApplicationId and Tier = 'Enhanced'", award) > 0;
        var planned = ReturnSchedule.Plan(award.Net, enhanced, award.StartsOn, award.EndsOn, policy);
        var there = await work.QueryAsync<Existing>("select Id, Status, Kind from MonitoringReturn where AwardId = @Id order by DueOn, Id", award);
        var sent = there.Count(one => one.Status is "Submitted" or "Accepted");
        var open = new Queue<Existing>(there.Where(one => one.Status is not ("Submitted" or "Accepted")));
        // An award that has reported fully keeps its last return; the final one is always the last.
        var wanted = there.Any(one => one.Status is "Submitted" or "Accepted" && one.Kind == "Final") ? [] : planned.Skip(Math.Min(sent, planned.Count - 1)).ToList();
        foreach (var one in wanted)
        {
            var row = new { Id = open.Count > 0 ? open.Dequeue().Id : Guid.CreateVersion7(), Award = award.Id, one.DueOn, Kind = one.IsFinal ? "Final" : "Interim", one.From, one.To };
            if (await work.ExecuteAsync("update MonitoringReturn set DueOn = @DueOn, Kind = @Kind, PeriodFrom = @From, PeriodTo = @To where Id = @Id", row) == 0)
                await work.ExecuteAsync("insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, PeriodFrom, PeriodTo, Version) values (@Id, @Award, @DueOn, 'Due', @Kind, @From, @To, 1)", row);
        }
        foreach (var surplus in open) await RemoveAsync(work, surplus.Id);
        return wanted.Count > 0 ? wanted[0].DueOn : planned[^1].DueOn;
    }

    /// <summary>After an award has ended early: one last return about what was done, due so many days from now.</summary>
    public static async Task CloseAsync(Work work, AwardReader.Row award)
    {
        var days = (await RoundReader.GetAsync(work, award.RoundId)).Policy.Awards.ReturnDueDays;
        var today = LondonTime.DateOf(work.Now);
        var open = await work.QueryAsync<Existing>("select Id, Status, Kind from MonitoringReturn where AwardId = @Id and Status in ('Due', 'Prepared') order by DueOn desc, Id", award);
        if (open.Count > 0) await work.ExecuteOneAsync("update MonitoringReturn set Kind = 'Final', PeriodTo = @today, DueOn = @DueOn where Id = @Id", new { open[0].Id, today, DueOn = today.AddDays(days) });
        foreach (var surplus in open.Skip(1)) await RemoveAsync(work, surplus.Id);
    }

    /// <summary>With whatever was saved in it: nothing of it was ever sent.</summary>
    private static async Task RemoveAsync(Work work, Guid id)
    {
        foreach (var table in new[] { "MonitoringSpend", "MonitoringOutcome", "MonitoringPeople", "MonitoringPhoto", "MonitoringEvidence", "ReturnPoint", "MonitoringReminder" }) await work.ExecuteAsync($"delete from {table} where ReturnId = @id", new { id });
        await work.ExecuteOneAsync("delete from MonitoringReturn where Id = @id", new { id });
    }

    private sealed record Existing
    {
        public required Guid Id { get; init; }
        public required string Status { get; init; }
        public required string Kind { get; init; }
    }
}
