using System.Security.Claims;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Commissioning.Web.Identity;

public enum SignInStep { Wrong, Locked, CodeNeeded, Done }

/// <summary>
/// Password, then code: Identity checks, counts and locks; this decides what cookie follows. A wrong address, a wrong password and
/// an account that is not confirmed get the same answer.
/// </summary>
public sealed class SignInSteps(UserManager<Person> users, IUserClaimsPrincipalFactory<Person> claims, IHttpContextAccessor http, OrganisationMembers members)
{

    private static readonly Person Nobody = new();
    private static readonly string NobodysHash = new PasswordHasher<Person>().HashPassword(Nobody, Guid.NewGuid().ToString());

    public async Task<SignInStep> WithPasswordAsync(string email, string password)
    {
        var person = await users.FindByEmailAsync(email.Trim());
        if (person is null)
        {
            // As long as a real check takes, so that the clock does not tell who has an account.
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            return SignInStep.Wrong;
        }
        if (await users.IsLockedOutAsync(person)) return SignInStep.Locked;
        if (!await users.CheckPasswordAsync(person, password)) return await FailedAsync(person);
        if (!person.EmailConfirmed) return SignInStep.Wrong;
        if (!person.TwoFactorEnabled)
        {
            await DoneAsync(person, secondFactor: false);
            return SignInStep.Done;
        }
        var waiting = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person.Id.ToString())], IdentityConstants.TwoFactorUserIdScheme);
        await Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new(waiting));
        return SignInStep.CodeNeeded;
    }

    /// <summary>A six-figure code from the authenticator, or one of the recovery codes. Wrong when the password step is missing.</summary>
    public async Task<SignInStep> WithCodeAsync(string typed)
    {
        var waiting = await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (waiting.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id || await users.FindByIdAsync(id) is not { } person) return SignInStep.Wrong;
        if (await users.IsLockedOutAsync(person)) return SignInStep.Locked;
        var code = typed.Replace(" ", "", StringComparison.Ordinal);
        var right = code.Length == 6
            ? await users.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, code)
            : (await users.RedeemTwoFactorRecoveryCodeAsync(person, code)).Succeeded;
        if (!right) return await FailedAsync(person);
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await DoneAsync(person, secondFactor: true);
        return SignInStep.Done;
    }

    /// <summary>The session's cookie. The second factor is said in it only when it was given.</summary>
    public async Task DoneAsync(Person person, bool secondFactor)
    {
        person.AccessFailedCount = 0;
        person.Doing = AuditAction.SignedIn;
        await users.UpdateAsync(person);
        await members.JoinAsync(person.Actor, person.Email);
        var principal = await claims.CreateAsync(person);
        if (secondFactor) principal.Identities.First().AddClaim(new(PrincipalExtensions.SecondFactorClaim, "true"));
        await Context.SignInAsync(IdentityConstants.ApplicationScheme, principal);
    }

    private async Task<SignInStep> FailedAsync(Person person)
    {
        person.Doing = AuditAction.SignInFailed;
        await users.AccessFailedAsync(person);
        return await users.IsLockedOutAsync(person) ? SignInStep.Locked : SignInStep.Wrong;
    }

    private HttpContext Context => http.HttpContext!;
}
