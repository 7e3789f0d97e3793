using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Raises an alarm for each return that is not certified by its date, and tells the commissioning officers by e-mail of every
/// alarm, once, whatever restarts and however many nodes run.</summary>
public sealed class RaiseCspAlarms(Db db, Office office, TimeProvider clock)
{
    /// <returns>The number of alarms of which the officers were told.</returns>
    public async Task<int> RunAsync()
    {
        var today = clock.Today();
        foreach (var year in await db.QueryAsync<string>("select BudgetYear from LedgerYear where LockedAt is null order by BudgetYear"))
        foreach (var period in await db.ReadAsync(work => QuarterlyReturnQueries.PeriodsAsync(work, FinancialYear.Parse(year)!.Value)))
        foreach (var row in await db.QueryAsync<OwedRow>(OwedSql, new { BudgetYear = year, period }))
        {
            var dueOn = AlarmRules.LateFrom(FinancialYear.Parse(year)!.Value, period, row.Status, row.PutRightBy);
            if (AlarmRules.RaisesNoReturn(dueOn, today) && (row.RaisedFor is not { } before || before < dueOn))
                await RaiseAsync(year, period, row.AreaId, dueOn);
        }
        await LookedAsync();
        return await TellAsync();
    }

    /// <summary>The page of alarms says when the portal last looked.</summary>
    private Task<int> LookedAsync() =>
        db.HousekeepAsync(async work =>
            await work.ExecuteAsync("update CspAlarmLook set LookedAt = @Now where Id = 1", new { work.Now }) == 1
                ? 1
                : await work.ExecuteAsync(
                    "insert into CspAlarmLook (Id, LookedAt) select 1, @Now where not exists (select 1 from CspAlarmLook)",
                    new { work.Now }
                )
        );

    private async Task RaiseAsync(string year, ReturnPeriod period, Guid area, DateOnly dueOn)
    {
        try
        {
            await db.ChangeAsync(
                Actor.Portal,
                AuditAction.CspAlarmRaised,
                area,
                async work =>
                {
                    if (await CspAlarms.RaiseAsync(work, year, area, period, CspAlarmKind.NoReturn, dueOn))
                        work.Note($"{year}, {period.Name()}: {CspAlarmKind.NoReturn.Name()}, {LondonTime.Date(dueOn)}");
                    return Result.Done;
                }
            );
        }
        catch (DuplicateException)
        {
            return; // Another node was first.
        }
    }

    private async Task<int> TellAsync()
    {
        if (await db.ScalarAsync<int>("select count(*) from CspAlarm where ToldAt is null") == 0)
            return 0;
        var told = 0;
        await db.ChangeAsync(
            Actor.Portal,
            AuditAction.CspAlarmsTold,
            Guid.Empty,
            async work =>
            {
                var alarms = await CspAlarms.NotToldAsync(work);
                var people = await work.QueryAsync<Officer>(OfficersSql);
                await work.ExecuteAsync("update CspAlarm set ToldAt = @Now where ToldAt is null", new { work.Now });
                foreach (var person in alarms.Count > 0 ? people : [])
                    await Message.SendAsync(
                        work,
                        office,
                        MessageKind.CspAlarms,
                        null,
                        new(person.DisplayName, person.Email),
                        alarms[0].AreaId ?? alarms[0].Id,
                        new Dictionary<string, string>
                        {
                            ["count"] = alarms.Count == 1 ? "1 new alarm" : $"{alarms.Count} new alarms",
                            ["alarms"] = string.Join('\n', alarms.Select(alarm => $"- {alarm.InWords}.")),
                        },
                        Links.CspBudgets.Alarms
                    );
                work.Note($"{alarms.Count} alarms, {people.Count} people");
                told = alarms.Count;
                return Result.Done;
            }
        );
        return told;
    }

    // An area with money in the year, with a contact or not, whose return is with nobody of the office and about which no alarm is open.
    private const string OwedSql = """
        select    a.AreaId, t.Status, t.PutRightBy,
                  (select max(m.DueOn) from CspAlarm m where m.BudgetYear = a.BudgetYear and m.AreaId = a.AreaId and m.Period = @period and m.Kind = 'NoReturn') as RaisedFor
        from      LedgerAccount a
        left join CspReturn t on t.BudgetYear = a.BudgetYear and t.AreaId = a.AreaId and t.Period = @period
        where     a.BudgetYear = @BudgetYear and a.Kind = 'Area' and a.Entries > 0
                  and coalesce(t.Status, 'Prepared') in ('Prepared', 'Queried')
                  and not exists (select 1 from CspAlarm m where m.BudgetYear = a.BudgetYear and m.AreaId = a.AreaId and m.Period = @period and m.Kind = 'NoReturn' and m.ClosedAt is null)
        order by  a.Name
        """;

    // The owner of the watch over budgets too, whatever their roles are.
    private const string OfficersSql = """
        select   p.DisplayName, p.Email
        from     Person p
        where    exists (select 1 from PersonRole r where r.PersonId = p.Id and r.Role = 'CommissioningOfficer')
                 or p.Id = (select l.OwnerId from MoneyAlarmLimit l where l.SetAt = (select max(m.SetAt) from MoneyAlarmLimit m))
        order by p.Email
        """;

    private sealed record OwedRow
    {
        public required Guid AreaId { get; init; }
        public CspReturnStatus? Status { get; init; }
        public DateOnly? PutRightBy { get; init; }

        /// <summary>The latest day of an alarm about this return. Null: none was raised.</summary>
        public DateOnly? RaisedFor { get; init; }
    }

    private sealed record Officer
    {
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
