using System.Security.Claims;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Commissioning.Web.Identity;

/// <summary>Keeps a form posted after the session has expired or its person has ended it, and returns the person to it after
/// sign-in.</summary>
internal static class SignedOutForms
{
    /// <summary>In the address to which a person returns: their file was not sent.</summary>
    public const string LostFile = "lost";

    /// <summary>Value of <see cref="LostFile"/>: a whole form was sent and is nowhere kept.</summary>
    public const string LostForm = "form";

    /// <summary>Names a box of a form that holds words and files: the words are kept. Other forms with files have nothing else to
    /// keep.</summary>
    public const string KeepWords = "KeepWords";
    private const string Token = "__RequestVerificationToken";

    /// <summary>Names the session that was signed out in this browser, for the forms still open in its other tabs. It opens nothing: the
    /// session has ended.</summary>
    private const string LastSession = "commissioning-last-session";

    /// <summary>Signs out in this browser, which still knows for a while whose forms it shows.</summary>
    public static async Task SignOutAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var environment = services.GetRequiredService<IHostEnvironment>();
        var cookie = options.CookieManager.GetRequestCookie(context, options.Cookie.Name!);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        // Pages that the Back button would still show. Not "storage": drafts of another person on a shared device are kept there.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        if (cookie is null)
            return;
        var kept = new CookieBuilder();
        PortalCookies.Harden(kept, LastSession, environment);
        kept.MaxAge = SessionRules.FormsKeptFor;
        options.CookieManager.AppendResponseCookie(context, kept.Name!, cookie, kept.Build(context));
    }

    private static string? PublicListOf(PathString path) =>
        path == Links.Decisions.Rounds ? Links.Publishing.Decisions
        : path == Links.Funds.Rounds ? Links.Publishing.Rounds
        : null;

    public static async Task OnRedirectToLoginAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (IsBackground(request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        // A visitor who asks for the staff's list means the one that everybody may read.
        if (HttpMethods.IsGet(request.Method) && PublicListOf(request.Path) is { } publicList)
        {
            context.Response.Redirect(publicList);
            return;
        }
        var isMultipart = request.HasFormContentType && request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);
        var keptForm = false;
        // Only requests with a past session of ours are kept; other posts are not stored.
        if (
            HttpMethods.IsPost(request.Method)
            && request.HasFormContentType
            && HolderOf(context) is { } holder
            && holder.Session() is { } session
            && Guid.TryParse(holder.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
        )
        {
            var form = await request.ReadFormAsync();
            var fields = form.Where(pair => pair.Key != Token)
                .SelectMany(pair => pair.Value.Select(value => new SavedForms.Field(pair.Key, value ?? "")))
                .ToList();
            if (isMultipart)
                fields.Add(new(LostFile, form.Files.Count > 0 ? "file" : "none"));
            var forms = context.HttpContext.RequestServices.GetRequiredService<SavedForms>();
            var actor = new Actor(person, holder.FindFirstValue(ClaimTypes.Name) ?? "");
            var isOwnForm = await IsFormOfAsync(context.HttpContext, holder);
            if (
                (!isMultipart || form.ContainsKey(KeepWords))
                && await forms.KeepAsync(actor, session, request.Path + request.QueryString, fields, isOwnForm) is { } id
            )
            {
                keptForm = true;
                context.RedirectUri = Links.Accounts.SignInTo(Links.Accounts.SavedForm(id));
            }
        }
        // What was not kept is said on the page to which it was sent.
        if (HttpMethods.IsPost(request.Method) && !keptForm)
            context.RedirectUri = Links.Accounts.SignInTo(
                QueryHelpers.AddQueryString(request.Path + request.QueryString, LostFile, isMultipart ? "file" : LostForm)
            );
        context.Response.Redirect(context.RedirectUri);
    }

    /// <summary>A script's request, whose answer nobody sees as a page.</summary>
    public static bool IsBackground(HttpRequest request) => request.Headers.Accept == "application/json";

    /// <summary>The person of the session that the browser had.</summary>
    private static ClaimsPrincipal? HolderOf(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (options, http) = (context.Options, context.HttpContext);
        var last = PortalCookies.Name(LastSession, http.RequestServices.GetRequiredService<IHostEnvironment>());
        var cookie =
            options.CookieManager.GetRequestCookie(http, options.Cookie.Name!) ?? options.CookieManager.GetRequestCookie(http, last);
        return cookie is null ? null : options.TicketDataFormat.Unprotect(cookie)?.Principal;
    }

    /// <summary>Whether the form's token was made for this person in this browser, so that nobody who comes after them can leave a form of
    /// their own making for them.</summary>
    private static async Task<bool> IsFormOfAsync(HttpContext context, ClaimsPrincipal holder)
    {
        var visitor = context.User;
        context.User = holder;
        try
        {
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        }
        finally
        {
            context.User = visitor;
        }
    }
}
