namespace Commissioning.Features.Accounts;

public static class PersonSql
{
    public const string Select = """
        select Id, Email, EmailConfirmed, DisplayName, PasswordHash, SecurityStamp, TwoFactorEnabled, AuthenticatorKey, PendingKey, LastCodeStep, SetUpCodeHash, SetUpCodeEndsAt, DirectorySubject, BreakGlass, CreatedAt, Version
        from   Person
        """;
    public const string Insert = """
        insert into Person (Id, Email, EmailConfirmed, DisplayName, PasswordHash, SecurityStamp, TwoFactorEnabled, AuthenticatorKey, DirectorySubject, CreatedAt, Version)
        values (@Id, @Email, @EmailConfirmed, @DisplayName, @PasswordHash, @SecurityStamp, @TwoFactorEnabled, @AuthenticatorKey, @DirectorySubject, @CreatedAt, @Version)
        """;
    public const string InsertRole = "insert into PersonRole (PersonId, Role) values (@PersonId, @Role)";
}
