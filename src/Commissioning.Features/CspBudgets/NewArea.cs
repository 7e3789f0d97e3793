using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An area that starts with a financial year, alone or in place of others.</summary>
internal static class NewArea
{
    /// <param name="areas">The areas that end the day before; none for an area that is added.</param>
    public static Task<Result> AddAsync(
        Db db,
        Actor actor,
        AuditAction action,
        string? name,
        string? onsCode,
        DateOnly from,
        IReadOnlyList<Guid> areas
    )
    {
        var id = Guid.CreateVersion7();
        return db.ChangeAsync(
            actor,
            action,
            id,
            async work =>
            {
                if (await AreaQueries.WhyNameIsInUseAsync(work, name, nameof(name)) is { } taken)
                    return taken;
                if (AreaRules.WhyCodeIsWrong(onsCode) is { } wrong)
                    return wrong;
                var year = FinancialYear.Of(from);
                if (from != year.Start)
                    return new Refusal("Areas start on 1 April, with a financial year", nameof(from));
                var ending = new List<AreaQueries.Area>();
                foreach (var area in areas.Distinct())
                    ending.Add(
                        await work.FindAsync<AreaQueries.Area>(
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
}
