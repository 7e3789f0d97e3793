using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Identity;

namespace Commissioning.Web.Identity;

/// <summary>ASP.NET Core Identity over the Person table. Identity changes the <see cref="Person"/> in memory and then calls
/// <see cref="UpdateAsync"/>. <see cref="AuthenticatorApp"/> checks codes, <see cref="LockoutCounter"/> counts failed attempts, and
/// <see cref="Passkeys"/> stores passkeys.</summary>
public sealed class PersonStore(Db db, Passkeys passkeys, TimeProvider clock)
    : IUserPasswordStore<Person>,
        IUserEmailStore<Person>,
        IUserSecurityStampStore<Person>,
        IUserPasskeyStore<Person>
{
    public async Task<IdentityResult> CreateAsync(Person user, CancellationToken cancellationToken)
    {
        user.CreatedAt = clock.UtcNow();
        try
        {
            await db.ChangeAsync(
                user.Actor,
                AuditAction.PersonRegistered,
                user.Id,
                async work =>
                {
                    await work.ExecuteAsync(PersonSql.Insert, user);
                    await work.ExecuteAsync(PersonSql.InsertRole, new { PersonId = user.Id, Role = Role.Applicant });
                    return Result.Done;
                }
            );
            return IdentityResult.Success;
        }
        catch (DuplicateException)
        {
            return IdentityResult.Failed(new IdentityErrorDescriber().DuplicateEmail(user.Email));
        }
    }

    public async Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken)
    {
        try
        {
            await db.ChangeAsync(
                user.Actor,
                user.Doing,
                user.Id,
                async work =>
                {
                    var why = user.Doing == AuditAction.PasswordReset ? SessionEnd.PasswordChanged : SessionEnd.AccountChanged;
                    await work.ExecuteAsync(
                        SessionSql.EndAtNewStamp,
                        new
                        {
                            Person = user.Id,
                            Stamp = user.SecurityStamp,
                            work.Now,
                            Why = why,
                        }
                    );
                    await work.ExecuteOneAsync(PersonSql.Update, user);
                    if (user.Doing == AuditAction.PasswordReset)
                        await work.ExecuteAsync(PersonSql.Unlock, new { user.Id });
                    return Result.Done;
                }
            );
            user.Version++;
            return IdentityResult.Success;
        }
        catch (ConcurrencyException)
        {
            return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        }
    }

    public Task<IdentityResult> DeleteAsync(Person user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("People are not deleted: what they did stays in the trail. Erasure is a verb of its own.");

    public Task<Person?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id)
            ? db.FindOrDefaultAsync<Person>(PersonSql.Select + " where Id = @Id", new { Id = id })
            : Task.FromResult<Person?>(null);

    public Task<Person?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<Person?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        db.FindOrDefaultAsync<Person>(PersonSql.Select + " where Email = @Email", new { Email = normalizedEmail.ToLowerInvariant() });

    public Task<string> GetUserIdAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(Person user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedUserNameAsync(Person user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Email);

    public Task SetNormalizedUserNameAsync(Person user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPasswordHashAsync(Person user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetEmailAsync(Person user, string? email, CancellationToken cancellationToken) =>
        Set(() => user.Email = email!.Trim().ToLowerInvariant());

    public Task<string?> GetEmailAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<bool> GetEmailConfirmedAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.EmailConfirmed);

    public Task SetEmailConfirmedAsync(Person user, bool confirmed, CancellationToken cancellationToken) =>
        Set(() => user.EmailConfirmed = confirmed);

    public Task<string?> GetNormalizedEmailAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetNormalizedEmailAsync(Person user, string? normalizedEmail, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetSecurityStampAsync(Person user, string stamp, CancellationToken cancellationToken) =>
        Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Person user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Person user, CancellationToken cancellationToken) =>
        (await passkeys.ListAsync(user.Id)).Select(InfoOf).ToList();

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken) =>
        await FindAsync(credentialId) is { } passkey && passkey.PersonId == user.Id ? InfoOf(passkey) : null;

    public async Task<Person?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await FindAsync(credentialId) is { } passkey ? await FindByIdAsync(passkey.PersonId.ToString(), cancellationToken) : null;

    public Task AddOrUpdatePasskeyAsync(Person user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Passkeys adds one, StartSession counts its use");

    public Task RemovePasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Passkeys removes one");

    private Task<Passkey?> FindAsync(byte[] credentialId) =>
        db.FindOrDefaultAsync<Passkey>(Passkeys.Select + " where CredentialHash = @Hash", new { Hash = Passkeys.HashOf(credentialId) });

    // Only passkeys with user verification are accepted, so every stored one has it.
    private static UserPasskeyInfo InfoOf(Passkey passkey) =>
        new(
            Convert.FromBase64String(passkey.CredentialId),
            Convert.FromBase64String(passkey.PublicKey),
            new(passkey.CreatedAt, TimeSpan.Zero),
            (uint)passkey.SignCount,
            passkey.Transports.Split(',', StringSplitOptions.RemoveEmptyEntries),
            true,
            passkey.BackupEligible,
            passkey.BackedUp,
            [],
            []
        )
        {
            Name = passkey.Name,
        };

    public void Dispose() { }

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
