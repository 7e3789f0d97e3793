namespace Commissioning.Web;

/// <summary>Names and rules of the portal's cookies. Outside Development each has the prefix __Host-, with which a browser takes it only
/// over https, for this host alone.</summary>
internal static class PortalCookies
{
    public static string Name(string name, IHostEnvironment environment) => environment.IsDevelopment() ? name : "__Host-" + name;

    public static void Harden(CookieBuilder cookie, string name, IHostEnvironment environment)
    {
        cookie.Name = Name(name, environment);
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Path = "/";
        cookie.SecurePolicy = Policy(environment);
    }

    public static CookieSecurePolicy Policy(IHostEnvironment environment) =>
        environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
}
