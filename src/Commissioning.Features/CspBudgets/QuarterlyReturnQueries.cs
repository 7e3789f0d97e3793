using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The areas' returns. Everyone who may see the budgets sees which are late; an area's people see and edit only their
/// own.</summary>
public static class QuarterlyReturnQueries
{
    public sealed record ReturnRow
    {
        public required Guid Id { get; init; }
        public required Guid AreaId { get; init; }
        public required string Area { get; init; }
        public required ReturnPeriod Period { get; init; }
        public required DateOnly EndsOn { get; init; }
        public required CspReturnStatus Status { get; init; }

        /// <summary>Spent since 1 April by the area's own books. Null: not entered yet, which only an uncertified return can be.</summary>
        public Money? Actual { get; init; }
        public Money? Committed { get; init; }
        public Money? Forecast { get; init; }
        public required string Reasons { get; init; }

        /// <summary>Why the actual spending differs from the ledger and the lines.</summary>
        public required string Difference { get; init; }
        public required Guid PreparedBy { get; init; }
        public required string PreparedByName { get; init; }
        public Guid? CertifiedBy { get; init; }
        public string? CertifiedByName { get; init; }
        public DateTime? CertifiedAt { get; init; }
        public string? DecidedByName { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public DateOnly? PutRightBy { get; init; }
        public string? TakenOutJson { get; init; }
        public required string BudgetYear { get; init; }
        public required int Version { get; init; }

        /// <summary>Lines that the office asked about and the area took out since the last version.</summary>
        public IReadOnlyList<ReturnContent.TakenOutLine> TakenOut =>
            TakenOutJson is null
                ? []
                : JsonSerializer.Deserialize<IReadOnlyList<ReturnContent.TakenOutLine>>(TakenOutJson, JsonSerializerOptions.Web)!;

        public FinancialYear Year => FinancialYear.Parse(BudgetYear)!.Value;
    }

    /// <summary>A payment that the area reports.</summary>
    public sealed record Line
    {
        public required Guid Id { get; init; }
        public required int Place { get; init; }
        public required DateOnly SpentOn { get; init; }
        public Guid? ProjectId { get; init; }
        public string? Project { get; init; }
        public required string What { get; init; }
        public required Money Amount { get; init; }
        public Money? Vat { get; init; }
        public string? Invoice { get; init; }
        public Guid? EvidenceFileId { get; init; }
        public string? EvidenceName { get; init; }
        public required ReturnLineState State { get; init; }
        public string? Query { get; init; }
        public string? Answer { get; init; }
        public string? DecidedByName { get; init; }
        public DateTime? DecidedAt { get; init; }
        public Guid? TransactionId { get; init; }
        public int? Number { get; init; }

        /// <summary>The transaction that reversed it. Null: it stands.</summary>
        public int? ReversedBy { get; init; }
        public DateOnly? ReversedOn { get; init; }
        public string? ReversedBecause { get; init; }

        /// <summary>Where an accepted line stands in the ledger.</summary>
        public string InLedger => ReturnRules.InLedger(Number!.Value, ReversedBy, ReversedOn, ReversedBecause);
    }

    public sealed record Evidence
    {
        public required Guid ReturnId { get; init; }
        public required Guid FileId { get; init; }
        public required string Name { get; init; }
    }

    /// <param name="Ledger">What the ledger has as spent by the end of the period.</param>
    public sealed record Cell(
        YearOverview.AreaLine Line,
        ReturnPeriod Period,
        DateOnly DueOn,
        ReturnRow? Return,
        IReadOnlyList<Evidence> Evidence,
        int DaysOverdue,
        Money Ledger
    )
    {
        /// <summary>The return's lines that the ledger does not have yet.</summary>
        public Money NotPosted { get; init; }

        /// <summary>What the return says that the ledger does not; null: they agree, or nothing was saved.</summary>
        public string? Difference => Return?.Actual is { } actual ? ReturnRules.Difference(actual, Ledger, NotPosted) : null;

        /// <summary>What was raised for this area and period, closed or not.</summary>
        public IReadOnlyList<CspAlarms.CspAlarm> Alarms { get; init; } = [];
    }

    public sealed record QuarterlyReturn(YearOverview.YearOverviewPage Year, IReadOnlyList<Cell> Cells, IReadOnlySet<Guid> Mine);

    /// <summary>All areas for the office; only the person's own for an area's officer.</summary>
    public static async Task<QuarterlyReturn> GetAsync(Work work, Actor actor, FinancialYear year, bool ownOnly)
    {
        var overview = await YearOverview.GetAsync(work, year, null);
        var key = new { BudgetYear = year.ToString() };
        var mine = (await work.QueryAsync<Guid>("select AreaId from PersonCspArea where PersonId = @Id", new { actor.Id })).ToHashSet();
        var returns = (await work.QueryAsync<ReturnRow>(Sql + " where t.BudgetYear = @BudgetYear", key)).ToDictionary(row =>
            (row.AreaId, row.Period)
        );
        var evidence = (
            await work.QueryAsync<Evidence>(
                "select e.ReturnId, e.FileId, f.Name from CspReturnEvidence e join CspReturn t on t.Id = e.ReturnId join StoredFile f on f.Id = e.FileId where t.BudgetYear = @BudgetYear order by f.StoredAt, f.Name, f.Id",
                key
            )
        ).ToLookup(row => row.ReturnId);
        var open = (
            await work.QueryAsync<Sum>(
                "select l.ReturnId as Id, sum(l.Amount) as Amount from CspReturnLine l join CspReturn t on t.Id = l.ReturnId where t.BudgetYear = @BudgetYear and l.TransactionId is null group by l.ReturnId",
                key
            )
        ).ToDictionary(row => row.Id, row => row.Amount);
        var periods = await PeriodsAsync(work, year);
        var today = LondonTime.DateOf(work.Now);
        var ledger = new Dictionary<(Guid, ReturnPeriod), Money>();
        foreach (var period in returns.Keys.Select(key => key.Period).Distinct())
        foreach (var line in (await YearOverview.GetAsync(work, year, ReturnRules.EndsOn(year, period))).Lines)
            ledger[(line.AreaId, period)] = line.Expenditure;
        var alarms = (await CspAlarms.OfYearAsync(work, year)).ToLookup(alarm => (alarm.AreaId, alarm.Period));
        var cells =
            from line in overview.Lines
            where !ownOnly || mine.Contains(line.AreaId)
            from period in periods
            let sent = returns.GetValueOrDefault((line.AreaId, period))
            select new Cell(
                line,
                period,
                ReturnRules.DueOn(year, period),
                sent,
                sent is null ? [] : evidence[sent.Id].ToList(),
                ReturnRules.DaysOverdue(year, period, sent?.Status, sent?.PutRightBy, today),
                ledger.GetValueOrDefault((line.AreaId, period))
            )
            {
                Alarms = alarms[(line.AreaId, period)].ToList(),
                NotPosted = sent is null ? Money.Zero : open.GetValueOrDefault(sent.Id),
            };
        return new QuarterlyReturn(overview, cells.ToList(), mine);
    }

    /// <summary>The returns that each area owes in a year.</summary>
    public static async Task<IReadOnlyList<ReturnPeriod>> PeriodsAsync(Work work, FinancialYear year) =>
        ReturnRules.Periods(
            await work.ScalarAsync<bool>(
                "select FebruaryReturn from LedgerYear where BudgetYear = @BudgetYear",
                new { BudgetYear = year.ToString() }
            )
        );

    /// <summary>A return with its lines, and what the ledger says of the same period.</summary>
    /// <param name="Ledger">Spent by the end of the period, without what this return's lines posted.</param>
    /// <param name="Posted">What this return's accepted lines posted.</param>
    /// <param name="Before">What the certified return before it says was spent; null: there is none.</param>
    public sealed record Detail(Cell Cell, FinancialYear Year, IReadOnlyList<Line> Lines, Money Ledger, Money Posted, Money? Before)
    {
        /// <summary>Lines that are not in the ledger yet.</summary>
        public IReadOnlyList<Line> Open => Lines.Where(line => line.TransactionId is null).ToList();
        public Money NotPosted => Open.Sum(line => line.Amount);

        /// <summary>When the year was locked; null: it is open.</summary>
        public required DateTime? LockedAt { get; init; }

        /// <summary>What the area's books should show.</summary>
        public Money Expected => ReturnRules.Expected(Ledger + Posted, NotPosted);
    }

    /// <summary>A return of the person's own area, prepared or not.</summary>
    public static async Task<Detail> MineAsync(Work work, Actor actor, FinancialYear year, Guid area, ReturnPeriod period)
    {
        await DemandOwnAsync(work, actor, area);
        return await DetailAsync(
            work,
            year,
            (await GetAsync(work, actor, year, ownOnly: true)).Cells.FirstOrDefault(cell =>
                cell.Line.AreaId == area && cell.Period == period
            ) ?? throw new NotFoundException("No such return in this year")
        );
    }

    /// <summary>A return that was certified at least once, for the office.</summary>
    public static async Task<Detail> OfOfficeAsync(Work work, Actor actor, Guid id)
    {
        var row = await FindAsync(work, id);
        if (row.Status == CspReturnStatus.Prepared)
            throw new NotFoundException("Not certified yet");
        return await DetailAsync(
            work,
            row.Year,
            (await GetAsync(work, actor, row.Year, ownOnly: false)).Cells.First(cell => cell.Return?.Id == row.Id)
        );
    }

    internal static Task<ReturnRow> FindAsync(Work work, Guid id) => work.FindAsync<ReturnRow>(Sql + " where t.Id = @id", new { id });

    internal static Task<ReturnRow?> FindOrDefaultAsync(Work work, FinancialYear year, Guid area, ReturnPeriod period) =>
        work.FindOrDefaultAsync<ReturnRow>(
            Sql + " where t.BudgetYear = @BudgetYear and t.AreaId = @area and t.Period = @period",
            new
            {
                BudgetYear = year.ToString(),
                area,
                period,
            }
        );

    private static async Task<Detail> DetailAsync(Work work, FinancialYear year, Cell cell)
    {
        var lines = cell.Return is { } sent ? await LinesAsync(work, sent.Id) : [];
        // What was reversed by the end of the period is not in the ledger's figure.
        var posted = lines
            .Where(line => line.TransactionId is not null && !(line.ReversedOn <= ReturnRules.EndsOn(year, cell.Period)))
            .Sum(line => line.Amount);
        var ledger = await LedgerAsync(work, year, cell.Line.AreaId, cell.Period);
        return new(cell, year, lines, ledger - posted, posted, await BeforeAsync(work, year, cell.Line.AreaId, cell.Period))
        {
            LockedAt = (await Posting.YearAsync(work, year)).LockedAt,
        };
    }

    /// <summary>What the ledger has as spent by the end of the period.</summary>
    internal static async Task<Money> LedgerAsync(Work work, FinancialYear year, Guid area, ReturnPeriod period) =>
        (await YearOverview.GetAsync(work, year, ReturnRules.EndsOn(year, period)))
            .Lines.FirstOrDefault(line => line.AreaId == area)
            ?.Expenditure
        ?? Money.Zero;

    /// <summary>What the area's certified return before a period says was spent; null: there is none.</summary>
    internal static async Task<Money?> BeforeAsync(Work work, FinancialYear year, Guid area, ReturnPeriod period) =>
        (
            await work.FirstOrDefaultAsync<SpentBefore>(
                "select Actual from CspReturn where BudgetYear = @BudgetYear and AreaId = @area and Status in ('Certified', 'Accepted') and EndsOn < @EndsOn order by EndsOn desc, Id",
                new
                {
                    BudgetYear = year.ToString(),
                    area,
                    EndsOn = ReturnRules.EndsOn(year, period),
                }
            )
        )?.Actual;

    /// <summary>By project: lines of the area's other returns of the year that the ledger does not have yet.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, Money>> ElsewhereAsync(
        Work work,
        FinancialYear year,
        Guid area,
        ReturnPeriod period
    ) =>
        (
            await work.QueryAsync<Sum>(
                "select l.ProjectId as Id, sum(l.Amount) as Amount from CspReturnLine l join CspReturn t on t.Id = l.ReturnId where t.BudgetYear = @BudgetYear and t.AreaId = @area and t.Period <> @period and l.TransactionId is null and l.ProjectId is not null group by l.ProjectId",
                new
                {
                    BudgetYear = year.ToString(),
                    area,
                    period,
                }
            )
        ).ToDictionary(row => row.Id, row => row.Amount);

    internal static Task<IReadOnlyList<Line>> LinesAsync(Work work, Guid id) => work.QueryAsync<Line>(LinesSql, new { id });

    /// <summary>Not found when the area is not one of the person's.</summary>
    internal static async Task DemandOwnAsync(Work work, Actor actor, Guid area)
    {
        if (
            await work.ScalarAsync<int>(
                "select count(*) from PersonCspArea where PersonId = @Id and AreaId = @area",
                new { actor.Id, area }
            ) == 0
        )
            throw new NotFoundException("Not this person's area");
    }

    internal const string Sql = """
        select    t.Id, t.AreaId, a.Name as Area, t.Period, t.EndsOn, t.Status, t.Actual, t.Committed, t.Forecast, t.Reasons, t.Difference, t.PreparedBy, p.DisplayName as PreparedByName, t.CertifiedBy, c.DisplayName as CertifiedByName,
                  t.CertifiedAt, o.DisplayName as DecidedByName, t.DecidedAt, t.DecidedNote, t.PutRightBy, t.TakenOutJson, t.BudgetYear, t.Version
        from      CspReturn t
        join      CspArea a on a.Id = t.AreaId
        join      Person p on p.Id = t.PreparedBy
        left join Person c on c.Id = t.CertifiedBy
        left join Person o on o.Id = t.DecidedBy
        """;
    private const string LinesSql = """
        select    l.Id, l.Place, l.SpentOn, l.ProjectId, j.Name as Project, l.What, l.Amount, l.Vat, l.Invoice, l.EvidenceFileId, f.Name as EvidenceName, l.State, l.Query, l.Answer, p.DisplayName as DecidedByName,
                  l.DecidedAt, l.TransactionId, x.Number, v.Number as ReversedBy, v.EffectiveOn as ReversedOn, v.Reason as ReversedBecause
        from      CspReturnLine l
        left join CspProject j on j.Id = l.ProjectId
        left join StoredFile f on f.Id = l.EvidenceFileId
        left join Person p on p.Id = l.DecidedBy
        left join LedgerTransaction x on x.Id = l.TransactionId
        left join LedgerTransaction v on v.ReversesId = l.TransactionId
        where     l.ReturnId = @id
        order by  l.Place
        """;

    private sealed record Sum
    {
        public required Guid Id { get; init; }
        public required Money Amount { get; init; }
    }

    private sealed record SpentBefore
    {
        public required Money Actual { get; init; }
    }
}
