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

    public void Keep(Guid round, EligibilityCheck check) =>
        context.HttpContext!.Response.Cookies.Append(Name(round), encryption.Encrypt(PurposeOf(round), check), Options());

    /// <summary>Null when the questions of this round have not been answered in this browser.</summary>
    public EligibilityCheck? Find(Guid round)
    {
        if (context.HttpContext!.Request.Cookies[Name(round)] is not { Length: > 0 } encrypted)
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
