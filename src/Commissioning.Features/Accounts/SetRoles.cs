using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Gives a person exactly these roles, with a reason. Open sessions follow within a minute.</summary>
public sealed class SetRoles(Db db)
{
    public Task<Outcome> RunAsync(Actor actor, Guid person, IReadOnlyCollection<Role> roles, string? reason) =>
        db.ChangeAsync(actor, AuditAction.RolesChanged, person, async work =>
        {
            if (string.IsNullOrWhiteSpace(reason)) return new Refusal("Say why the roles change", "Reason");
            var before = await work.QueryAsync<string>("select Role from PersonRole where PersonId = @person order by Role", new { person });
            await work.ExecuteAsync("delete from PersonRole where PersonId = @person", new { person });
            await work.ExecuteAsync(PersonSql.InsertRole, roles.Distinct().Select(role => new { PersonId = person, Role = role }));
            await work.ExecuteOneAsync("update Person set SecurityStamp = @Stamp, Version = Version + 1 where Id = @person", new { person, Stamp = Guid.NewGuid().ToString("N") });
            if (await work.ScalarAsync<int>("select count(*) from PersonRole where Role = 'Administrator'") == 0)
                return new Refusal("The portal needs at least one administrator. Give somebody else the role first.", "Roles");
            work.Note($"{string.Join(", ", before)} became {string.Join(", ", roles.Order())}: {reason.Trim()}");
            return Outcome.Done;
        });
}
