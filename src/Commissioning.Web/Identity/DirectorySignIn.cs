using Commissioning.Platform.Watching;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Commissioning.Web.Identity;

/// <summary>Sends staff to the office's directory to sign in; <see cref="DirectoryClaims"/> reads the answer.</summary>
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
                // The answer is posted from the directory's site, so a SameSite=Lax cookie would not be sent. SameSite=None requires
                // Secure.
                foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
                {
                    cookie.SameSite = SameSiteMode.None;
                    cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
                }
                // Either the person cancelled or came back too late, or the directory and the portal disagree, which the operator must fix.
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

    /// <summary>Null when the directory answers with its sign-in address; otherwise the text of the alert, which has been raised.</summary>
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

    /// <summary>Null for something a person did; otherwise which setting to check. Leaves out the directory's own words, which may name a
    /// person.</summary>
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
