using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Commissioning.Web.Identity;

/// <summary>Staff are sent to the office's directory and come back with an answer, which <see cref="DirectoryClaims"/> reads.</summary>
public static class DirectorySignIn
{
    public const string Scheme = "directory";

    public static void Add(AuthenticationBuilder builder, DirectorySettings settings, bool development)
    {
        if (!settings.IsOn) return;
        builder.AddOpenIdConnect(Scheme, options =>
        {
            options.Authority = settings.Authority;
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.ClientSecret;
            options.SignInScheme = IdentityConstants.ExternalScheme;
            options.ResponseType = OpenIdConnectResponseType.Code;
            options.ResponseMode = OpenIdConnectResponseMode.FormPost;
            options.UsePkce = true;
            options.MapInboundClaims = false;
            options.SaveTokens = false;
            options.GetClaimsFromUserInfoEndpoint = false;
            options.Scope.Clear();
            foreach (var scope in new[] { "openid", "profile", "email" }) options.Scope.Add(scope);
            options.RequireHttpsMetadata = !development;
            // The answer is posted from the directory's own page, so a cookie that stays on this site would not come with it. None needs Secure.
            foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
            {
                cookie.SameSite = SameSiteMode.None;
                cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            }
            // Somebody pressed Cancel there, or came back too late: the sentence is ours, the reason is in the log.
            options.Events.OnRemoteFailure = context =>
            {
                context.Response.Redirect(Links.Accounts.DirectoryFailed);
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }
}
