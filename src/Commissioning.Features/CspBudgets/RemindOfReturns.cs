using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Reminds an area's people of a return that is not certified, by working days from its due date. The row that records it is
/// written with the e-mails, so each is sent once, whatever restarts and however many nodes run.</summary>
public sealed class RemindOfReturns(Db db, Office office, TimeProvider clock)
{
    /// <returns>The number of returns for which reminders were sent.</returns>
    public async Task<int> RunAsync()
    {
        var today = clock.Today();
        var sent = 0;
        var reminders = (await db.ReadAsync(work => OfficeSettings.OfAsync(work, OfficeSettings.Reminders))).AreaReturns;
        foreach (var year in await db.QueryAsync<string>("select BudgetYear from LedgerYear where LockedAt is null order by BudgetYear"))
        foreach (var period in await db.ReadAsync(work => QuarterlyReturnQueries.PeriodsAsync(work, FinancialYear.Parse(year)!.Value)))
            if (ReturnRules.ReminderDue(ReturnRules.DueOn(FinancialYear.Parse(year)!.Value, period), reminders, today) is { } days)
                foreach (
                    var area in await db.QueryAsync<Late>(
                        LateSql,
                        new
                        {
                            BudgetYear = year,
                            period,
                            days,
                        }
                    )
                )
                    if (await RemindAsync(FinancialYear.Parse(year)!.Value, period, area, days))
                        sent++;
        return sent;
    }

    private async Task<bool> RemindAsync(FinancialYear year, ReturnPeriod period, Late area, int days)
    {
        try
        {
            var outcome = await db.ChangeAsync(
                Actor.Portal,
                AuditAction.CspRemindersSent,
                area.AreaId,
                async work =>
                {
                    await work.ExecuteAsync(
                        "insert into CspReminder (BudgetYear, AreaId, Period, DaysAfter, SentAt) values (@BudgetYear, @AreaId, @period, @days, @Now)",
                        new
                        {
                            BudgetYear = year.ToString(),
                            area.AreaId,
                            period,
                            days,
                            work.Now,
                        }
                    );
                    var people = await work.QueryAsync<Person>(
                        "select p.DisplayName, p.Email from PersonCspArea m join Person p on p.Id = m.PersonId where m.AreaId = @AreaId order by p.Email",
                        area
                    );
                    var dueOn = ReturnRules.DueOn(year, period);
                    var state = State(dueOn, LondonTime.DateOf(work.Now));
                    foreach (var person in people)
                        await Message.SendAsync(
                            work,
                            office,
                            MessageKind.CspReturnReminder,
                            null,
                            new(person.DisplayName, person.Email),
                            area.AreaId,
                            new Dictionary<string, string>
                            {
                                ["area"] = area.Name,
                                ["period"] = period.Name(),
                                ["year"] = year.ToString(),
                                ["state"] = state,
                                ["due"] = LondonTime.Date(dueOn),
                                ["prepared"] = area.Prepared
                                    ? "It is ready, and waits for another contact of the area to certify it."
                                    : "Nobody has prepared it yet.",
                            },
                            Links.CspBudgets.Return(year.ToString(), area.AreaId, period)
                        );
                    work.Note($"{area.Name}: return for {period.Name()} of {year} {state}: {people.Count} people");
                    return Result.Done;
                }
            );
            return outcome.FirstRefusal is null;
        }
        catch (DuplicateException)
        {
            return false;
        } // Another node was first.
    }

    /// <summary>The true figure of the day: a reminder may go later than on its own day.</summary>
    private static string State(DateOnly dueOn, DateOnly today) =>
        today > dueOn ? $"is {WorkingDays.Late(dueOn, today)}"
        : today == dueOn ? "is due today"
        : WorkingDays.Between(today, dueOn) is 1 and var one ? $"is due in {one} working day"
        : $"is due in {WorkingDays.Between(today, dueOn)} working days";

    private const string LateSql = """
        select    a.AreaId, a.Name, case when t.Actual is null then 0 else 1 end as Prepared
        from      LedgerAccount a
        left join CspReturn t on t.BudgetYear = a.BudgetYear and t.AreaId = a.AreaId and t.Period = @period
        where     a.BudgetYear = @BudgetYear and a.Kind = 'Area' and coalesce(t.Status, 'Prepared') = 'Prepared'
                  and exists (select 1 from PersonCspArea m where m.AreaId = a.AreaId)
                  and not exists (select 1 from CspReminder r where r.BudgetYear = a.BudgetYear and r.AreaId = a.AreaId and r.Period = @period and r.DaysAfter >= @days)
        order by  a.Name
        """;

    private sealed record Late
    {
        public required Guid AreaId { get; init; }
        public required string Name { get; init; }
        public required bool Prepared { get; init; }
    }

    private sealed record Person
    {
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
