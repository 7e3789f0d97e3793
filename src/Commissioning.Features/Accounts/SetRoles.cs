using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Gives a person exactly these roles, with a reason; open sessions end at once. No one may change their own roles, so
/// no one can make themselves an approver. One administrator always remains, even though a session may outlive its role by that
/// minute.</summary>
public sealed class SetRoles(Db db)
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
}
