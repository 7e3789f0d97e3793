using System.Security.Claims;
using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Commissioning.Web.Identity;

public enum SignInStep { Wrong, Locked, CodeNeeded, Used, DirectoryOnly, Done }

/// <summary>
/// Password, then code; or a passkey, or the directory: Identity checks, counts and locks; this decides what cookie follows. A wrong address,
/// a wrong password and an account that is not confirmed get the same answer.
/// </summary>
public sealed class SignInSteps(
    UserManager<Person> users, IUserClaimsPrincipalFactory<Person> claims, IHttpContextAccessor http, OrganisationMembers members, SignInManager<Person> identity,
    StartSession startSession, RecordSignIn record, AuthenticatorApp authenticator, PersonRoles roles, AccountSettings settings, IHostEnvironment environment)
{
    private const string DeviceCookie = "commissioning-device";
    private const string Way = "way";
    private static readonly Person Nobody = new();
    private static readonly string NobodysHash = new PasswordHasher<Person>().HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <summary>The browser of this request, in words.</summary>
    public string DeviceWords => Domain.Accounts.DeviceWords.Of(Context.Request.Headers.UserAgent);

    public async Task<SignInStep> WithPasswordAsync(string email, string password)
    {
        var person = await users.FindByEmailAsync(email.Trim());
        if (person is null)
        {
            // As long as a real check takes, so that the clock does not tell who has an account.
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            await record.UnknownAsync(email, DeviceWords);
            return SignInStep.Wrong;
        }
        if (await users.IsLockedOutAsync(person)) return SignInStep.Locked;
        if (!await users.CheckPasswordAsync(person, password)) return await FailedAsync(person, SignInKind.WrongPassword);
        if (!person.EmailConfirmed) return SignInStep.Wrong;
        if (await MustUseDirectoryAsync(person)) return SignInStep.DirectoryOnly;
        return await WithSecondFactorAsync(person, SignInKind.Password);
    }

    /// <summary>A six-figure code from the authenticator, or one of the recovery codes. Wrong when the step before is missing.</summary>
    public async Task<SignInStep> WithCodeAsync(string typed)
    {
        var waiting = await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (waiting.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id || await users.FindByIdAsync(id) is not { } person) return SignInStep.Wrong;
        if (await users.IsLockedOutAsync(person)) return SignInStep.Locked;
        var code = AuthenticatorApp.Plain(typed);
        var byDirectory = waiting.Principal.FindFirstValue(Way) == nameof(SignInKind.Directory);
        SignInProof? proof = code.Length != 6
            ? await authenticator.RedeemAsync(person, code) ? new(SignInKind.RecoveryCode) : null
            : authenticator.StepOf(person, code) is { } step ? new(byDirectory ? SignInKind.DirectoryAndCode : SignInKind.Code, step) : null;
        if (proof is null) return await FailedAsync(person, SignInKind.WrongCode);
        if (!await DoneAsync(person, proof, secondFactor: true)) return SignInStep.Used;
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return SignInStep.Done;
    }

    /// <summary>
    /// A passkey, whose device checked who holds it, is password and second factor in one. A lock after wrong passwords does not hold it up:
    /// the lock is against guessing.
    /// </summary>
    public async Task<SignInStep> WithPasskeyAsync(string credential)
    {
        if (credential.Length == 0) return SignInStep.Wrong;
        PasskeyAssertionResult<Person> result;
        try { result = await identity.PerformPasskeyAssertionAsync(credential); }
        catch (InvalidOperationException) { return SignInStep.Wrong; } // the challenge's cookie has gone
        if (!result.Succeeded || !result.Passkey.IsUserVerified || !result.User.EmailConfirmed)
        {
            if (result.User is { } refused) await record.FailedAsync(refused.Id, SignInKind.PasskeyRefused, DeviceWords);
            return SignInStep.Wrong;
        }
        if (await MustUseDirectoryAsync(result.User)) return SignInStep.DirectoryOnly;
        var used = new UsedPasskey(Passkeys.HashOf(result.Passkey.CredentialId), result.Passkey.SignCount, result.Passkey.IsBackedUp);
        await DoneAsync(result.User, new(SignInKind.Passkey, Passkey: used), secondFactor: true);
        return SignInStep.Done;
    }

    /// <summary>After the directory's answer was accepted. Where it asked for no second factor itself, ours is asked for.</summary>
    public async Task<SignInStep> WithDirectoryAsync(Person person, bool secondFactor)
    {
        if (!secondFactor) return await WithSecondFactorAsync(person, SignInKind.Directory);
        await DoneAsync(person, new(SignInKind.Directory), secondFactor: true);
        return SignInStep.Done;
    }

    /// <summary>The session and its cookie. The second factor is said in it only when it was given. False when the code was spent in the same moment.</summary>
    public async Task<bool> DoneAsync(Person person, SignInProof proof, bool secondFactor)
    {
        var started = await startSession.RunAsync(person, proof, Features.Accounts.Device.Of(Context.Request.Headers.UserAgent, DeviceToken()));
        if (started.Refused is not null) return false;
        await members.JoinAsync(person.Actor, person.Email);
        var principal = await claims.CreateAsync(person);
        principal.Identities.First().AddClaim(new(PrincipalExtensions.SessionClaim, started.Value.ToString()));
        if (secondFactor) principal.Identities.First().AddClaim(new(PrincipalExtensions.SecondFactorClaim, "true"));
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
        var waiting = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person.Id.ToString()), new(Way, kind.ToString())], IdentityConstants.TwoFactorUserIdScheme);
        await Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new(waiting));
        return SignInStep.CodeNeeded;
    }

    private async Task<bool> MustUseDirectoryAsync(Person person)
    {
        if (settings.LocalStaff || person.BreakGlass || !(await roles.OfAsync(person.Id)).Any(RolePermissions.IsStaff)) return false;
        await record.FailedAsync(person.Id, SignInKind.LocalRefused, DeviceWords);
        return true;
    }

    private async Task<SignInStep> FailedAsync(Person person, SignInKind kind)
    {
        var last = person.AccessFailedCount + 1 >= users.Options.Lockout.MaxFailedAccessAttempts;
        person.Doing = last ? AuditAction.LockedOut : AuditAction.SignInFailed;
        await users.AccessFailedAsync(person);
        await record.FailedAsync(person.Id, last ? SignInKind.LockedOut : kind, DeviceWords);
        return await users.IsLockedOutAsync(person) ? SignInStep.Locked : SignInStep.Wrong;
    }

    /// <summary>A number that means nothing but that this browser was here before; browsers keep a cookie for 400 days at most.</summary>
    private string DeviceToken()
    {
        if (Context.Request.Cookies[DeviceCookie] is { Length: 32 } known) return known;
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        Context.Response.Cookies.Append(DeviceCookie, token, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = !environment.IsDevelopment(), MaxAge = TimeSpan.FromDays(400), IsEssential = true });
        return token;
    }

    private HttpContext Context => http.HttpContext!;
}
