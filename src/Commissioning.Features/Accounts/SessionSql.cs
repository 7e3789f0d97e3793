namespace Commissioning.Features.Accounts;

/// <summary>Effects of account changes on sessions, in the same transaction.</summary>
public static class SessionSql
{
    public const string EndAll =
        "update PersonSession set EndedAt = @Now, EndedWhy = @Why where PersonId = @Person and EndedAt is null and EndsAt > @Now";

    /// <summary>Run before saving the account: a changed security stamp ends the sessions opened with the old one.</summary>
    public const string EndAtNewStamp = """
        update PersonSession
        set    EndedAt = @Now, EndedWhy = @Why
        where  PersonId = @Person and EndedAt is null and EndsAt > @Now
          and  exists (select 1 from Person p where p.Id = @Person and p.SecurityStamp <> @Stamp)
        """;
    public const string InsertEvent = """
        insert into SignInEvent (Id, At, PersonId, AddressHash, Outcome, Detail, Device)
        values (@Id, @Now, @Person, @AddressHash, @Kind, @Detail, @Device)
        """;
    public const string NewStamp = "update Person set SecurityStamp = @Stamp, Version = Version + 1 where Id = @Person";
}
