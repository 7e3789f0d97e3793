using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.CspBudgets;

/// <summary>The areas' quarterly returns, prepared by one person of the area and certified by another. Everyone who may see the budgets
/// sees which are late; an area's people see and edit only their own.</summary>
public sealed class QuarterlyReturns(Db db, FileStore files, TimeProvider clock)
{
    public sealed record ReturnRow
    {
        public required Guid Id { get; init; }
        public required Guid AreaId { get; init; }
        public required int Quarter { get; init; }
        public required Money Actual { get; init; }
        public required Money Committed { get; init; }
        public required Money Forecast { get; init; }
        public required string Reasons { get; init; }
        public required Guid PreparedBy { get; init; }
        public required string PreparedByName { get; init; }
        public string? CertifiedByName { get; init; }
        public DateTime? CertifiedAt { get; init; }
        public required int Version { get; init; }
    }

    public sealed record Evidence
    {
        public required Guid ReturnId { get; init; }
        public required Guid FileId { get; init; }
        public required string Name { get; init; }
    }

    public sealed record Cell(
        YearOverview.AreaLine Line,
        int Quarter,
        DateOnly DueOn,
        ReturnRow? Return,
        IReadOnlyList<Evidence> Evidence,
        int DaysOverdue
    )
    {
        public bool Alarm => Return is { } sent && ReturnRules.RaisesAlarm(Quarter, Line.Allocation, sent.Forecast);
    }

    public sealed record QuarterlyReturn(YearOverview.YearOverviewPage Year, IReadOnlyList<Cell> Cells, IReadOnlySet<Guid> Mine);

    /// <summary>All areas for the office; only the person's own for an area's officer.</summary>
    public Task<QuarterlyReturn> GetAsync(Actor actor, FinancialYear year, bool ownOnly) =>
        db.ReadAsync(async work =>
        {
            var overview = await YearOverview.GetAsync(work, year, null);
            var mine = (await work.QueryAsync<Guid>("select AreaId from PersonCspArea where PersonId = @Id", new { actor.Id })).ToHashSet();
            var returns = (
                await work.QueryAsync<ReturnRow>(Sql + " where t.BudgetYear = @BudgetYear", new { BudgetYear = year.ToString() })
            ).ToDictionary(row => (row.AreaId, row.Quarter));
            var evidence = (
                await work.QueryAsync<Evidence>(
                    "select e.ReturnId, e.FileId, f.Name from CspReturnEvidence e join CspReturn t on t.Id = e.ReturnId join StoredFile f on f.Id = e.FileId where t.BudgetYear = @BudgetYear order by f.StoredAt, f.Name, f.Id",
                    new { BudgetYear = year.ToString() }
                )
            ).ToLookup(row => row.ReturnId);
            var today = clock.Today();
            var cells =
                from line in overview.Lines
                where !ownOnly || mine.Contains(line.AreaId)
                from quarter in Enumerable.Range(1, 4)
                let sent = returns.GetValueOrDefault((line.AreaId, quarter))
                select new Cell(
                    line,
                    quarter,
                    ReturnRules.DueOn(year, quarter),
                    sent,
                    sent is null ? [] : evidence[sent.Id].ToList(),
                    ReturnRules.DaysOverdue(year, quarter, sent?.CertifiedAt is not null, today)
                );
            return new QuarterlyReturn(overview, cells.ToList(), mine);
        });

    public async Task<Result> SaveAsync(
        Actor actor,
        FinancialYear year,
        Guid area,
        int quarter,
        int version,
        Money? actual,
        Money? committed,
        Money? forecast,
        string? reasons,
        Upload? evidence = null
    )
    {
        var file = evidence is null ? null : await files.WriteAsync(actor, evidence, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.CspReturnSaved,
            area,
            async work =>
            {
                await DemandOwnAsync(work, actor, area);
                var line =
                    (await YearOverview.GetAsync(work, year, null)).Lines.FirstOrDefault(line => line.AreaId == area)
                    ?? throw new NotFoundException("No such area in this year");
                var row = new
                {
                    Id = Guid.CreateVersion7(),
                    BudgetYear = year.ToString(),
                    area,
                    quarter,
                    Actual = actual ?? Money.Zero,
                    Committed = committed ?? Money.Zero,
                    Forecast = forecast ?? Money.Zero,
                    Reasons = reasons?.Trim() ?? "",
                    By = actor.Id,
                    work.Now,
                    version,
                };
                IReadOnlyList<Refusal> refusals = ReturnRules.WhyIncomplete(actual, committed, forecast, line.Allocation, reasons);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                var existing = await work.FindOrDefaultAsync<ReturnRow>(
                    Sql + " where t.BudgetYear = @BudgetYear and t.AreaId = @area and t.Quarter = @quarter",
                    row
                );
                if (existing?.CertifiedAt is not null)
                    refusals = [new("This return is certified and cannot be changed")];
                else if ((existing?.Version ?? 0) != version)
                    refusals =
                    [
                        new(
                            $"{existing?.PreparedByName} saved this return after you opened it. What you entered is below and is not saved yet. Check it and save again."
                        ),
                    ];
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                if (existing is null)
                    await work.ExecuteAsync(
                        "insert into CspReturn (Id, BudgetYear, AreaId, Quarter, Actual, Committed, Forecast, Reasons, PreparedBy, PreparedAt, Version) values (@Id, @BudgetYear, @area, @quarter, @Actual, @Committed, @Forecast, @Reasons, @By, @Now, 1)",
                        row
                    );
                else
                    await work.ExecuteOneAsync(
                        "update CspReturn set Actual = @Actual, Committed = @Committed, Forecast = @Forecast, Reasons = @Reasons, PreparedBy = @By, PreparedAt = @Now, Version = Version + 1 where BudgetYear = @BudgetYear and AreaId = @area and Quarter = @quarter and Version = @version",
                        row
                    );
                if (file is not null)
                {
                    await work.ExecuteAsync(FileStore.InsertSql, file);
                    await work.ExecuteAsync(
                        "insert into CspReturnEvidence (ReturnId, FileId) values (@Return, @File)",
                        new { Return = existing?.Id ?? row.Id, File = file.Id }
                    );
                    work.Note($"Evidence added: {file.Name}");
                }
                work.Note($"{line.Area}, {year}, quarter {quarter}");
                work.Note(
                    new Changes(isNew: existing is null)
                        .Add("Actual", existing?.Actual, row.Actual)
                        .Add("Committed", existing?.Committed, row.Committed)
                        .Add("Forecast", existing?.Forecast, row.Forecast)
                        .Add("Reasons", existing?.Reasons, row.Reasons)
                        .ToString()
                );
                return Result.Done;
            }
        );
    }

    /// <summary>A file of a return: for the office, and for the area's people.</summary>
    public async Task<StoredFile> OpenEvidenceAsync(Actor actor, bool ownOnly, Guid file) =>
        await files.OpenAsync(
            await db.ReadAsync(work =>
                work.FindOrDefaultAsync<Guid?>(
                    """
                    select e.FileId
                    from   CspReturnEvidence e
                    join   CspReturn t on t.Id = e.ReturnId
                    where  e.FileId = @file and (@ownOnly = 0 or exists (select 1 from PersonCspArea m where m.AreaId = t.AreaId and m.PersonId = @Id))
                    """,
                    new
                    {
                        file,
                        ownOnly,
                        actor.Id,
                    }
                )
            ) ?? throw new NotFoundException("No such evidence for this person")
        );

    public Task<Result> CertifyAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspReturnCertified,
            id,
            async work =>
            {
                var row = await work.FindAsync<ReturnRow>(Sql + " where t.Id = @id", new { id });
                await DemandOwnAsync(work, actor, row.AreaId);
                if (ReturnRules.WhyCannotCertify(row.PreparedBy, row.CertifiedAt is not null, actor.Id) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update CspReturn set CertifiedBy = @By, CertifiedAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        row.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"Quarter {row.Quarter}: actual {row.Actual}, committed {row.Committed}, forecast {row.Forecast}");
                return Result.Done;
            }
        );

    public sealed record AreaContact
    {
        public required Guid PersonId { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
        public Guid? AreaId { get; init; }
        public string? Area { get; init; }
    }

    /// <summary>Everyone with the CSP officer's role, with a row for each of their areas.</summary>
    public Task<IReadOnlyList<AreaContact>> AreaContactsAsync() =>
        db.QueryAsync<AreaContact>(
            """
            select    p.Id as PersonId, p.DisplayName, p.Email, a.Id as AreaId, a.Name as Area
            from      PersonRole r
            join      Person p on p.Id = r.PersonId
            left join PersonCspArea m on m.PersonId = p.Id
            left join CspArea a on a.Id = m.AreaId
            where     r.Role = 'CspOfficer'
            order by  p.DisplayName, p.Email, a.Position
            """
        );

    public sealed record AreaName
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    public Task<IReadOnlyList<AreaName>> AreasAsync() => db.QueryAsync<AreaName>("select Id, Name from CspArea order by Position");

    /// <summary>An officer sets the areas for which a person is the area contact.</summary>
    public Task<Result> SetAreasAsync(Actor actor, Guid person, IReadOnlyCollection<Guid> areas) =>
        db.ChangeAsync(
            actor,
            AuditAction.AreaContactAreasSet,
            person,
            async work =>
            {
                const string areasSql =
                    "select a.Name from PersonCspArea m join CspArea a on a.Id = m.AreaId where m.PersonId = @person order by a.Position, a.Name";
                var before = await work.QueryAsync<string>(areasSql, new { person });
                await work.ExecuteAsync("delete from PersonCspArea where PersonId = @person", new { person });
                await work.ExecuteAsync(
                    "insert into PersonCspArea (PersonId, AreaId) select @person, Id from CspArea where Id = @area",
                    areas.Distinct().Select(area => new { person, area })
                );
                work.Note(await work.ScalarAsync<string>("select DisplayName from Person where Id = @person", new { person }) ?? "");
                work.Note(new Changes().Add("Speaks for", before, await work.QueryAsync<string>(areasSql, new { person })).ToString());
                return Result.Done;
            }
        );

    private static async Task DemandOwnAsync(Work work, Actor actor, Guid area)
    {
        if (
            await work.ScalarAsync<int>(
                "select count(*) from PersonCspArea where PersonId = @Id and AreaId = @area",
                new { actor.Id, area }
            ) == 0
        )
            throw new NotFoundException("Not this person's area");
    }

    private const string Sql = """
        select    t.Id, t.AreaId, t.Quarter, t.Actual, t.Committed, t.Forecast, t.Reasons, t.PreparedBy, p.DisplayName as PreparedByName, c.DisplayName as CertifiedByName, t.CertifiedAt, t.Version
        from      CspReturn t
        join      Person p on p.Id = t.PreparedBy
        left join Person c on c.Id = t.CertifiedBy
        """;
}
