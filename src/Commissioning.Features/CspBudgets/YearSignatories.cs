using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Who the office named as section 151 officer and deputies, with their days.</summary>
public static class YearSignatories
{
    public sealed record Named
    {
        public required Guid Person { get; init; }
        public required string Name { get; init; }
        public required string Email { get; init; }
        public required bool IsDeputy { get; init; }
        public required DateOnly ValidFrom { get; init; }
        public DateOnly? ValidTo { get; init; }

        public YearSignatory Signatory => new(Person, IsDeputy, ValidFrom, ValidTo);
    }

    /// <summary>Each person that was ever named, as the office said last.</summary>
    public static Task<IReadOnlyList<Named>> ListAsync(Work work) =>
        work.QueryAsync<Named>(
            """
            select   s.PersonId as Person, p.DisplayName as Name, p.Email, s.IsDeputy, s.ValidFrom, s.ValidTo
            from     YearSignatory s
            join     Person p on p.Id = s.PersonId
            order by s.IsDeputy, p.DisplayName, p.Email
            """
        );

    /// <summary>People whose role may sign.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Name)>> WhoMayAsync(Work work) =>
        (
            await work.QueryAsync<PersonRow>(
                "select p.Id, p.DisplayName, r.Role from PersonRole r join Person p on p.Id = r.PersonId order by p.DisplayName, p.Email, r.Role"
            )
        )
            .Where(row => RolePermissions.Of([row.Role]).Contains(Permission.SignLedgerYear))
            .Select(row => (row.Id, row.DisplayName))
            .Distinct()
            .ToList();

    /// <summary>As what a person was named last. Null: never.</summary>
    public static async Task<YearSignatory?> OfAsync(Work work, Guid person) =>
        (await ListAsync(work)).FirstOrDefault(named => named.Person == person)?.Signatory;

    private sealed record PersonRow
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
        public required Role Role { get; init; }
    }
}
