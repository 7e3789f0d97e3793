using System.Security.Claims;
using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Commissioning.Web.Identity;

/// <summary>Signs in applicants by a link in an e-mail, staff by password and code or through the directory, and both by passkey. Identity
/// verifies, <see cref="LockoutCounter"/> counts and locks, and this class decides which cookie follows. A wrong address, a wrong password
/// and a locked source get the same answer.</summary>
public sealed class SignInService(
    UserManager<Person> users,
    IUserClaimsPrincipalFactory<Person> claims,
    IHttpContextAccessor http,
    SignInManager<Person> identity,
    StartSession startSession,
    RecordSignIn record,
    LockoutCounter tries,
    SourceHash hashes,
    AuthenticatorApp authenticator,
    PersonRoles roles,
    AccountSettings settings,
    MySessions sessions,
    TimeProvider clock,
    IHostEnvironment environment
)
{
    private string DeviceCookie => PortalCookies.Name("commissioning-device", environment);
    private const string Way = "way";
    private static readonly Person Nobody = new();
    private static readonly string NobodysHash = new PasswordHasher<Person>(
        Options.Create(new PasswordHasherOptions { IterationCount = CodeHash.Rounds })
    ).HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <summary>The browser of this request, in words.</summary>
    public string DeviceWords => Domain.Accounts.DeviceDescription.Of(Context.Request.Headers.UserAgent);

    /// <summary>Signs in staff by password. Applicants have none.</summary>
    public async Task<SignInStep> WithPasswordAsync(string email, string password)
    {
        var person = await users.FindByEmailAsync(email.Trim());
        var (device, network) = await SourceAsync();
        // An address that belongs to no one is counted under a number of its own.
        var nobody = new Guid(Convert.FromHexString((await hashes.OfAddressTodayAsync(email))[..32]));
        var attempt = await tries.CountAttemptAsync(person?.Id ?? nobody, device, network);
        // One hash is computed whatever the answer, so that timing does not reveal which accounts exist, have a password or are locked.
        var right = users.PasswordHasher.VerifyHashedPassword(Nobody, person?.PasswordHash ?? NobodysHash, password);
        var staff = (await roles.OfAsync(person?.Id ?? nobody)).Any(RolePermissions.IsStaff);
        if (attempt == 0)
            return SignInStep.Wrong;
        if (right == PasswordVerificationResult.Failed || person?.PasswordHash is null || !staff)
        {
            await record.WrongAsync(person, email, SignInKind.WrongPassword, attempt, DeviceWords);
            return SignInStep.Wrong;
        }
        await tries.GiveBackAsync(person.Id, device, network);
        if (await RefusedForDirectoryAsync(person))
            return SignInStep.DirectoryOnly;
        return await WithSecondFactorAsync(person, SignInKind.Password);
    }

    /// <summary>Signs in an applicant who opened a link or typed its digits. A member of staff chooses a password with it
    /// instead.</summary>
    public async Task<SignInStep> WithLinkAsync(SignInLinkQueries.SentLink link)
    {
        if (await users.FindByEmailAsync(link.Email) is not { } person || await IsStaffAsync(person))
            return SignInStep.Wrong;
        return await DoneAsync(person, new(SignInKind.EmailLink, Link: link.Id), secondFactor: false) ? SignInStep.Done : SignInStep.Used;
    }

    /// <summary>Hash of this browser's cookie, which is given to it if it has none.</summary>
    public string DeviceHash() => Features.Accounts.Device.Of(null, DeviceToken()).Hash;

    public Task<string> NetworkHashAsync() => hashes.OfNetworkAsync(Context.Connection.RemoteIpAddress);

    private async Task<(string? Device, string Network)> SourceAsync() =>
        (
            Context.Request.Cookies[DeviceCookie] is { Length: 32 } known ? Features.Accounts.Device.Of(null, known).Hash : null,
            await NetworkHashAsync()
        );

    private async Task<bool> IsStaffAsync(Person person) => (await roles.OfAsync(person.Id)).Any(RolePermissions.IsStaff);

    /// <summary>Accepts a six-digit code or a recovery code. Fails when the password step is missing.</summary>
    public async Task<SignInStep> WithCodeAsync(string typed)
    {
        var waiting = await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (waiting.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id || await users.FindByIdAsync(id) is not { } person)
            return SignInStep.Wrong;
        // If the password changed or a passkey was removed meanwhile, the first step must be repeated.
        if (waiting.Principal.FindFirstValue(PersonClaims.Stamp) != person.SecurityStamp)
            return SignInStep.Wrong;
        var (device, network) = await SourceAsync();
        var attempt = await tries.CountAttemptAsync(person.Id, device, network);
        if (attempt == 0)
            return SignInStep.Wrong;
        var code = AuthenticatorApp.Plain(typed);
        var byDirectory = waiting.Principal.FindFirstValue(Way) == nameof(SignInKind.Directory);
        SignInProof? proof =
            code.Length != 6
                ? await authenticator.RedeemAsync(person, code)
                    ? new(SignInKind.RecoveryCode)
                    : null
                : authenticator.StepOf(person, code) is { } step
                    ? new(byDirectory ? SignInKind.DirectoryAndCode : SignInKind.Code, step)
                    : null;
        if (proof is null)
            return await FailedAsync(person, SignInKind.WrongCode, attempt);
        await tries.GiveBackAsync(person.Id, device, network);
        if (!await DoneAsync(person, proof, secondFactor: true))
            return SignInStep.Used;
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return SignInStep.Done;
    }

    /// <summary>A passkey with user verification is password and second factor in one. A lock after wrong passwords does not apply to it:
    /// the lock is against guessing.</summary>
    public async Task<SignInStep> WithPasskeyAsync(string credential)
    {
        if (credential.Length == 0)
            return SignInStep.Wrong;
        PasskeyAssertionResult<Person> result;
        try
        {
            result = await identity.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return SignInStep.Wrong;
        } // The cookie with the challenge has expired.
        if (!result.Succeeded || !result.Passkey.IsUserVerified)
        {
            if (result.User is { } refused)
                await record.FailedAsync(refused.Id, SignInKind.PasskeyRefused, DeviceWords);
            return SignInStep.Wrong;
        }
        if (await RefusedForDirectoryAsync(result.User))
            return SignInStep.DirectoryOnly;
        var used = new UsedPasskey(Passkeys.HashOf(result.Passkey.CredentialId), result.Passkey.SignCount, result.Passkey.IsBackedUp);
        return await DoneAsync(result.User, new(SignInKind.Passkey, Passkey: used), secondFactor: true)
            ? SignInStep.Done
            : SignInStep.Wrong;
    }

    /// <summary>Signs in after the directory's answer was accepted. If the directory asked for no second factor, the portal asks for its
    /// own.</summary>
    public async Task<SignInStep> WithDirectoryAsync(Person person, bool secondFactor)
    {
        if (!secondFactor)
            return await WithSecondFactorAsync(person, SignInKind.Directory);
        await DoneAsync(person, new(SignInKind.Directory), secondFactor: true);
        return SignInStep.Done;
    }

    /// <summary>Null when the person has just verified themselves again, before a change to how the account signs in: by a code, or by
    /// password where there is no app.</summary>
    public async Task<Refusal?> WhyNotProvenAsync(Person person, string? proof)
    {
        if (Context.User.NeedsSecondFactor())
            return new(person.TwoFactorEnabled ? "Sign in with your code first" : "Sign in with your second factor first");
        if (!person.TwoFactorEnabled && person.PasswordHash is null)
            return await SignedInLatelyAsync() ? null : new("You signed in more than 15 minutes ago. Sign out and sign in again first.");
        var (device, network) = await SourceAsync();
        var attempt = await tries.CountAttemptAsync(person.Id, device, network);
        if (
            attempt > 0
            && (
                person.TwoFactorEnabled
                    ? await authenticator.ProveAsync(person, proof)
                    : users.PasswordHasher.VerifyHashedPassword(person, person.PasswordHash!, proof ?? "")
                        != PasswordVerificationResult.Failed
            )
        )
        {
            await tries.GiveBackAsync(person.Id, device, network);
            return null;
        }
        if (attempt > 0)
            await FailedAsync(person, person.TwoFactorEnabled ? SignInKind.WrongCode : SignInKind.WrongPassword, attempt);
        return new(
            person.TwoFactorEnabled
                ? "That code is wrong, has been used or has expired, or you have to wait 15 minutes after five wrong attempts. Enter the one your app shows now."
                : "That password is wrong, or you have to wait 15 minutes after five wrong attempts.",
            nameof(proof)
        );
    }

    /// <summary>Whether the password is the person's, counted as a sign-in would be.</summary>
    public async Task<bool> HasPasswordAsync(Person person, string? password)
    {
        var (device, network) = await SourceAsync();
        var attempt = await tries.CountAttemptAsync(person.Id, device, network);
        if (
            attempt == 0
            || person.PasswordHash is not { } hash
            || users.PasswordHasher.VerifyHashedPassword(person, hash, password ?? "") == PasswordVerificationResult.Failed
        )
        {
            if (attempt > 0)
                await FailedAsync(person, SignInKind.WrongPassword, attempt);
            return false;
        }
        await tries.GiveBackAsync(person.Id, device, network);
        return true;
    }

    private async Task<bool> SignedInLatelyAsync() =>
        Context.User.Session() is { } session && await sessions.StartedAfterAsync(session, clock.UtcNow() - SessionRules.ProvenFor);

    /// <summary>Starts the session and its cookie, which records a second factor only if it was given. False when the code was used, or the
    /// passkey removed, at the same moment.</summary>
    public async Task<bool> DoneAsync(Person person, SignInProof proof, bool secondFactor)
    {
        var started = await startSession.RunAsync(
            person,
            proof,
            Features.Accounts.Device.Of(Context.Request.Headers.UserAgent, DeviceToken()),
            Context.User.Session()
        );
        if (started.FirstRefusal is not null)
            return false;
        var principal = await claims.CreateAsync(person);
        principal.Identities.First().AddClaim(new(PrincipalExtensions.SessionClaim, started.Value.ToString()));
        if (secondFactor)
            principal.Identities.First().AddClaim(new(PrincipalExtensions.SecondFactorClaim, "true"));
        await Context.SignInAsync(IdentityConstants.ApplicationScheme, principal);
        return true;
    }

    private async Task<SignInStep> WithSecondFactorAsync(Person person, SignInKind kind)
    {
        if (!person.TwoFactorEnabled)
        {
            await DoneAsync(person, new(kind), secondFactor: false);
            return SignInStep.Done;
        }
        var waiting = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, person.Id.ToString()),
                new(Way, kind.ToString()),
                new(PersonClaims.Stamp, person.SecurityStamp),
            ],
            IdentityConstants.TwoFactorUserIdScheme
        );
        await Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new(waiting));
        return SignInStep.CodeNeeded;
    }

    /// <summary>Whether this person must sign in through the directory, and may use neither a password nor a passkey of the
    /// portal.</summary>
    public async Task<bool> MustUseDirectoryAsync(Person person) =>
        DirectoryRules.MustUseDirectory(
            settings.Directory.IsOn,
            settings.LocalStaff,
            (await roles.OfAsync(person.Id)).Any(RolePermissions.IsStaff),
            person.DirectorySubject is not null,
            person.BreakGlass
        );

    private async Task<bool> RefusedForDirectoryAsync(Person person)
    {
        if (!await MustUseDirectoryAsync(person))
            return false;
        await record.FailedAsync(person.Id, SignInKind.LocalRefused, DeviceWords);
        return true;
    }

    private async Task<SignInStep> FailedAsync(Person person, SignInKind kind, int attempt)
    {
        await record.WrongAsync(person, person.Email, kind, attempt, DeviceWords);
        return SignInStep.Wrong;
    }

    /// <summary>A random number that only marks a browser as seen before. Browsers keep a cookie for at most 400 days.</summary>
    private string DeviceToken()
    {
        if ((Context.Request.Cookies[DeviceCookie] ?? Context.Items[DeviceCookie] as string) is { Length: 32 } known)
            return known;
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        Context.Items[DeviceCookie] = token;
        Context.Response.Cookies.Append(
            DeviceCookie,
            token,
            new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                Secure = !environment.IsDevelopment(),
                MaxAge = TimeSpan.FromDays(400),
                IsEssential = true,
            }
        );
        return token;
    }

    private HttpContext Context => http.HttpContext!;
}
