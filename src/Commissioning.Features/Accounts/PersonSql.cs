namespace Commissioning.Features.Accounts;

public static class PersonSql
{
    public const string Select = """
        select Id, Email, DisplayName, PasswordHash, SecurityStamp, TwoFactorEnabled, AuthenticatorKey, PendingKey, LastCodeStep, SetUpCodeHash, SetUpCodeEndsAt, DirectorySubject, BreakGlass, CreatedAt, Version
        from   Person
        """;

    // Every account is made by a link that its address received, by the directory or by the office, so its address is confirmed. The column
    // stays for the databases that have it.
    public const string Insert = """
        insert into Person (Id, Email, EmailConfirmed, DisplayName, PasswordHash, SecurityStamp, TwoFactorEnabled, AuthenticatorKey, DirectorySubject, CreatedAt, Version)
        values (@Id, @Email, 1, @DisplayName, @PasswordHash, @SecurityStamp, @TwoFactorEnabled, @AuthenticatorKey, @DirectorySubject, @CreatedAt, @Version)
        """;

    // Every account is made by a link that its address received, by the directory or by the office, so its address is confirmed. The column
    // stays for the databases that have it.
    public const string InsertRole = "insert into PersonRole (PersonId, Role) values (@PersonId, @Role)";
}
