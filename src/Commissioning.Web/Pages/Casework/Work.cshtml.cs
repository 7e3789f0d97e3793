using Commissioning.Domain.Accounts;
using Commissioning.Features.Organisations;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[RequiresSignIn]
public sealed class WorkModel(MyOrganisations organisations) : PageModel
{
    public string Name => User.Actor().Name;
    public IReadOnlyList<MyOrganisations.Organisation> Organisations { get; private set; } = [];

    public async Task OnGetAsync() => Organisations = User.Can(Permission.Apply) ? await organisations.ListAsync(User.Actor()) : [];

    public IEnumerable<(string Title, string Href, string Words)> Cards()
    {
        if (User.Can(Permission.Apply))
            yield return ("Your applications", Links.Applications.Mine, "Start, finish and follow your applications, letters and returns.");
        if (User.Can(Permission.ViewRounds))
            yield return ("Rounds", Links.Funds.Rounds, "Every round with its applications, panel and next steps.");
        if (User.Can(Permission.ViewDueDiligence))
            yield return (
                "Due diligence",
                Links.DueDiligence.Queue,
                "Applications whose checks are not done, whose they are, and what blocks them."
            );
        if (User.Can(Permission.ViewDueDiligence))
            yield return ("Bank details", Links.Organisations.BankQueue, "New and changed accounts that wait to be checked.");
        if (User.Can(Permission.ViewDueDiligence))
            yield return (
                "Registers and sanctions list",
                Links.DueDiligence.Extracts,
                "The dated extracts that numbers and names are looked up in."
            );
        if (User.Can(Permission.ManageConcerns))
            yield return ("Concerns", Links.DueDiligence.Concerns, "Worries about grant holders, which only leads for concerns read.");
        if (User.Can(Permission.ScoreApplications))
            yield return ("Scoring", Links.Scoring.Rounds, "Declare conflicts and score applications on your own.");
        if (User.Can(Permission.ViewModeration))
            yield return ("Moderation", Links.Moderation.Rounds, "Submitted scores side by side, agreed scores and the line.");
        if (User.Can(Permission.ViewPapers))
            yield return ("Papers and decisions", Links.Decisions.Rounds, "Recommendation papers, and the decision on each.");
        if (User.Can(Permission.SendLetters))
            yield return (
                "Letters",
                Links.Awards.DayBatches,
                "Letters about changes, overdue returns and money to return, sent together when you say so."
            );
        if (User.Can(Permission.ViewAwards))
            yield return ("Payments", Links.Payments.Queue, "Payments that wait for approval, and those made.");
        if (User.Can(Permission.ViewAwards))
            yield return (
                "Changes of grants",
                Links.Awards.VariationQueue,
                "What organisations or the office ask to change, and who decides."
            );
        if (User.Can(Permission.ViewAwards))
            yield return ("Monitoring returns", Links.Monitoring.Returns, "Returns that are due, overdue or waiting for review.");
        if (User.Can(Permission.ViewCspBudgets))
            yield return (
                "CSP budgets",
                Links.CspBudgets.Years,
                "Allocations, spending and underspend of the Community Safety Partnerships, to the penny."
            );
        if (User.Can(Permission.SendCspReturns))
            yield return ("Quarterly returns", Links.CspBudgets.MyReturns, "Prepare and certify your area's returns.");
        if (User.Can(Permission.ManagePeople))
            yield return ("People", Links.Accounts.People, "Who has an account, and their roles.");
        if (User.Can(Permission.ManagePeople))
            yield return ("Approval levels", Links.Decisions.Levels, "Who may decide up to what amount.");
        if (User.Can(Permission.ManagePeople))
            yield return ("Payment limits", Links.Payments.Limits, "Up to what amount each person may approve payments.");
        if (User.Can(Permission.OperatePortal))
            yield return ("Operations", Links.Operations.Index, "How the portal itself fares: alerts, what waits, its jobs and its disk.");
        if (User.Can(Permission.ViewRetention))
            yield return (
                "How long records are kept",
                Links.Records.Rules,
                "Retention of each type of record, what is due to be erased, and legal holds."
            );
        if (User.Can(Permission.ViewAudit))
            yield return ("Audit trail", Links.Audit.Trail, "Who did what to which record, and when.");
        if (User.Can(Permission.ViewSignIns))
            yield return ("Sign-ins", Links.Operations.SignIns, "Who signed in how, and what failed.");
        if (User.Can(Permission.ViewOutbox))
            yield return ("E-mail", Links.Operations.Outbox, "What was sent, what waits, and what failed.");
        if (User.Can(Permission.ViewOutbox))
            yield return ("Uploaded files", Links.Operations.Files, "What waits for the virus scanner, and what is in quarantine.");
    }
}
