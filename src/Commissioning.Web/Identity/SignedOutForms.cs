using System.Security.Claims;
using Commissioning.Domain;
using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Commissioning.Web.Identity;

/// <summary>Keeps a form posted after the session has expired, and returns the person to it after sign-in.</summary>
internal static class SignedOutForms
{
    private const string Token = "__RequestVerificationToken";

    public static async Task OnRedirectToLoginAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (IsBackground(request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        // Only requests with an expired session of ours are kept; other posts are not stored.
        if (
            HttpMethods.IsPost(request.Method)
            && request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
            && HolderOf(context) is var (person, session)
        )
        {
            var form = await request.ReadFormAsync();
            var fields = form.Where(pair => pair.Key != Token)
                .SelectMany(pair => pair.Value.Select(value => new SavedForms.Field(pair.Key, value ?? "")))
                .ToList();
            var forms = context.HttpContext.RequestServices.GetRequiredService<SavedForms>();
            if (await forms.KeepAsync(person, session, request.Path + request.QueryString, fields) is { } id)
                context.RedirectUri = Links.Accounts.SignInTo(Links.Accounts.SavedForm(id));
        }
        context.Response.Redirect(context.RedirectUri);
    }

    /// <summary>A script's request, whose answer nobody sees as a page.</summary>
    public static bool IsBackground(HttpRequest request) => request.Headers.Accept == "application/json";

    private static (Actor Person, Guid Session)? HolderOf(RedirectContext<CookieAuthenticationOptions> context)
    {
        var cookie = context.Options.CookieManager.GetRequestCookie(context.HttpContext, context.Options.Cookie.Name!);
        var ticket = cookie is null ? null : context.Options.TicketDataFormat.Unprotect(cookie);
        return
            ticket?.Principal is { } principal
            && principal.Session() is { } session
            && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? (new(id, principal.FindFirstValue(ClaimTypes.Name) ?? ""), session)
            : null;
    }
}
