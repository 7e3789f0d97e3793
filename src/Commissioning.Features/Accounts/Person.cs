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

    /// <summary>This and the next are written by <see cref="SignInTries"/>, never from memory.</summary>
    public int AccessFailedCount { get; set; }
    public DateTime? LockoutEndsAt { get; set; }
    public bool TwoFactorEnabled { get; set; }
    public string? AuthenticatorKey { get; set; }

    /// <summary>The key of a phone that is being set up; the one before it holds until this one's first code.</summary>
    public string? PendingKey { get; set; }

    /// <summary>The 30-second step of the last authenticator code that was taken.</summary>
    public long? LastCodeStep { get; set; }
    public string? DirectorySubject { get; set; }

    /// <summary>May sign in with a password though staff sign in with the directory.</summary>
    public bool BreakGlass { get; set; }
    public DateTime CreatedAt { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>What the next save is, for the trail.</summary>
    public AuditAction Doing { get; set; } = AuditAction.PersonUpdated;

    public Actor Actor => new(Id, DisplayName);
}

public static class PersonSql
{
    public const string Select = """
        select Id, Email, EmailConfirmed, DisplayName, PasswordHash, SecurityStamp, AccessFailedCount, LockoutEndsAt, TwoFactorEnabled, AuthenticatorKey, PendingKey, LastCodeStep, DirectorySubject, BreakGlass, CreatedAt, Version
        from   Person
        """;
    public const string Insert = """
        insert into Person (Id, Email, EmailConfirmed, DisplayName, PasswordHash, SecurityStamp, AccessFailedCount, LockoutEndsAt, TwoFactorEnabled, AuthenticatorKey, DirectorySubject, CreatedAt, Version)
        values (@Id, @Email, @EmailConfirmed, @DisplayName, @PasswordHash, @SecurityStamp, @AccessFailedCount, @LockoutEndsAt, @TwoFactorEnabled, @AuthenticatorKey, @DirectorySubject, @CreatedAt, @Version)
        """;
    public const string Update = """
        update Person
        set    Email = @Email, EmailConfirmed = @EmailConfirmed, DisplayName = @DisplayName, PasswordHash = @PasswordHash, SecurityStamp = @SecurityStamp,
               TwoFactorEnabled = @TwoFactorEnabled, AuthenticatorKey = @AuthenticatorKey, PendingKey = @PendingKey, LastCodeStep = @LastCodeStep, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;

    /// <summary>The mailbox proved who it is, so what was guessed before counts no more.</summary>
    public const string Unlock = "update Person set AccessFailedCount = 0, LockoutEndsAt = null where Id = @Id";
    public const string InsertRole = "insert into PersonRole (PersonId, Role) values (@PersonId, @Role)";
}

public sealed class PersonRoles(Db db)
{
    public async Task<IReadOnlyList<Role>> OfAsync(Guid person) =>
        (await db.QueryAsync<string>("select Role from PersonRole where PersonId = @person order by Role", new { person }))
            .Select(Enum.Parse<Role>)
            .ToList();
}
