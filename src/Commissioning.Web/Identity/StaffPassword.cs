using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Features;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Identity;

namespace Commissioning.Web.Identity;

/// <summary>The password of a member of staff. A new one ends every session and forgets wrong guesses.</summary>
public sealed class StaffPassword(Db db, IPasswordHasher<Person> hasher, CommonPasswords common, Office office)
{
    /// <summary>Sets the password with a link from the person's mailbox, which is used up.</summary>
    public Task<Result> SetAsync(Person person, Guid link, string? password) =>
        SaveAsync(person, AuditAction.PasswordSet, password, nameof(password), link);

    /// <summary>Changes it; the caller has checked the one before.</summary>
    public Task<Result> ChangeAsync(Person person, string? password) =>
        SaveAsync(person, AuditAction.PasswordChanged, password, nameof(password), null);

    private async Task<Result> SaveAsync(Person person, AuditAction action, string? password, string field, Guid? link)
    {
        if (
            PasswordRules.WhyNotAccepted(
                password,
                common.Contains,
                [person.DisplayName, person.Email, office.FunderName, office.ServiceName, "opcc", "commissioning"],
                field
            ) is
            { } refusal
        )
            return refusal;
        var hash = hasher.HashPassword(person, password!);
        return await db.ChangeAsync(
            person.Actor,
            action,
            person.Id,
            async work =>
            {
                if (link is not null && await work.ExecuteAsync(SignInLinkQueries.UseSql, new { Link = link, work.Now }) == 0)
                    return new Refusal("This link has already been used or has expired. Ask for a new one on the sign-in page.");
                await work.ExecuteOneAsync(
                    "update Person set PasswordHash = @hash, SecurityStamp = @Stamp, Version = Version + 1 where Id = @Id",
                    new
                    {
                        person.Id,
                        hash,
                        Stamp = Guid.NewGuid().ToString("N"),
                    }
                );
                await work.ExecuteAsync(
                    SessionSql.EndAll,
                    new
                    {
                        Person = person.Id,
                        work.Now,
                        Why = SessionEnd.PasswordChanged,
                    }
                );
                await work.ExecuteAsync("delete from SignInTry where PersonId = @Id", new { person.Id });
                await AccountNotices.SendAsync(work, office, MessageKind.PasswordSet, person);
                return Result.Done;
            }
        );
    }
}
