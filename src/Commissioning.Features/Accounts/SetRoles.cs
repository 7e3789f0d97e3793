using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Gives a person exactly these roles, with a reason; open sessions end at once. No one may change their own roles, so
/// no one can make themselves an approver. One administrator always remains, even though a session may outlive its role by that
/// minute.</summary>
public sealed class SetRoles(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid person, IReadOnlyCollection<Role> roles, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.RolesChanged,
            person,
            async work =>
            {
                if (person == actor.Id)
                    return new Refusal("Another administrator must change your own roles");
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from PersonRole where PersonId = @Id and Role = 'Administrator'",
                        new { actor.Id }
                    ) == 0
                )
                    return new Refusal("You are no longer an administrator, so nothing was changed");
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why you are changing the roles", nameof(reason));
                var before = await work.QueryAsync<string>(
                    "select Role from PersonRole where PersonId = @person order by Role",
                    new { person }
                );
                await work.ExecuteAsync("delete from PersonRole where PersonId = @person", new { person });
                await work.ExecuteAsync(PersonSql.InsertRole, roles.Distinct().Select(role => new { PersonId = person, Role = role }));
                // A passkey that was added with the mailbox alone does not stand for the second factor of staff.
                if (roles.Any(RolePermissions.IsStaff) && !before.Select(Enum.Parse<Role>).Any(RolePermissions.IsStaff))
                    await work.ExecuteAsync("delete from PersonPasskey where PersonId = @person", new { person });
                if (!roles.Contains(Role.Administrator))
                    await work.ExecuteAsync("update Person set BreakGlass = 0 where Id = @person", new { person });
                await work.ExecuteOneAsync(SessionSql.NewStamp, new { Person = person, Stamp = Guid.NewGuid().ToString("N") });
                await work.ExecuteAsync(
                    SessionSql.EndAll,
                    new
                    {
                        Person = person,
                        work.Now,
                        Why = SessionEnd.RolesChanged,
                    }
                );
                work.Note(RoleChange(before.Select(Enum.Parse<Role>), roles));
                work.Note(reason.Trim());
                return Result.Done;
            }
        );

    internal static string RoleChange(IEnumerable<Role> before, IEnumerable<Role> after) =>
        new Changes().Add("Roles", Names(before), Names(after)).ToString();

    private static IEnumerable<string> Names(IEnumerable<Role> roles) => roles.Distinct().Order().Select(RolePermissions.Name);

    /// <summary>
    /// Makes a registered person an administrator from the command line: the first one, or with
    /// <paramref name="breakGlass"/> one more who may sign in with a password when the directory does not answer. Every other administrator is told of that one.
    /// </summary>
    /// <returns>The code with which they set up their authenticator app; empty when they have one.</returns>
    public async Task<Result<string>> AppointFirstAsync(string email, bool breakGlass = false)
    {
        var person = await db.FindOrDefaultAsync<Person>(
            PersonSql.Select + " where Email = @Email",
            new { Email = email.Trim().ToLowerInvariant() }
        );
        if (person is null)
            return new Refusal($"No one with the address {email} has an account. Sign in to the portal with it first.");
        return await db.ChangeAsync<string>(
            Actor.Portal,
            AuditAction.AdministratorAppointed,
            person.Id,
            async work =>
            {
                var others = await work.QueryAsync<string>(
                    "select p.Email from Person p join PersonRole r on r.PersonId = p.Id where r.Role = 'Administrator'"
                );
                if (others.Count > 0 && !breakGlass)
                    return new Refusal("There is already an administrator. Ask them.");
                if (!others.Contains(person.Email))
                    await work.ExecuteAsync(PersonSql.InsertRole, new { PersonId = person.Id, Role = Role.Administrator });
                if (breakGlass)
                    await work.ExecuteAsync("update Person set BreakGlass = 1 where Id = @Id", new { person.Id });
                await work.ExecuteOneAsync(SessionSql.NewStamp, new { Person = person.Id, Stamp = Guid.NewGuid().ToString("N") });
                await work.ExecuteAsync(
                    SessionSql.EndAll,
                    new
                    {
                        Person = person.Id,
                        work.Now,
                        Why = SessionEnd.RolesChanged,
                    }
                );
                foreach (var other in others.Where(other => other != person.Email))
                    await AccountNotices.BreakGlassAsync(work, office, new("", other), person);
                work.Note(
                    breakGlass
                        ? "An administrator for emergencies, appointed from the command line"
                        : "The first administrator, appointed from the command line"
                );
                return Result.Made(person.TwoFactorEnabled ? "" : await MakeSetUpCode.MakeAsync(work, person.Id));
            }
        );
    }
}
