using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Calendar;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The returns of an award, planned from its size, checks and dates. Sent returns stay; the others follow the dates.</summary>
internal static class ReturnPlan
{
    /// <param name="later">Days by which the project now ends later; due dates that an officer set move by as much.</param>
    /// <returns>When the next return is due.</returns>
    public static async Task<DateOnly> WriteAsync(Work work, AwardReader.AwardRow award, int later = 0)
    {
        var policy = (await RoundReader.GetAsync(work, award.RoundId)).Policy.Awards;
        var enhanced =
            await work.ScalarAsync<int>("select count(*) from CheckPlan where ApplicationId = @ApplicationId and Tier = 'Enhanced'", award)
            > 0;
        var planned = ReturnSchedule.Plan(
            award.Net,
            enhanced,
            award.StartsOn,
            award.EndsOn,
            policy,
            award.AcceptedAt is { } at ? LondonTime.DateOf(at) : null
        );
        var there = await work.QueryAsync<Existing>(ThereSql, award);
        if (there.Any(one => one.IsSent && one.Kind == "Final"))
            return planned[^1].DueOn;
        foreach (var one in there.Where(one => !one.IsSent && one.Irregular))
            await work.ExecuteOneAsync(
                "update MonitoringReturn set DueOn = @DueOn where Id = @Id",
                new { one.Id, DueOn = WorkingDays.OnOrAfter(one.DueOn.AddDays(later)) }
            );
        var open = new Queue<Existing>(there.Where(one => one is { IsSent: false, Irregular: false, Kind: "Interim" }));
        foreach (
            var one in planned.Where(one => !one.IsFinal).Skip(there.Count(one => one.Kind == "Interim" && (one.IsSent || one.Irregular)))
        )
            await PutAsync(work, award.Id, one, open.Count > 0 ? open.Dequeue() : null);
        await PutAsync(work, award.Id, planned[^1], there.FirstOrDefault(one => one.Kind == "Final"));
        foreach (var surplus in open.Where(one => !one.IsBegun))
            await RemoveAsync(work, surplus.Id);
        return (
            await work.QueryAsync<DateOnly>(
                "select min(DueOn) from MonitoringReturn where AwardId = @Id and Status in ('Due', 'Prepared')",
                award
            )
        )[0];
    }

    private static async Task PutAsync(Work work, Guid award, PlannedReturn planned, Existing? there)
    {
        var row = new
        {
            Id = there?.Id ?? Guid.CreateVersion7(),
            award,
            planned.DueOn,
            Kind = planned.IsFinal ? "Final" : "Interim",
            planned.From,
            planned.To,
        };
        if (there is null)
            await work.ExecuteAsync(
                "insert into MonitoringReturn (Id, AwardId, DueOn, Status, Kind, PeriodFrom, PeriodTo, Version) values (@Id, @award, @DueOn, 'Due', @Kind, @From, @To, 1)",
                row
            );
        else if (there.Irregular)
            await work.ExecuteOneAsync("update MonitoringReturn set PeriodTo = @To where Id = @Id", row);
        else
            await work.ExecuteOneAsync(
                "update MonitoringReturn set DueOn = @DueOn, PeriodFrom = @From, PeriodTo = @To where Id = @Id",
                row
            );
    }

    /// <summary>After an award ends early, plans one last return about what was done, due after the policy's number of days. What was late
    /// already stays late: the last return takes the date of the earliest late one that it stands for.</summary>
    public static async Task CloseAsync(Work work, AwardReader.AwardRow award)
    {
        var days = (await RoundReader.GetAsync(work, award.RoundId)).Policy.Awards.ReturnDueDays;
        var today = LondonTime.DateOf(work.Now);
        var open = (await work.QueryAsync<Existing>(ThereSql, award)).Where(one => !one.IsSent).ToList();
        if (open.LastOrDefault(one => one.Kind == "Final") is not { } last)
            return;
        foreach (var one in open)
            await work.ExecuteOneAsync(
                "update MonitoringReturn set PeriodTo = @today, DueOn = @DueOn where Id = @Id",
                new
                {
                    one.Id,
                    today,
                    DueOn = one.DueOn < today ? one.DueOn : WorkingDays.OnOrAfter(today.AddDays(days)),
                }
            );
        var merged = open.Where(one => one == last || !one.IsBegun).ToList();
        await work.ExecuteOneAsync(
            "update MonitoringReturn set PeriodFrom = @From where Id = @Id",
            new { last.Id, From = merged.Min(one => one.PeriodFrom) }
        );
        if (merged.Where(one => one.DueOn < today).MinBy(one => one.DueOn) is { } late)
            await work.ExecuteOneAsync(
                "update MonitoringReturn set DueOn = @DueOn, FirstDueOn = coalesce(@FirstDueOn, FirstDueOn) where Id = @Id",
                new
                {
                    last.Id,
                    late.DueOn,
                    late.FirstDueOn,
                }
            );
        // A return that was started is kept, and is still to be sent.
        foreach (var surplus in open.Where(one => one != last && !one.IsBegun))
            await RemoveAsync(work, surplus.Id);
    }

    /// <summary>Removes a return in which nothing was written.</summary>
    private static async Task RemoveAsync(Work work, Guid id)
    {
        await work.ExecuteAsync(
            "update LetterBatch set Letters = Letters - 1 where Id in (select l.BatchId from Letter l where l.SubjectId = @id and l.State <> 'Sent')",
            new { id }
        );
        var letters = await work.ExecuteAsync("delete from Letter where SubjectId = @id and State <> 'Sent'", new { id });
        if (letters > 0)
            work.Note($"{(letters == 1 ? "1 letter" : $"{letters} letters")} about a return that is no longer due taken out, not sent");
        foreach (
            var table in new[]
            {
                "MonitoringSpend",
                "MonitoringOutcome",
                "MonitoringPeople",
                "ReturnDraft",
                "ReturnAnswer",
                "MonitoringPhoto",
                "MonitoringEvidence",
                "ReturnPoint",
                "ReturnVersion",
                "ReturnFlag",
                "MonitoringReminder",
            }
        )
            await work.ExecuteAsync($"delete from {table} where ReturnId = @id", new { id });
        await work.ExecuteOneAsync("delete from MonitoringReturn where Id = @id", new { id });
    }

    private const string ThereSql = """
        select   t.Id, t.Status, t.Kind, t.DueOn, t.FirstDueOn, t.PeriodFrom, t.Irregular, case when t.Version > 1 then 1 else 0 end as IsBegun, case when t.FirstSentAt is null then 0 else 1 end as IsSent
        from     MonitoringReturn t
        where    t.AwardId = @Id and t.Kind <> 'Reuse'
        order by case t.Kind when 'Final' then 1 else 0 end, t.PeriodTo, t.Id
        """;

    private sealed record Existing
    {
        public required Guid Id { get; init; }
        public required string Status { get; init; }
        public required string Kind { get; init; }
        public required DateOnly DueOn { get; init; }
        public DateOnly? FirstDueOn { get; init; }
        public DateOnly? PeriodFrom { get; init; }
        public required bool Irregular { get; init; }
        public required bool IsBegun { get; init; }
        public required bool IsSent { get; init; }
    }
}
