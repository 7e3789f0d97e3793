namespace Commissioning.Web;

/// <summary>The links at the top of every page, for the person who is looking at it. Signing out is a form, so the layout adds it.</summary>
public sealed class Navigation
{
    public IReadOnlyList<(string Text, string Href, bool Current)> For(HttpContext context)
    {
        List<(string Text, string Href)> links =
        [
            ("Home", Links.Home),
            ("Rounds open now", Links.Funds.OpenRounds),
            ("Funded projects", Links.Publishing.Funded),
            context.User.Identity?.IsAuthenticated == true ? ("Your work", Links.Work) : ("Sign in", Links.Accounts.SignIn),
        ];
        return links.Select(link => (link.Text, link.Href, IsCurrent(context.Request.Path, link.Href))).ToList();
    }

    private static bool IsCurrent(PathString path, string href) =>
        href == Links.Home ? path == Links.Home : path.StartsWithSegments(href, StringComparison.OrdinalIgnoreCase);
}
