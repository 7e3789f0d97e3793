using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Security.Claims;
using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;

namespace Commissioning.Web.Identity;

/// <summary>The cookie names a session, which is looked up with every request. An ended session, a changed role or a changed password
/// therefore takes effect at once in every browser and on every node. The second factor already given is kept.</summary>
internal static class SessionCookie
{
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var principal = context.Principal!;
        OpenSession.Holder? holder;
        try
        {
            holder = principal.Session() is { } session
                ? await services.GetRequiredService<OpenSession>().RefreshAsync(session, principal.FindFirstValue(PersonClaims.Stamp))
                : null;
        }
        catch (DbException exception)
        {
            context.HttpContext.Items[typeof(SessionCookie)] = ExceptionDispatchInfo.Capture(exception);
            context.RejectPrincipal();
            return;
        }
        if (holder is null)
        {
            context.RejectPrincipal();
            // A background save must not take the cookie away: the form that is sent next is kept for the person whom it names.
            if (!SignedOutForms.IsBackground(context.Request))
                await SignedOutForms.SignOutAsync(context.HttpContext);
            return;
        }
        var renewed = PersonClaims.Of(holder);
        foreach (
            var kept in principal.FindAll(claim => claim.Type is PrincipalExtensions.SecondFactorClaim or PrincipalExtensions.SessionClaim)
        )
            renewed.Identities.First().AddClaim(kept.Clone());
        context.ReplacePrincipal(renewed);
        // The cookie itself is renewed once a minute; a clock that was moved back counts as well.
        context.ShouldRenew =
            context.Properties.IssuedUtc is not { } issued
            || (services.GetRequiredService<TimeProvider>().GetUtcNow() - issued).Duration() >= OpenSession.Interval;
    }

    /// <summary>Runs after authentication: a session that could not be read fails the request, but not its error page too, which then knows
    /// nobody.</summary>
    public static Task TellUnread(HttpContext context, RequestDelegate next)
    {
        if (
            context.Items[typeof(SessionCookie)] is ExceptionDispatchInfo unread
            && context.Features.Get<IExceptionHandlerFeature>() is null
        )
            unread.Throw();
        return next(context);
    }
}
