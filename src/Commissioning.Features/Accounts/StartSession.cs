using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Opens a session for a person who has proved their identity, and tells staff of a new device. The authenticator code is marked
/// as used in the same transaction, so of two requests with the same code only the first succeeds.</summary>
public sealed class StartSession(Db db, SessionLimits limits, Office office)
{
    /// <param name="before">The session that the browser had until now, which ends; null when it had none.</param>
    public async Task<Result<Guid>> RunAsync(Person person, SignInProof proof, Device device, Guid? before = null)
    {
        var outcome = await db.ChangeAsync<Guid>(
            person.Actor,
            AuditAction.SignedIn,
            person.Id,
            async work =>
            {
                var kind = proof.Kind;
                if (
                    await work.ExecuteAsync(proof.CodeStep is null ? OpenSql : OpenWithCodeSql, new { person.Id, Step = proof.CodeStep })
                    == 0
                )
                    return new Refusal("That code has already been used. Wait for the next one and enter it.");
                if (proof.Link is { } link && await work.ExecuteAsync(SignInLinkQueries.UseSql, new { Link = link, work.Now }) == 0)
                    return new Refusal("This link has already been used or has expired");
                await work.ExecuteAsync(LockoutCounter.ForgetSql, new { Person = person.Id });
                var staff = (await work.QueryAsync<string>("select Role from PersonRole where PersonId = @Id", new { person.Id }))
                    .Select(Enum.Parse<Role>)
                    .Any(RolePermissions.IsStaff);
                if (staff && kind != SignInKind.Demonstration)
                {
                    var (all, same) = await DevicesAsync(work, person.Id, device);
                    if (all > 0 && same == 0)
                        await AccountNotices.NewDeviceAsync(work, office, person, device.Words, SignInKinds.Words(kind));
                }
                // No passkey is left when it was removed at the same moment.
                if (
                    proof.Passkey is { } passkey
                    && await work.ExecuteAsync(
                        PasskeySql,
                        new
                        {
                            person.Id,
                            passkey.CredentialHash,
                            passkey.SignCount,
                            passkey.BackedUp,
                            work.Now,
                        }
                    ) == 0
                )
                    return new Refusal("That passkey was removed");
                if (person.BreakGlass && kind != SignInKind.Demonstration)
                    foreach (
                        var administrator in await work.QueryAsync<Recipient>(
                            "select p.DisplayName as Name, p.Email from Person p join PersonRole r on r.PersonId = p.Id where r.Role = 'Administrator' and p.Id <> @Id",
                            new { person.Id }
                        )
                    )
                        await AccountNotices.BreakGlassUsedAsync(
                            work,
                            office,
                            administrator,
                            person,
                            device.Words,
                            SignInKinds.Words(kind)
                        );
                await work.ExecuteAsync(
                    "delete from PersonSession where EndsAt < @Before",
                    new { Before = work.Now.AddMonths(-SessionRules.MonthsKept) }
                );
                await work.ExecuteAsync(
                    "delete from SignInEvent where At < @Before",
                    new { Before = work.Now.AddMonths(-SessionRules.MonthsKept) }
                );
                await work.ExecuteAsync("delete from SignInTry where LastAt < @Before", new { Before = work.Now.AddDays(-1) });
                await work.ExecuteAsync(
                    "update PersonSession set EndedAt = @Now, EndedWhy = @Why where Id = @before and EndedAt is null",
                    new
                    {
                        before,
                        work.Now,
                        Why = SessionEnd.SignedOut,
                    }
                );
                var session = Guid.CreateVersion7();
                await work.ExecuteAsync(
                    InsertSql,
                    new
                    {
                        Id = session,
                        Person = person.Id,
                        work.Now,
                        EndsAt = SessionRules.EndsAt(work.Now, work.Now, staff, limits),
                        Method = kind,
                        Device = device.Words,
                        DeviceHash = device.Hash,
                    }
                );
                await work.ExecuteAsync(
                    SessionSql.InsertEvent,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        work.Now,
                        Person = person.Id,
                        AddressHash = (string?)null,
                        Kind = kind,
                        Detail = (string?)null,
                        Device = device.Words,
                    }
                );
                work.Note($"{SignInKinds.Words(kind)}, {device.Words}");
                return Result.Made(session);
            }
        );
        if (outcome.FirstRefusal is null)
            person.Version++;
        return outcome;
    }

    private static async Task<(int All, int Same)> DevicesAsync(Work work, Guid person, Device device)
    {
        var hashes = await work.QueryAsync<string>(
            "select distinct DeviceHash from PersonSession where PersonId = @person",
            new { person }
        );
        return (hashes.Count, hashes.Count(hash => hash == device.Hash));
    }

    private const string OpenSql = "update Person set Version = Version + 1 where Id = @Id";
    private const string OpenWithCodeSql = """
        update Person
        set    LastCodeStep = @Step, Version = Version + 1
        where  Id = @Id and (LastCodeStep is null or LastCodeStep < @Step)
        """;
    private const string PasskeySql =
        "update PersonPasskey set SignCount = @SignCount, BackedUp = @BackedUp, LastUsedAt = @Now where CredentialHash = @CredentialHash and PersonId = @Id";
    private const string InsertSql = """
        insert into PersonSession (Id, PersonId, CreatedAt, SeenAt, EndsAt, Method, Device, DeviceHash)
        values (@Id, @Person, @Now, @Now, @EndsAt, @Method, @Device, @DeviceHash)
        """;
}
