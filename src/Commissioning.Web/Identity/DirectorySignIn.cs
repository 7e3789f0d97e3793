using Commissioning.Platform.Watching;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Commissioning.Web.Identity;

/// <summary>Staff are sent to the office's directory and come back with an answer, which <see cref="DirectoryClaims"/> reads.</summary>
public static class DirectorySignIn
{
    public const string Scheme = "directory";

    public static void Add(AuthenticationBuilder builder, DirectorySettings settings, bool development)
    {
        if (!settings.IsOn)
            return;
        builder.AddOpenIdConnect(
            Scheme,
            options =>
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
                foreach (var scope in new[] { "openid", "profile", "email" })
                    options.Scope.Add(scope);
                options.RequireHttpsMetadata = !development;
                // The answer is posted from the directory's own page, so a cookie that stays on this site would not come with it. None needs Secure.
                foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
                {
                    cookie.SameSite = SameSiteMode.None;
                    cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
                }
                // Somebody pressed Cancel there, or came back too late; or the directory and the portal disagree, which is the operator's.
                options.Events.OnRemoteFailure = async context =>
                {
                    if (WhyMisconfigured(context.Failure) is { } sentence)
                        await context.HttpContext.RequestServices.GetRequiredService<Alerts>().RaiseAsync(AlertKind.Directory, sentence);
                    context.Response.Redirect(Links.Accounts.DirectoryFailed);
                    context.HandleResponse();
                };
            }
        );
    }

    /// <summary>Null when the directory answers and says where to sign in; otherwise the alert, which has been raised.</summary>
    public static async Task<string?> WhyUnavailableAsync(IServiceProvider services, CancellationToken stopping)
    {
        var options = services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(Scheme);
        var alerts = services.GetRequiredService<Alerts>();
        try
        {
            await options.ConfigurationManager!.GetConfigurationAsync(stopping);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException)
        {
            var sentence =
                $"The directory {options.Authority} does not say where to sign in: {exception.GetBaseException().Message.TrimEnd('.')}. Check Directory__Authority, its tenant, and the network.";
            await alerts.RaiseAsync(AlertKind.Directory, sentence);
            return sentence;
        }
        return null;
    }

    /// <summary>Null for what a person did; otherwise which setting to look at. Without the directory's own words, which may name somebody.</summary>
    private static string? WhyMisconfigured(Exception? failure) =>
        failure switch
        {
            OpenIdConnectProtocolException protocol when protocol.Data["error"] as string is var error && error != "access_denied" =>
                $"The directory refused the portal ({error ?? "no reason given"}). Check Directory__ClientId and Directory__ClientSecret, and that the secret has not run out.",
            SecurityTokenException token =>
                $"The directory's answer was not accepted ({token.GetType().Name}). Check that Directory__Authority names your own tenant.",
            HttpRequestException or InvalidOperationException =>
                "The directory stopped answering while someone signed in. Check the network and Directory__Authority.",
            _ => null,
        };
}
