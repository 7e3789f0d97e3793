using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The people who speak for the areas, and the areas they may be given.</summary>
public static class AreaContactQueries
{
    public sealed record AreaContact
    {
        public required Guid PersonId { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
        public Guid? AreaId { get; init; }
        public string? Area { get; init; }
    }

    /// <summary>Everyone with the CSP officer's role, with a row for each of their areas.</summary>
    public static Task<IReadOnlyList<AreaContact>> ListAsync(Work work) =>
        work.QueryAsync<AreaContact>(
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

    public static Task<IReadOnlyList<AreaName>> AreasAsync(Work work) =>
        work.QueryAsync<AreaName>("select Id, Name from CspArea order by Position");
}
