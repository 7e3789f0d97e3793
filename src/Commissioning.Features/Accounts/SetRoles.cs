using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>
/// Gives a person exactly these roles, with a reason. Open sessions follow within a minute. Nobody changes their own, so there is
/// always an administrator left and no one makes themselves an approver.
/// </summary>
public sealed class SetRoles(Db db)
{
    public Task<Outcome> RunAsync(Actor actor, Guid person, IReadOnlyCollection<Role> roles, string? reason) =>
        db.ChangeAsync(actor, AuditAction.RolesChanged, person, async work =>
        {
            if (person == actor.Id) return new Refusal("Another administrator must change your own roles");
            if (string.IsNullOrWhiteSpace(reason)) return new Refusal("Say why the roles change", "Reason");
            var before = await work.QueryAsync<string>("select Role from PersonRole where PersonId = @person order by Role", new { person });
            await work.ExecuteAsync("delete from PersonRole where PersonId = @person", new { person });
            await work.ExecuteAsync(PersonSql.InsertRole, roles.Distinct().Select(role => new { PersonId = person, Role = role }));
            await work.ExecuteOneAsync("update Person set SecurityStamp = @Stamp, Version = Version + 1 where Id = @person", new { person, Stamp = Guid.NewGuid().ToString("N") });
            work.Note($"{string.Join(", ", before)} became {string.Join(", ", roles.Order())}: {reason.Trim()}");
            return Outcome.Done;
        });

    /// <summary>Makes the first administrator, from the command line, of somebody who has registered and confirmed.</summary>
    public async Task<Outcome> AppointFirstAsync(string email)
    {
        var person = await db.FindOrDefaultAsync<Guid?>("select Id from Person where Email = @Email and EmailConfirmed = 1", new { Email = email.Trim().ToLowerInvariant() });
        if (person is null) return new Refusal($"Nobody with the confirmed address {email} has an account. Register in the portal first.");
        return await db.ChangeAsync(Actor.Portal, AuditAction.RolesChanged, person.Value, async work =>
        {
            if (await work.ScalarAsync<int>("select count(*) from PersonRole where Role = 'Administrator'") > 0) return new Refusal("There is an administrator already. Ask them.");
            await work.ExecuteAsync(PersonSql.InsertRole, new { PersonId = person.Value, Role = Role.Administrator });
            await work.ExecuteOneAsync("update Person set SecurityStamp = @Stamp, Version = Version + 1 where Id = @person", new { person, Stamp = Guid.NewGuid().ToString("N") });
            work.Note("The first administrator, appointed from the command line");
            return Outcome.Done;
        });
    }
}
