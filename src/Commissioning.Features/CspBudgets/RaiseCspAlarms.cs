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
            if (AlarmRules.RaisesNoReturn(ReturnRules.DueOn(FinancialYear.Parse(year)!.Value, period), today))
                foreach (
                    var area in await db.QueryAsync<Guid>(
                        MissingSql,
                        new
                        {
                            BudgetYear = year,
                            period,
                            today,
                        }
                    )
                )
                    await RaiseAsync(year, period, area);
        return await TellAsync();
    }

    private async Task RaiseAsync(string year, ReturnPeriod period, Guid area)
    {
        try
        {
            await db.ChangeAsync(
                Actor.Portal,
                AuditAction.CspAlarmRaised,
                area,
                async work =>
                {
                    await CspAlarms.RaiseAsync(work, year, area, period, CspAlarmKind.NoReturn);
                    work.Note($"{year}, {period.Name()}: {CspAlarmKind.NoReturn.Name()}");
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
                var people = await work.QueryAsync<Officer>(
                    "select p.DisplayName, p.Email from PersonRole r join Person p on p.Id = r.PersonId where r.Role = 'CommissioningOfficer' order by p.Email"
                );
                await work.ExecuteAsync("update CspAlarm set ToldAt = @Now where ToldAt is null", new { work.Now });
                foreach (var person in alarms.Count > 0 ? people : [])
                    await Message.SendAsync(
                        work,
                        office,
                        MessageKind.CspAlarms,
                        null,
                        new(person.DisplayName, person.Email),
                        alarms[0].AreaId,
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

    // An area with money in the year and somebody who reports for it, whose return is with nobody of the office.
    private const string MissingSql = """
        select    a.AreaId
        from      LedgerAccount a
        left join CspReturn t on t.BudgetYear = a.BudgetYear and t.AreaId = a.AreaId and t.Period = @period
        where     a.BudgetYear = @BudgetYear and a.Kind = 'Area' and a.Entries > 0
                  and (coalesce(t.Status, 'Prepared') = 'Prepared' or (t.Status = 'Queried' and t.PutRightBy < @today))
                  and exists (select 1 from PersonCspArea m where m.AreaId = a.AreaId)
                  and not exists (select 1 from CspAlarm m where m.BudgetYear = a.BudgetYear and m.AreaId = a.AreaId and m.Period = @period and m.Kind = 'NoReturn')
        order by  a.Name
        """;

    private sealed record Officer
    {
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
