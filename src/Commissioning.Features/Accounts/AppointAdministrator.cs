using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>
/// Makes a registered person an administrator from the command line: the first one, or with
/// <paramref name="breakGlass"/> one more who may sign in with a password when the directory does not answer. Every other administrator is
/// told of that one.
/// </summary>
public sealed class AppointAdministrator(Db db, Office office)
{
    /// <returns>The code with which they set up their authenticator app; empty when they have one.</returns>
    public async Task<Result<string>> RunAsync(string email, bool breakGlass = false)
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
