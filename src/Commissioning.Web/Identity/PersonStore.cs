using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Identity;

namespace Commissioning.Web.Identity;

/// <summary>What ASP.NET Core Identity reads of the Person table. It writes nothing: <see cref="RegisterPerson"/>, <see
/// cref="StaffPassword"/>, <see cref="AuthenticatorApp"/> and <see cref="AddPasskey"/> do.</summary>
public sealed class PersonStore(Db db)
    : IUserPasswordStore<Person>,
        IUserEmailStore<Person>,
        IUserSecurityStampStore<Person>,
        IUserPasskeyStore<Person>
{
    public Task<IdentityResult> CreateAsync(Person user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("RegisterPerson makes an account");

    public Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Each change of an account is a command of its own");

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

    // Accounts are made only for confirmed addresses.
    public Task<bool> GetEmailConfirmedAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetEmailConfirmedAsync(Person user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedEmailAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetNormalizedEmailAsync(Person user, string? normalizedEmail, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetSecurityStampAsync(Person user, string stamp, CancellationToken cancellationToken) =>
        Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(Person user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Person user, CancellationToken cancellationToken) =>
        (await db.ReadAsync(work => Passkeys.ListAsync(work, user.Id))).Select(InfoOf).ToList();

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken) =>
        await FindAsync(credentialId) is { } passkey && passkey.PersonId == user.Id ? InfoOf(passkey) : null;

    public async Task<Person?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await FindAsync(credentialId) is { } passkey ? await FindByIdAsync(passkey.PersonId.ToString(), cancellationToken) : null;

    public Task AddOrUpdatePasskeyAsync(Person user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw new NotSupportedException("AddPasskey adds one, StartSession counts its use");

    public Task RemovePasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("RemovePasskey removes one");

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
