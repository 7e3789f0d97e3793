namespace Commissioning.Features.Accounts;

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

    /// <summary>The person has proved access to the mailbox, so earlier failed guesses no longer count.</summary>
    public const string Unlock = "update Person set AccessFailedCount = 0, LockoutEndsAt = null where Id = @Id";
    public const string InsertRole = "insert into PersonRole (PersonId, Role) values (@PersonId, @Role)";
}
