using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The only list of areas (R91): names, Office for National Statistics codes, other names that papers and spreadsheets use, and
/// when each exists. A merger ends areas and starts another; entries posted to the old ones stay there.</summary>
public static class AreaQueries
{
    public sealed record Area : CspArea
    {
        public string? Successor { get; init; }

        /// <summary>Who is paid for the area.</summary>
        public string? LeadCouncil { get; init; }
        public IReadOnlyList<string> Aliases { get; init; } = [];
    }

    /// <summary>The newest change to an area, and null or why it can no longer be undone.</summary>
    public sealed record LastChange(AreaChange Change, Refusal? WhyNotUndone);

    public static async Task<IReadOnlyList<Area>> ListAsync(Work work)
    {
        var areas = await work.QueryAsync<Area>(
            "select c.Id, c.SuccessorId, c.Name, c.PublicName, c.OnsCode, c.Position, c.ValidFrom, c.ValidTo, s.Name as Successor, o.Name as LeadCouncil from CspArea c left join CspArea s on s.Id = c.SuccessorId left join Organisation o on o.Id = c.LeadOrganisationId order by c.Position, c.Name"
        );
        var aliases = (await work.QueryAsync<AliasRow>("select AreaId, Alias from CspAreaAlias order by Alias")).ToLookup(
            row => row.AreaId,
            row => row.Alias
        );
        return areas.Select(area => area with { Aliases = aliases[area.Id].ToList() }).ToList();
    }

    public static async Task<Area> GetAsync(Work work, Guid area) =>
        (await ListAsync(work)).FirstOrDefault(row => row.Id == area) ?? throw new NotFoundException("No such area");

    /// <summary>Where an organisation may say that it works: the areas that exist today, by the names that applicants read, and all of
    /// them.</summary>
    public static async Task<IReadOnlyList<string>> ChoicesAsync(Work work) =>
        AreaRules.Choices(
            await work.QueryAsync<string>(
                "select coalesce(PublicName, Name) from CspArea where ValidFrom <= @today and (ValidTo is null or ValidTo >= @today) order by Position, Name",
                new { today = LondonTime.DateOf(work.Now) }
            )
        );

    public static async Task<IReadOnlyDictionary<Guid, LastChange>> ChangesAsync(Work work)
    {
        var register = await RegisterAsync(work);
        return register.Areas.ToDictionary(
            area => area.Id,
            area =>
            {
                var change = register.ChangeOf(area);
                return new LastChange(change, register.WhyCannotUndo(change));
            }
        );
    }

    internal static async Task<AreaRegister> RegisterAsync(Work work) =>
        new(
            await work.QueryAsync<CspArea>(
                "select Id, SuccessorId, Name, PublicName, OnsCode, Position, ValidFrom, ValidTo from CspArea order by Position, Name"
            ),
            await work.QueryAsync<AreaPosting>(PostingsSql),
            await work.QueryAsync<AreaRecord>(RecordsSql)
        );

    internal static CspArea Find(this AreaRegister register, Guid area) =>
        register.Areas.FirstOrDefault(row => row.Id == area) ?? throw new NotFoundException("No such area");

    /// <param name="own">The area whose own names are free for it.</param>
    internal static async Task<Refusal?> WhyNameIsInUseAsync(Work work, string? name, string field, Guid? own = null)
    {
        if (AreaRules.WhyNameIsWrong(name, field) is { } wrong)
            return wrong;
        if (SpendingSheet.Plain(name!) == SpendingSheet.Plain(AreaRules.EveryArea))
            return new($"{name!.Trim()} means every area", field);
        var names = await work.QueryAsync<NameRow>(
            "select Name, Name as Area, Id from CspArea union all select s.Alias, a.Name, a.Id from CspAreaAlias s join CspArea a on a.Id = s.AreaId"
        );
        return names.FirstOrDefault(row => row.Id != own && SpendingSheet.Plain(row.Name) == SpendingSheet.Plain(name!)) is { } same
            ? new($"{name!.Trim()} is already a name of {same.Area}", field)
            : null;
    }

    private const string PostingsSql = """
        select   a.AreaId, c.Name as Area, a.BudgetYear, t.Number, t.Kind, t.EffectiveOn, e.Amount
        from     LedgerAccount a
        join     CspArea c on c.Id = a.AreaId
        join     LedgerEntry e on e.AccountId = a.Id and e.Place = 1
        join     LedgerTransaction t on t.Id = e.TransactionId
        where    a.Kind = 'Area'
        order by a.BudgetYear, t.Number, c.Name
        """;

    // An empty account of a locked year is part of what was printed.
    private const string RecordsSql = """
        select   a.AreaId, a.BudgetYear, 'a locked budget' as What, 0 as IsOver
        from     LedgerAccount a
        join     LedgerYear y on y.BudgetYear = a.BudgetYear
        where    a.Kind = 'Area' and y.LockedAt is not null
        union
        select   AreaId, BudgetYear, 'a project', 0
        from     CspProject
        union
        select   AreaId, BudgetYear, 'a return', 0
        from     CspReturn
        union
        select   l.AreaId, r.BudgetYear, 'a request', case when r.Status = 'Waiting' then 0 else 1 end
        from     LedgerRequestLine l
        join     LedgerRequest r on r.Id = l.RequestId
        where    l.AreaId is not null
        union
        select   l.OtherAreaId, r.BudgetYear, 'a request', case when r.Status = 'Waiting' then 0 else 1 end
        from     LedgerRequestLine l
        join     LedgerRequest r on r.Id = l.RequestId
        where    l.OtherAreaId is not null
        union
        select   HostAreaId, null, 'a hosted scheme', 0
        from     HostedScheme
        where    HostAreaId is not null
        order by BudgetYear, What, IsOver
        """;

    private sealed record AliasRow
    {
        public required Guid AreaId { get; init; }
        public required string Alias { get; init; }
    }

    private sealed record NameRow
    {
        public required string Name { get; init; }
        public required string Area { get; init; }
        public required Guid Id { get; init; }
    }
}
