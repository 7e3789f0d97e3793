using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The only list of areas (R91): names, Office for National Statistics codes, other names that papers and spreadsheets use, and
/// when each exists. A merger ends areas and starts another; entries posted to the old ones stay there.</summary>
public static class AreaQueries
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

    public static async Task<IReadOnlyList<Area>> ListAsync(Work work)
    {
        var areas = await work.QueryAsync<Area>(
            "select c.Id, c.Name, c.OnsCode, c.Position, c.ValidFrom, c.ValidTo, s.Name as Successor from CspArea c left join CspArea s on s.Id = c.SuccessorId order by c.Position, c.Name"
        );
        var aliases = (await work.QueryAsync<AliasRow>("select AreaId, Alias from CspAreaAlias order by Alias")).ToLookup(
            row => row.AreaId,
            row => row.Alias
        );
        return (IReadOnlyList<Area>)areas.Select(area => area with { Aliases = aliases[area.Id].ToList() }).ToList();
    }

    internal static async Task<Refusal?> WhyNameIsInUseAsync(Work work, string? name, string field)
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
