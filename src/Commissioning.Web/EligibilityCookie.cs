using System.Security.Cryptography;
using Commissioning.Domain.Applications;
using Commissioning.Platform.Security;

namespace Commissioning.Web;

/// <summary>Carries the answers to an eligibility check from the questions to the start of an application, which for many people is beyond
/// registration. Encrypted, one for each round, and used up by the application that starts with it, so that another organisation answers
/// for itself.</summary>
public sealed class EligibilityCookie(FieldEncryption encryption, IHttpContextAccessor context, IHostEnvironment environment)
{
    private const string Purpose = "eligibility-check";

    public void Keep(Guid round, EligibilityCheck check) => Write(round, encryption.Encrypt(PurposeOf(round), check));

    /// <summary>The answers as they are stored with a sign-in link; null when there are none in this browser.</summary>
    public string? Encrypted(Guid? round) => round is { } id && Find(id) is not null ? Text(id) : null;

    /// <summary>Puts the answers that came with a sign-in link into this browser, unless it has its own.</summary>
    public void Restore(Guid? round, string? encrypted)
    {
        if (round is { } id && encrypted is not null && Find(id) is null)
            Write(id, encrypted);
    }

    /// <summary>Null when the questions of this round have not been answered in this browser.</summary>
    public EligibilityCheck? Find(Guid round)
    {
        if (Text(round) is not { Length: > 0 } encrypted)
            return null;
        try
        {
            return encryption.Decrypt<EligibilityCheck>(PurposeOf(round), encrypted);
        }
        catch (CryptographicException)
        {
            return null;
        } // Altered, or from before the keys were lost: the questions are asked again.
    }

    /// <summary>What this request wrote counts before what the browser sent with it.</summary>
    private string? Text(Guid round) =>
        context.HttpContext!.Items[Name(round)] as string ?? context.HttpContext.Request.Cookies[Name(round)];

    private void Write(Guid round, string encrypted)
    {
        context.HttpContext!.Items[Name(round)] = encrypted;
        context.HttpContext.Response.Cookies.Append(Name(round), encrypted, Options());
    }

    public void UseUp(Guid round) => context.HttpContext!.Response.Cookies.Delete(Name(round), Options());

    private string Name(Guid round) => PortalCookies.Name($"commissioning-eligibility-{round:N}", environment);

    /// <summary>Answers of one round are not taken for another's.</summary>
    private static string PurposeOf(Guid round) => $"{Purpose} {round}";

    private CookieOptions Options() =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = PortalCookies.Policy(environment) == CookieSecurePolicy.Always || context.HttpContext!.Request.IsHttps,
            Path = "/",
            IsEssential = true,
        };
}
