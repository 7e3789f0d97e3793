using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Finds or creates the person in the directory's answer, and gives them the roles of their groups. An applicant's account is
/// never taken over.</summary>
public sealed class SignInFromDirectory(Db db, DirectoryGroups groups)
{
    public async Task<Result<Person>> RunAsync(DirectoryAnswer answer)
    {
        var given = DirectoryRules.RolesOf(answer, groups.Roles);
        if (given.FirstRefusal is { } none)
            return none;
        var email = EmailAddress.Parse(answer.Email);
        var person =
            await db.FindOrDefaultAsync<Person>(PersonSql.Select + " where DirectorySubject = @Subject", new { answer.Subject })
            ?? await db.FindOrDefaultAsync<Person>(PersonSql.Select + " where Email = @email", new { email });
        var before = person is null
            ? []
            : (await db.QueryAsync<string>("select Role from PersonRole where PersonId = @Id", new { person.Id }))
                .Select(Enum.Parse<Role>)
                .ToList();
        var found = person is null ? null : new DirectoryMatch(person.DirectorySubject, before, person.BreakGlass);
        if (DirectoryRules.WhyNot(answer, found) is { } refusal)
            return refusal;

        if (person is null)
        {
            person = new Person
            {
                Email = email!,
                DisplayName = Name(answer, email!),
                SecurityStamp = Guid.NewGuid().ToString("N"),
                DirectorySubject = answer.Subject,
            };
            await MakeAsync(person);
        }
        else if (person.DirectorySubject is null)
            await LinkAsync(person, answer);
        if (!After(person, before, given.Value!).ToHashSet().SetEquals(before))
            await GiveAsync(person, given.Value!);
        return Result.Made(await db.FindAsync<Person>(PersonSql.Select + " where Id = @Id", new { person.Id }));
    }

    private Task<Result> MakeAsync(Person person) =>
        db.ChangeAsync(
            Actor.Portal,
            AuditAction.PersonRegisteredFromDirectory,
            person.Id,
            async work =>
            {
                person.CreatedAt = work.Now;
                await work.ExecuteAsync(PersonSql.Insert, person);
                work.Note("From the directory");
                return Result.Done;
            }
        );

    /// <summary>From now on the person signs in through the directory, so an earlier password and passkeys stop working.</summary>
    private Task<Result> LinkAsync(Person person, DirectoryAnswer answer) =>
        db.ChangeAsync(
            Actor.Portal,
            AuditAction.AccountLinkedToDirectory,
            person.Id,
            async work =>
            {
                await work.ExecuteOneAsync(
                    LinkSql,
                    new
                    {
                        person.Id,
                        answer.Subject,
                        Stamp = Guid.NewGuid().ToString("N"),
                    }
                );
                await work.ExecuteAsync("delete from PersonPasskey where PersonId = @Id", new { person.Id });
                await work.ExecuteAsync(
                    SessionSql.EndAll,
                    new
                    {
                        Person = person.Id,
                        work.Now,
                        Why = SessionEnd.AccountChanged,
                    }
                );
                work.Note("Known from the directory, by e-mail address");
                return Result.Done;
            }
        );

    private IReadOnlyList<Role> After(Person person, IReadOnlyCollection<Role> before, IReadOnlyCollection<Role> given) =>
        DirectoryRules.RolesAfter(before, given, groups.Roles.Values, person.BreakGlass);

    private Task<Result> GiveAsync(Person person, IReadOnlyCollection<Role> given) =>
        db.ChangeAsync(
            Actor.Portal,
            AuditAction.RolesChangedByDirectory,
            person.Id,
            async work =>
            {
                // Read again: an administrator may have changed the roles at the same moment.
                var before = (await work.QueryAsync<string>("select Role from PersonRole where PersonId = @Id", new { person.Id }))
                    .Select(Enum.Parse<Role>)
                    .ToList();
                var after = After(await work.FindAsync<Person>(PersonSql.Select + " where Id = @Id", new { person.Id }), before, given);
                await work.ExecuteAsync("delete from PersonRole where PersonId = @Id", new { person.Id });
                await work.ExecuteAsync(PersonSql.InsertRole, after.Select(role => new { PersonId = person.Id, Role = role }));
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
                work.Note(SetRoles.RoleChange(before, after));
                work.Note("By the groups of the directory");
                return Result.Done;
            }
        );

    private static string Name(DirectoryAnswer answer, string email) =>
        string.IsNullOrWhiteSpace(answer.Name)
            ? email[..email.IndexOf('@', StringComparison.Ordinal)]
            : answer.Name.Trim()[..Math.Min(200, answer.Name.Trim().Length)];

    private const string LinkSql = """
        update Person
        set    DirectorySubject = @Subject, PasswordHash = null, PendingKey = null, SecurityStamp = @Stamp, Version = Version + 1
        where  Id = @Id and DirectorySubject is null
        """;
}
