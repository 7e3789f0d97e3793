using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Somebody with an account. Settable because ASP.NET Core Identity changes it in memory before saving it.</summary>
public sealed class Person
{
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public string Email { get; set; } = "";
    public bool EmailConfirmed { get; set; }
    public string DisplayName { get; set; } = "";
    public string? PasswordHash { get; set; }
    public string SecurityStamp { get; set; } = "";
    public int AccessFailedCount { get; set; }
    public DateTime? LockoutEndsAt { get; set; }
    public bool TwoFactorEnabled { get; set; }
    public string? AuthenticatorKey { get; set; }
    public DateTime CreatedAt { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>What the next save is, for the trail.</summary>
    public AuditAction Doing { get; set; } = AuditAction.PersonUpdated;

    public Actor Actor => new(Id, DisplayName);
}

public static class PersonSql
{
    public const string Select = """
        select Id, Email, EmailConfirmed, DisplayName, PasswordHash, SecurityStamp, AccessFailedCount, LockoutEndsAt, TwoFactorEnabled, AuthenticatorKey, CreatedAt, Version
        from   Person
        """;
    public const string Insert = """
        insert into Person (Id, Email, EmailConfirmed, DisplayName, PasswordHash, SecurityStamp, AccessFailedCount, LockoutEndsAt, TwoFactorEnabled, AuthenticatorKey, CreatedAt, Version)
        values (@Id, @Email, @EmailConfirmed, @DisplayName, @PasswordHash, @SecurityStamp, @AccessFailedCount, @LockoutEndsAt, @TwoFactorEnabled, @AuthenticatorKey, @CreatedAt, @Version)
        """;
    public const string Update = """
        update Person
        set    Email = @Email, EmailConfirmed = @EmailConfirmed, DisplayName = @DisplayName, PasswordHash = @PasswordHash, SecurityStamp = @SecurityStamp,
               AccessFailedCount = @AccessFailedCount, LockoutEndsAt = @LockoutEndsAt, TwoFactorEnabled = @TwoFactorEnabled, AuthenticatorKey = @AuthenticatorKey,
               Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
    public const string InsertRole = "insert into PersonRole (PersonId, Role) values (@PersonId, @Role)";
}

public sealed class PersonRoles(Db db)
{
    public async Task<IReadOnlyList<Role>> OfAsync(Guid person) =>
        (await db.QueryAsync<string>("select Role from PersonRole where PersonId = @person order by Role", new { person })).Select(Enum.Parse<Role>).ToList();
}
