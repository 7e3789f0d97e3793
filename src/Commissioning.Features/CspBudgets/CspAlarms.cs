using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Alarms about areas' money: the office's limit, which are open, and how each was closed.</summary>
public static class CspAlarms
{
    public const int PageSize = 50;

    public sealed record CspAlarm
    {
        public required Guid Id { get; init; }
        public required string BudgetYear { get; init; }

        /// <summary>Null: it is about a fund.</summary>
        public Guid? AreaId { get; init; }

        /// <summary>Name of the area or the fund.</summary>
        public required string Area { get; init; }

        /// <summary>The page that shows its figures, where that is not an area's. Null: it is an area's.</summary>
        public string? Page { get; init; }
        public required ReturnPeriod Period { get; init; }
        public required CspAlarmKind Kind { get; init; }
        public Money? Allocation { get; init; }
        public Money? Forecast { get; init; }
        public Money? UpTo { get; init; }
        public DateOnly? DueOn { get; init; }
        public required DateTime RaisedAt { get; init; }
        public CspAlarmAction? Action { get; init; }
        public string? Authority { get; init; }
        public string? Reason { get; init; }
        public string? ClosedByName { get; init; }
        public DateTime? ClosedAt { get; init; }

        public FinancialYear Year => FinancialYear.Parse(BudgetYear)!.Value;
        public bool IsOpen => ClosedAt is null;

        public Money? Underspend => Allocation - Forecast;

        /// <summary>Whether a request of the area that does what it was closed with was made since it was raised, and not
        /// refused.</summary>
        public required bool IsRequested { get; init; }

        /// <summary>The request that its action still needs. Null: none.</summary>
        public LedgerRequestKind? ToRequest =>
            IsOpen || IsRequested ? null : AlarmRules.Requests(Action).Cast<LedgerRequestKind?>().FirstOrDefault();

        /// <summary>What it is about, without a full stop.</summary>
        public string Sentence => AlarmRules.Sentence(Kind, DueOn, DueOn != ReturnRules.DueOn(Year, Period), Underspend, UpTo);

        /// <summary>The area, the period and what it is about.</summary>
        public string InWords => $"{Area}, {BudgetYear}, {Period.Name()}: {Sentence}";
    }

    /// <param name="LookedAt">When the portal last looked for missing returns. Null: not yet.</param>
    public sealed record AlarmPage(IReadOnlyList<CspAlarm> Open, IReadOnlyList<CspAlarm> Closed, int Count, int Page, int Pages)
    {
        public required DateTime? LookedAt { get; init; }
    }

    /// <param name="Since">What the area certified after the alarm was raised. Null: nothing.</param>
    /// <param name="Return">The return that it is about. Null: there is none.</param>
    public sealed record AlarmDetail(CspAlarm Alarm, string? Since, Guid? Return);

    /// <summary>The largest forecast underspend that raises no alarm.</summary>
    /// <param name="IsDefault">The office has set none.</param>
    public sealed record AlarmLimit(Money Amount, bool IsDefault);

    public static async Task<AlarmLimit> LimitAsync(Work work) =>
        await work.FirstOrDefaultAsync<LimitRow>("select Amount from CspAlarmLimit order by SetAt desc, Id desc") is { } set
            ? new(set.Amount, IsDefault: false)
            : new(ReturnRules.AlarmLimit, IsDefault: true);

    /// <summary>Oldest first.</summary>
    public static Task<IReadOnlyList<CspAlarm>> OpenAsync(Work work) =>
        work.QueryAsync<CspAlarm>(Sql + " where m.ClosedAt is null order by m.RaisedAt, a.Position, m.Id");

    public static async Task<AlarmPage> ListAsync(Work work, int page)
    {
        var count = await work.ScalarAsync<int>("select count(*) from CspAlarm where ClosedAt is not null");
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return new(
            await OpenAsync(work),
            await work.QueryAsync<CspAlarm>(
                $"""
                {Sql}
                where    m.Id in (select n.Id from (select Id, row_number() over (order by ClosedAt desc, Id desc) as RowNumber from CspAlarm where ClosedAt is not null) n where n.RowNumber between @First and @Last)
                order by m.ClosedAt desc, m.Id desc
                """,
                new { First = (page - 1) * PageSize + 1, Last = page * PageSize }
            ),
            count,
            page,
            pages
        )
        {
            LookedAt = (await work.FindOrDefaultAsync<LookRow>("select LookedAt from CspAlarmLook where Id = 1"))?.LookedAt,
        };
    }

    public static async Task<AlarmDetail> GetAsync(Work work, Guid id)
    {
        var alarm = await FindAsync(work, id);
        if (alarm.Kind.IsAboutProfile())
            return new(alarm, null, null);
        var area = alarm.AreaId!.Value;
        var later = await work.FirstOrDefaultAsync<LaterRow>(
            "select Period, Forecast from CspReturn where BudgetYear = @BudgetYear and AreaId = @AreaId and Status in ('Certified', 'Accepted') and CertifiedAt > @RaisedAt and EndsOn >= @EndsOn order by EndsOn desc, Id",
            new
            {
                alarm.BudgetYear,
                AreaId = area,
                alarm.RaisedAt,
                EndsOn = ReturnRules.EndsOn(alarm.Year, alarm.Period),
            }
        );
        var allocation = (await YearOverview.GetAsync(work, alarm.Year)).Lines.First(line => line.AreaId == area).Allocation;
        return new(
            alarm,
            AlarmRules.Since(
                alarm.Kind,
                alarm.Period,
                alarm.UpTo ?? Money.Zero,
                later is null ? null : (later.Period, allocation - later.Forecast)
            ),
            (await QuarterlyReturnQueries.FindOrDefaultAsync(work, alarm.Year, area, alarm.Period)) is { } sent
            && sent.Status != CspReturnStatus.Prepared
                ? sent.Id
                : null
        );
    }

    public static Task<IReadOnlyList<CspAlarm>> OfYearAsync(Work work, FinancialYear year) =>
        work.QueryAsync<CspAlarm>(
            Sql + " where m.BudgetYear = @BudgetYear order by m.RaisedAt, a.Position, m.Kind, m.Id",
            new { BudgetYear = year.ToString() }
        );

    internal static Task<CspAlarm> FindAsync(Work work, Guid id) => work.FindAsync<CspAlarm>(Sql + " where m.Id = @id", new { id });

    /// <summary>Those of which the office was not told by e-mail yet.</summary>
    internal static Task<IReadOnlyList<CspAlarm>> NotToldAsync(Work work) =>
        work.QueryAsync<CspAlarm>(Sql + " where m.ToldAt is null order by m.RaisedAt, a.Position, m.Kind, m.Id");

    /// <summary>Raises an alarm, unless the area has an open one of the kind for the period.</summary>
    /// <returns>False: there was one.</returns>
    /// <param name="area">Null: it is about a fund.</param>
    /// <param name="subject">Name of the fund; empty: it is about an area.</param>
    /// <param name="page">The page that shows the figures of the fund.</param>
    /// <param name="onceAPeriod">A closed alarm of the same period counts too.</param>
    internal static async Task<bool> RaiseAsync(
        Work work,
        string budgetYear,
        Guid? area,
        ReturnPeriod period,
        CspAlarmKind kind,
        DateOnly? dueOn = null,
        Money? allocation = null,
        Money? forecast = null,
        Money? upTo = null,
        string subject = "",
        string? page = null,
        bool onceAPeriod = false
    ) =>
        await work.ExecuteAsync(
            """
            insert into CspAlarm (Id, BudgetYear, AreaId, Subject, Page, Period, Kind, Allocation, Forecast, UpTo, DueOn, RaisedAt)
            select @Id, @budgetYear, @area, @subject, @page, @period, @kind, @allocation, @forecast, @upTo, @dueOn, @Now
            where  not exists (select 1 from CspAlarm where BudgetYear = @budgetYear and (AreaId = @area or AreaId is null and Subject = @subject and @subject <> '') and Period = @period and Kind = @kind and (ClosedAt is null or @onceAPeriod = 1))
            """,
            new
            {
                Id = Guid.CreateVersion7(),
                budgetYear,
                area,
                subject,
                page,
                period,
                kind,
                allocation,
                forecast,
                upTo,
                dueOn,
                onceAPeriod,
                work.Now,
            }
        ) == 1;

    /// <summary>A certified return's forecast: an open alarm of its period takes the newest figure, and a new one is raised above the
    /// limit, after a closed one only where the underspend is worse than it was then. The trail keeps the figure before.</summary>
    public static async Task ForecastAsync(Work work, FinancialYear year, Guid area, ReturnPeriod period, Money allocation, Money forecast)
    {
        var limit = (await LimitAsync(work)).Amount;
        var known = await work.QueryAsync<CspAlarm>(
            Sql
                + " where m.BudgetYear = @BudgetYear and m.AreaId = @area and m.Period = @period and m.Kind = 'ForecastUnderspend' order by m.ClosedAt desc, m.Id desc",
            new
            {
                BudgetYear = year.ToString(),
                area,
                period,
            }
        );
        if (known.FirstOrDefault(alarm => alarm.IsOpen) is { } open)
        {
            if (open.Allocation == allocation && open.Forecast == forecast)
                return;
            await work.ExecuteOneAsync(
                "update CspAlarm set Allocation = @allocation, Forecast = @forecast, UpTo = @limit where Id = @Id",
                new
                {
                    open.Id,
                    allocation,
                    forecast,
                    limit,
                }
            );
            work.Note($"Alarm: the forecast underspend is now {allocation - forecast}, before {open.Underspend}");
        }
        else if (
            AlarmRules.RaisesUnderspend(period, allocation, forecast, limit)
            && AlarmRules.RaisesAgain(allocation - forecast, known.FirstOrDefault()?.Underspend)
        )
        {
            await RaiseAsync(work, year.ToString(), area, period, CspAlarmKind.ForecastUnderspend, null, allocation, forecast, limit);
            work.Note($"Alarm: the forecast underspend is {allocation - forecast}, above {limit}");
        }
    }

    private const string Sql = """
        select    m.Id, m.BudgetYear, m.AreaId, coalesce(a.Name, m.Subject) as Area, m.Page, m.Period, m.Kind, m.Allocation, m.Forecast, m.UpTo, m.DueOn, m.RaisedAt, m.Action, m.Authority, m.Reason, c.DisplayName as ClosedByName, m.ClosedAt,
                  case when exists (
                      select 1
                      from   LedgerRequest r
                      join   LedgerRequestLine l on l.RequestId = r.Id and l.AreaId = m.AreaId
                      where  r.BudgetYear = m.BudgetYear and r.RequestedAt >= m.RaisedAt and r.Status in ('Waiting', 'Approved')
                             and ((m.Action = 'Vire' and r.Kind = 'Virement') or (m.Action = 'Pool' and r.Kind = 'Return') or (m.Action = 'Carry' and r.Kind in ('CarryForward', 'Keep')))
                  ) then 1 else 0 end as IsRequested
        from      CspAlarm m
        left join CspArea a on a.Id = m.AreaId
        left join Person c on c.Id = m.ClosedBy
        """;

    private sealed record LimitRow
    {
        public required Money Amount { get; init; }
    }

    private sealed record LookRow
    {
        public required DateTime LookedAt { get; init; }
    }

    private sealed record LaterRow
    {
        public required ReturnPeriod Period { get; init; }
        public required Money Forecast { get; init; }
    }
}
