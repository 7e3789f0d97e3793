using Commissioning.Domain.Accounts;

namespace Commissioning.Web;

/// <summary>The links at the top of every page, by the person's permissions.</summary>
public sealed class Navigation
{
    public IReadOnlyList<(string Text, string Href, bool Current)> For(HttpContext context) =>
        LinksFor(context).Select(link => (link.Text, link.Href, IsCurrent(context.Request.Path, link.Href))).ToList();

    private static IEnumerable<(string Text, string Href)> LinksFor(HttpContext context)
    {
        var user = context.User;
        yield return ("Home", Links.Home);
        if (user.Identity?.IsAuthenticated != true)
        {
            yield return ("Rounds open now", Links.Funds.OpenRounds);
            yield return ("Grants we made", Links.Publishing.Grants);
            yield return ("Sign in", Links.Accounts.SignIn);
            yield break;
        }
        yield return ("Your account", Links.Casework.Work);
        if (user.Can(Permission.Apply))
            yield return ("Your applications", Links.Applications.Mine);
        if (user.Can(Permission.ViewRounds))
            yield return ("Rounds", Links.Funds.Rounds);
        if (user.Can(Permission.ViewDueDiligence))
            yield return ("Due diligence", Links.DueDiligence.Queue);
        if (user.Can(Permission.ManageConcerns))
            yield return ("Concerns", Links.DueDiligence.Concerns);
        if (user.Can(Permission.ScoreApplications))
            yield return ("Scoring", Links.Scoring.Rounds);
        if (user.Can(Permission.ViewPapers))
            yield return ("Papers and decisions", Links.Decisions.Rounds);
        if (user.Can(Permission.ViewAwards))
            yield return ("Payments", Links.Payments.Queue);
        if (user.Can(Permission.ViewCspBudgets))
            yield return ("CSP budgets", Links.CspBudgets.Years);
        if (user.Can(Permission.SendCspReturns))
            yield return ("Quarterly returns", Links.CspBudgets.MyReturns);
        if (user.Can(Permission.OperatePortal))
            yield return ("Operations", Links.Operations.Index);
        yield return ("Sign out", Links.Accounts.SignOut);
    }

    private static bool IsCurrent(PathString path, string href) =>
        href == Links.Home ? path == Links.Home : path.StartsWithSegments(href, StringComparison.OrdinalIgnoreCase);
}
