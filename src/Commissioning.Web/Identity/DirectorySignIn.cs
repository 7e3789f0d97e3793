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

    public static void Add(AuthenticationBuilder builder, DirectorySettings settings, IHostEnvironment environment)
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
                // Those that are signed with the directory's private key, not with the secret that the portal has too.
                options.TokenValidationParameters.ValidAlgorithms =
                [
                    SecurityAlgorithms.RsaSha256,
                    SecurityAlgorithms.RsaSsaPssSha256,
                    SecurityAlgorithms.EcdsaSha256,
                ];
                options.RequireHttpsMetadata = !environment.IsDevelopment();
                // The answer is posted from the directory's site, so a SameSite=Lax cookie would not be sent. SameSite=None requires
                // Secure.
                foreach (
                    var (cookie, name) in new[]
                    {
                        (options.CorrelationCookie, "commissioning-directory-state."),
                        (options.NonceCookie, "commissioning-directory-nonce."),
                    }
                )
                {
                    PortalCookies.Harden(cookie, name, environment);
                    cookie.SameSite = SameSiteMode.None;
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
            var says = await options.ConfigurationManager!.GetConfigurationAsync(stopping);
            if (says.Issuer?.TrimEnd('/') == options.Authority!.TrimEnd('/'))
                return null;
            // One directory must not pass for another (OpenID Connect Discovery, 4.3).
            var other =
                $"The directory at {options.Authority} calls itself {says.Issuer}. Set Directory__Authority to that address, with your tenant's id in it.";
            await alerts.RaiseAsync(AlertKind.Directory, other);
            return other;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException)
        {
            var sentence =
                $"The directory {options.Authority} does not say where to sign in: {exception.GetBaseException().Message.TrimEnd('.')}. Check Directory__Authority, its tenant, and the network.";
            await alerts.RaiseAsync(AlertKind.Directory, sentence);
            return sentence;
        }
    }

    /// <summary>Null for something a person did; otherwise which setting to check. Leaves out the directory's own words, which may name a
    /// person.</summary>
    private static string? WhyMisconfigured(Exception? failure) =>
        failure switch
        {
            OpenIdConnectProtocolException protocol when protocol.Data["error"] as string is var error && IsAboutSettings(error) =>
                $"The directory refused the portal ({error ?? "no reason given"}). Check Directory__ClientId and Directory__ClientSecret, and that the secret has not run out.",
            SecurityTokenException token =>
                $"The directory's answer was not accepted ({token.GetType().Name}). Check that Directory__Authority names your own tenant.",
            HttpRequestException or InvalidOperationException =>
                "The directory stopped answering while someone signed in. Check the network and Directory__Authority.",
            _ => null,
        };

    /// <summary>The directory's errors (RFC 6749, 4.1.2.1 and 5.2) that a person cannot cause by what they do there. The word comes through
    /// the browser, so no other is repeated in an alert.</summary>
    private static bool IsAboutSettings(string? error) =>
        error
            is null
                or "invalid_request"
                or "invalid_client"
                or "invalid_grant"
                or "unauthorized_client"
                or "unsupported_grant_type"
                or "unsupported_response_type"
                or "invalid_scope"
                or "invalid_resource"
                or "server_error"
                or "temporarily_unavailable";
}
