using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Commissioning.Web.Identity;

/// <summary>
/// ASP.NET Core Identity over the Person table. Identity changes the <see cref="Person"/> in memory and then calls
/// <see cref="UpdateAsync"/>; the authenticator key is encrypted, recovery codes are hashed.
/// </summary>
public sealed class PersonStore(Db db, IDataProtectionProvider protection, TimeProvider clock) :
    IUserPasswordStore<Person>, IUserEmailStore<Person>, IUserSecurityStampStore<Person>, IUserLockoutStore<Person>,
    IUserTwoFactorStore<Person>, IUserAuthenticatorKeyStore<Person>, IUserTwoFactorRecoveryCodeStore<Person>
{
    private readonly IDataProtector protector = protection.CreateProtector("authenticator-key");

    public async Task<IdentityResult> CreateAsync(Person user, CancellationToken cancellationToken)
    {
        user.CreatedAt = clock.UtcNow();
        try
        {
            await db.ChangeAsync(user.Actor, AuditAction.PersonRegistered, user.Id, async work =>
            {
                await work.ExecuteAsync(PersonSql.Insert, user);
                await work.ExecuteAsync(PersonSql.InsertRole, new { PersonId = user.Id, Role = Role.Applicant });
                return Outcome.Done;
            });
            return IdentityResult.Success;
        }
        catch (DuplicateException) { return IdentityResult.Failed(new IdentityErrorDescriber().DuplicateEmail(user.Email)); }
    }

    public async Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken)
    {
        try
        {
            await db.ChangeAsync(user.Actor, user.Doing, user.Id, async work =>
            {
                await work.ExecuteOneAsync(PersonSql.Update, user);
                return Outcome.Done;
            });
            user.Version++;
            return IdentityResult.Success;
        }
        catch (ConcurrencyException) { return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure()); }
    }

    public Task<IdentityResult> DeleteAsync(Person user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("People are not deleted: what they did stays in the trail. Erasure is a verb of its own.");

    public Task<Person?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? db.FindOrDefaultAsync<Person>(PersonSql.Select + " where Id = @Id", new { Id = id }) : Task.FromResult<Person?>(null);

    public Task<Person?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<Person?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        db.FindOrDefaultAsync<Person>(PersonSql.Select + " where Email = @Email", new { Email = normalizedEmail.ToLowerInvariant() });

    public Task<string> GetUserIdAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());
    public Task<string?> GetUserNameAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);
    public Task SetUserNameAsync(Person user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task<string?> GetNormalizedUserNameAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);
    public Task SetNormalizedUserNameAsync(Person user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPasswordHashAsync(Person user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);
    public Task<string?> GetPasswordHashAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);
    public Task<bool> HasPasswordAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetEmailAsync(Person user, string? email, CancellationToken cancellationToken) => Set(() => user.Email = email!.Trim().ToLowerInvariant());
    public Task<string?> GetEmailAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);
    public Task<bool> GetEmailConfirmedAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.EmailConfirmed);
    public Task SetEmailConfirmedAsync(Person user, bool confirmed, CancellationToken cancellationToken) => Set(() => user.EmailConfirmed = confirmed);
    public Task<string?> GetNormalizedEmailAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);
    public Task SetNormalizedEmailAsync(Person user, string? normalizedEmail, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetSecurityStampAsync(Person user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);
    public Task<string?> GetSecurityStampAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Person user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockoutEndsAt is { } ends ? new DateTimeOffset(ends, TimeSpan.Zero) : (DateTimeOffset?)null);
    public Task SetLockoutEndDateAsync(Person user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Set(() => user.LockoutEndsAt = lockoutEnd?.UtcDateTime);
    public Task<int> IncrementAccessFailedCountAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(++user.AccessFailedCount);
    public Task ResetAccessFailedCountAsync(Person user, CancellationToken cancellationToken) => Set(() => user.AccessFailedCount = 0);
    public Task<int> GetAccessFailedCountAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailedCount);
    public Task<bool> GetLockoutEnabledAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(true);
    public Task SetLockoutEnabledAsync(Person user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetTwoFactorEnabledAsync(Person user, bool enabled, CancellationToken cancellationToken) => Set(() => user.TwoFactorEnabled = enabled);
    public Task<bool> GetTwoFactorEnabledAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.TwoFactorEnabled);
    public Task SetAuthenticatorKeyAsync(Person user, string key, CancellationToken cancellationToken) => Set(() => user.AuthenticatorKey = protector.Protect(key));
    public Task<string?> GetAuthenticatorKeyAsync(Person user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AuthenticatorKey is null ? null : protector.Unprotect(user.AuthenticatorKey));

    public Task ReplaceCodesAsync(Person user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        db.ChangeAsync(user.Actor, AuditAction.AuthenticatorSetUp, user.Id, async work =>
        {
            await work.ExecuteAsync("delete from PersonRecoveryCode where PersonId = @Id", new { user.Id });
            await work.ExecuteAsync("insert into PersonRecoveryCode (PersonId, CodeHash) values (@PersonId, @CodeHash)",
                recoveryCodes.Select(code => new { PersonId = user.Id, CodeHash = HashOf(code) }));
            return Outcome.Done;
        });

    public async Task<bool> RedeemCodeAsync(Person user, string code, CancellationToken cancellationToken)
    {
        var used = false;
        await db.ChangeAsync(user.Actor, AuditAction.PersonUpdated, user.Id, async work =>
        {
            work.Note("recovery code");
            used = await work.ExecuteAsync("delete from PersonRecoveryCode where PersonId = @Id and CodeHash = @Hash", new { user.Id, Hash = HashOf(code) }) == 1;
            return Outcome.Done;
        });
        return used;
    }

    public async Task<int> CountCodesAsync(Person user, CancellationToken cancellationToken) =>
        await db.ScalarAsync<int>("select count(*) from PersonRecoveryCode where PersonId = @Id", new { user.Id });

    public void Dispose() { }

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}

/// <summary>What the cookie says of a person: id, name and roles. Permissions follow from the roles at each request.</summary>
public sealed class PersonClaims(PersonRoles roles) : IUserClaimsPrincipalFactory<Person>
{
    public async Task<ClaimsPrincipal> CreateAsync(Person user)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, user.Id.ToString()));
        identity.AddClaim(new(ClaimTypes.Name, user.DisplayName));
        identity.AddClaim(new(ClaimTypes.Email, user.Email));
        identity.AddClaim(new("AspNet.Identity.SecurityStamp", user.SecurityStamp));
        foreach (var role in await roles.OfAsync(user.Id)) identity.AddClaim(new(ClaimTypes.Role, role.ToString()));
        return new(identity);
    }
}
