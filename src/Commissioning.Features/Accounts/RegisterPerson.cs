using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Makes the account of somebody who has just opened a link in their mailbox, so the address is theirs. The link itself is used up
/// by the sign-in that follows.</summary>
public sealed class RegisterPerson(Db db, TimeProvider clock)
{
    public async Task<Result> RunAsync(string email, string? name)
    {
        if (NameRules.WhyNotAName(name, "your name", 200, nameof(name)) is { } refusal)
            return refusal;
        var person = new Person
        {
            Email = email,
            DisplayName = name!.Trim(),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            CreatedAt = clock.UtcNow(),
        };
        try
        {
            return await db.ChangeAsync(
                person.Actor,
                AuditAction.PersonRegistered,
                person.Id,
                async work =>
                {
                    await work.ExecuteAsync(PersonSql.Insert, person);
                    await work.ExecuteAsync(PersonSql.InsertRole, new { PersonId = person.Id, Role = Role.Applicant });
                    return Result.Done;
                }
            );
        }
        catch (DuplicateException)
        {
            return Result.Done; // Pressed twice: the account is there.
        }
    }
}
