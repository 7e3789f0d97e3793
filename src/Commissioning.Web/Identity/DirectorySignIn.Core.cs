using Microsoft.AspNetCore.Authentication;

namespace Commissioning.Web.Identity;

/// <summary>This build has no OpenID Connect; see the other file of this name.</summary>
public static class DirectorySignIn
{
    public const string Scheme = "directory";

    public static void Add(AuthenticationBuilder builder, DirectorySettings settings, bool development)
    {
        if (settings.IsOn) throw new SettingException("Directory__Authority is set, but this build has no OpenID Connect. Build with -p:PackageSet=full, or leave the setting out.");
    }
}
