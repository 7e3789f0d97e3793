using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The only list of areas (R91): names, Office for National Statistics codes, other names that papers and spreadsheets use, and
/// when each exists. A merger ends areas and starts another; entries posted to the old ones stay there.</summary>
public sealed class Areas(Db db)
{
    public sealed record Area
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public string? OnsCode { get; init; }
        public required int Position { get; init; }
        public required DateOnly ValidFrom { get; init; }
        public DateOnly? ValidTo { get; init; }
        public string? Successor { get; init; }
        public IReadOnlyList<string> Aliases { get; init; } = [];
    }

    public Task<IReadOnlyList<Area>> ListAsync() =>
        db.ReadAsync(async work =>
        {
            var areas = await work.QueryAsync<Area>(
                "select c.Id, c.Name, c.OnsCode, c.Position, c.ValidFrom, c.ValidTo, s.Name as Successor from CspArea c left join CspArea s on s.Id = c.SuccessorId order by c.Position, c.Name"
            );
            var aliases = (await work.QueryAsync<AliasRow>("select AreaId, Alias from CspAreaAlias order by Alias")).ToLookup(
                row => row.AreaId,
                row => row.Alias
            );
            return (IReadOnlyList<Area>)areas.Select(area => area with { Aliases = aliases[area.Id].ToList() }).ToList();
        });

    public Task<Result> AddAsync(Actor actor, string? name, string? onsCode, DateOnly from) => AddAsync(actor, name, onsCode, from, []);

    /// <summary>Ends areas the day before and starts a new one. Only at the start of a financial year that has no budgets yet.</summary>
    public Task<Result> MergeAsync(Actor actor, IReadOnlyList<Guid> areas, string? name, string? onsCode, DateOnly from) =>
        areas.Count < 2
            ? Task.FromResult<Result>(new Refusal("Choose two or more areas to merge", nameof(areas)))
            : AddAsync(actor, name, onsCode, from, areas);

    public Task<Result> AddAliasAsync(Actor actor, Guid area, string? alias) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspAreaAliasAdded,
            area,
            async work =>
            {
                if (await WhyNameIsInUseAsync(work, alias, nameof(alias)) is { } taken)
                    return taken;
                var name =
                    await work.ScalarAsync<string>("select Name from CspArea where Id = @area", new { area })
                    ?? throw new NotFoundException("No such area");
                await work.ExecuteAsync(
                    "insert into CspAreaAlias (AreaId, Alias) values (@area, @Alias)",
                    new { area, Alias = alias!.Trim() }
                );
                work.Note($"{name} is also called {alias.Trim()}");
                return Result.Done;
            }
        );

    private Task<Result> AddAsync(Actor actor, string? name, string? onsCode, DateOnly from, IReadOnlyList<Guid> areas)
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync(
            actor,
            areas.Count > 0 ? AuditAction.CspAreasMerged : AuditAction.CspAreaAdded,
            id,
            async work =>
            {
                if (await WhyNameIsInUseAsync(work, name, nameof(name)) is { } taken)
                    return taken;
                if (AreaRules.WhyCodeIsWrong(onsCode) is { } wrong)
                    return wrong;
                var year = FinancialYear.Of(from);
                if (from != year.Start)
                    return new Refusal("Areas start on 1 April, with a financial year", nameof(from));
                var ending = new List<Area>();
                foreach (var area in areas.Distinct())
                    ending.Add(
                        await work.FindAsync<Area>(
                            "select Id, Name, OnsCode, Position, ValidFrom, ValidTo from CspArea where Id = @area",
                            new { area }
                        )
                    );
                if (ending.FirstOrDefault(area => area.ValidTo is not null || area.ValidFrom >= from) is { } over)
                    return new Refusal($"{over.Name} does not exist on the day before {LondonTime.Date(from)}", nameof(areas));
                foreach (var area in ending)
                {
                    var used = await work.ScalarAsync<string>(
                        "select max(BudgetYear) from LedgerAccount where AreaId = @Id and Kind = 'Area' and BudgetYear >= @BudgetYear",
                        new { area.Id, BudgetYear = year.ToString() }
                    );
                    if (used is not null)
                        return new Refusal($"{area.Name} already has a budget in {used}, so it cannot end before that year", nameof(from));
                }
                await work.ExecuteAsync(
                    "insert into CspArea (Id, Name, OnsCode, Position, ValidFrom) select @id, @Name, @Code, coalesce(max(Position), 0) + 1, @from from CspArea",
                    new
                    {
                        id,
                        Name = name!.Trim(),
                        Code = string.IsNullOrWhiteSpace(onsCode) ? null : onsCode.Trim().ToUpperInvariant(),
                        from,
                    }
                );
                await work.ExecuteAsync(
                    "update CspArea set ValidTo = @Last, SuccessorId = @id where Id = @Area",
                    ending.Select(area => new
                    {
                        Area = area.Id,
                        id,
                        Last = from.AddDays(-1),
                    })
                );
                await work.ExecuteAsync(
                    "insert into PersonCspArea (PersonId, AreaId) select distinct PersonId, @id from PersonCspArea m where AreaId = @Area and not exists (select 1 from PersonCspArea x where x.PersonId = m.PersonId and x.AreaId = @id)",
                    ending.Select(area => new { id, Area = area.Id })
                );
                foreach (
                    var open in await work.QueryAsync<string>(
                        "select BudgetYear from LedgerYear where LockedAt is null and BudgetYear >= @BudgetYear",
                        new { BudgetYear = year.ToString() }
                    )
                )
                    await OpenYear.OpenAsync(work, FinancialYear.Parse(open)!.Value);
                work.Note(
                    $"{name.Trim()} from {LondonTime.Date(from)}{(ending.Count > 0 ? $", in place of {string.Join(" and ", ending.Select(area => area.Name))}" : "")}"
                );
                return Result.Done;
            }
        );
    }

    private static async Task<Refusal?> WhyNameIsInUseAsync(Work work, string? name, string field)
    {
        if (AreaRules.WhyNameIsWrong(name, field) is { } wrong)
            return wrong;
        var names = await work.QueryAsync<NameRow>(
            "select Name, Name as Area from CspArea union all select s.Alias, a.Name from CspAreaAlias s join CspArea a on a.Id = s.AreaId"
        );
        return names.FirstOrDefault(row => SpendingSheet.Plain(row.Name) == SpendingSheet.Plain(name!)) is { } same
            ? new($"{name!.Trim()} is already a name of {same.Area}", field)
            : null;
    }

    private sealed record AliasRow
    {
        public required Guid AreaId { get; init; }
        public required string Alias { get; init; }
    }

    private sealed record NameRow
    {
        public required string Name { get; init; }
        public required string Area { get; init; }
    }
}
