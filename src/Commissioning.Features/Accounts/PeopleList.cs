using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Everyone with an account, searched by part of a name or address, and one person with their roles.</summary>
public sealed class PeopleList(Db db)
{
    public const int PageSize = 50;
    public const string DemonstrationDomain = "@demo.example";

    public sealed record PersonRow
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
        public string? Role { get; init; }
    }

    public sealed record PeoplePage(Guid Id, string DisplayName, string Email, IReadOnlyList<Role> Roles);

    public async Task<(IReadOnlyList<PeoplePage> People, int Pages)> SearchAsync(string? search, int page)
    {
        var pattern = $"%{search?.Trim().ToLowerInvariant()}%";
        var count = await db.ScalarAsync<int>(
            "select count(*) from Person where lower(DisplayName) like @pattern or Email like @pattern",
            new { pattern }
        );
        var rows = await db.QueryAsync<PersonRow>(
            SearchSql,
            new
            {
                pattern,
                First = (page - 1) * PageSize + 1,
                Last = page * PageSize,
            }
        );
        return (Grouped(rows), Math.Max(1, (count + PageSize - 1) / PageSize));
    }

    public async Task<PeoplePage> GetAsync(Guid person)
    {
        var found = Grouped(
            await db.QueryAsync<PersonRow>(
                "select p.Id, p.DisplayName, p.Email, r.Role from Person p left join PersonRole r on r.PersonId = p.Id where p.Id = @person",
                new { person }
            )
        );
        return found.Count == 1 ? found[0] : throw new NotFoundException("No such person");
    }

    /// <summary>The person with this address, if one of their roles has the permission; null otherwise.</summary>
    public async Task<Actor?> FindAsync(string email, Permission permission)
    {
        var found = Grouped(
            await db.QueryAsync<PersonRow>(
                "select p.Id, p.DisplayName, p.Email, r.Role from Person p left join PersonRole r on r.PersonId = p.Id where p.Email = @Email",
                new { Email = email.Trim().ToLowerInvariant() }
            )
        );
        return found is [var person] && RolePermissions.Of(person.Roles).Contains(permission) ? new(person.Id, person.DisplayName) : null;
    }

    /// <summary>The demonstration people who sign in with one click, in Development.</summary>
    public async Task<IReadOnlyList<PeoplePage>> DemonstrationAsync() =>
        Grouped(
            await db.QueryAsync<PersonRow>(
                "select p.Id, p.DisplayName, p.Email, r.Role from Person p left join PersonRole r on r.PersonId = p.Id where p.Email like @Pattern order by p.Email",
                new { Pattern = "%" + DemonstrationDomain }
            )
        );

    private static List<PeoplePage> Grouped(IEnumerable<PersonRow> rows) =>
        rows.GroupBy(row => (row.Id, row.DisplayName, row.Email))
            .Select(group => new PeoplePage(
                group.Key.Id,
                group.Key.DisplayName,
                group.Key.Email,
                group.Where(row => row.Role is not null).Select(row => Enum.Parse<Role>(row.Role!)).Order().ToList()
            ))
            .ToList();

    private const string SearchSql = """
        with Numbered as (
            select Id, DisplayName, Email, row_number() over (order by Email) as RowNumber
            from   Person
            where  lower(DisplayName) like @pattern or Email like @pattern
        )
        select    n.Id, n.DisplayName, n.Email, r.Role
        from      Numbered n
        left join PersonRole r on r.PersonId = n.Id
        where     n.RowNumber between @First and @Last
        order by  n.RowNumber
        """;
}
