using Commissioning.Domain.Accounts;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[RequiresSignIn]
public sealed class WorkModel(Db db, MyOrganisations organisations, AcceptInvitation accept, DeclineInvitation decline) : PageModel
{
    public string Name => User.Actor().Name;
    public IReadOnlyList<MyOrganisations.Organisation> Organisations { get; private set; } = [];

    public IReadOnlyList<InvitationQueries.Invitation> Invitations { get; private set; } = [];

    public async Task OnGetAsync()
    {
        if (!User.Can(Permission.Apply))
            return;
        Organisations = await organisations.ListAsync(User.Actor());
        Invitations = await db.ReadAsync(work => InvitationQueries.OfAsync(work, User.Actor()));
    }

    public async Task<IActionResult> OnPostAcceptAsync(Guid organisation)
    {
        if (!User.Can(Permission.Apply))
            return Forbid();
        await accept.RunAsync(User.Actor(), organisation);
        return this.Next(Links.Casework.Work, "You have joined");
    }

    public async Task<IActionResult> OnPostDeclineAsync(Guid organisation)
    {
        if (!User.Can(Permission.Apply))
            return Forbid();
        await decline.RunAsync(User.Actor(), organisation);
        return this.Next(Links.Casework.Work, "The invitation is declined");
    }

    public IEnumerable<(string Title, string Href, string Words)> Cards()
    {
        if (User.Can(Permission.Apply))
            yield return ("Your applications", Links.Applications.Mine, "Start, finish and follow your applications, letters and returns.");
        if (User.Can(Permission.ViewRounds))
            yield return ("Rounds", Links.Funds.Rounds, "Every round with its applications, panel and next steps.");
        if (User.Can(Permission.ViewDueDiligence))
            yield return ("Due diligence", Links.DueDiligence.Queue, "Applications with checks to do, who has them, and what blocks them.");
        if (User.Can(Permission.ViewDueDiligence))
            yield return ("Bank details", Links.Organisations.BankQueue, "New and changed accounts waiting to be checked.");
        if (User.Can(Permission.ViewDueDiligence))
            yield return (
                "Registers and sanctions list",
                Links.DueDiligence.Extracts,
                "The dated extracts in which we look up numbers and names."
            );
        if (User.Can(Permission.ManageConcerns))
            yield return ("Concerns", Links.DueDiligence.Concerns, "Concerns about grant holders, which only leads for concerns can read.");
        if (User.Can(Permission.ScoreApplications))
            yield return ("Scoring", Links.Scoring.Rounds, "Declare conflicts and score applications on your own.");
        if (User.Can(Permission.ViewModeration))
            yield return ("Moderation", Links.Moderation.Rounds, "Submitted scores side by side, agreed scores and the threshold.");
        if (User.Can(Permission.ViewPapers))
            yield return ("Papers and decisions", Links.Decisions.Rounds, "Recommendation papers, and the decision on each.");
        if (User.Can(Permission.SendLetters))
            yield return (
                "Letters",
                Links.Awards.DayBatches,
                "Letters about variations, overdue returns and money to return, which you send together."
            );
        if (User.Can(Permission.ViewAwards))
            yield return ("Payments", Links.Payments.Queue, "Payments waiting for approval, and payments made.");
        if (User.Can(Permission.ViewAwards))
            yield return (
                "Changes to grants",
                Links.Awards.VariationQueue,
                "Changes that organisations or the office ask for, and who decides."
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
            yield return ("Payment limits", Links.Payments.Limits, "The largest payment each person may approve.");
        if (User.Can(Permission.OperatePortal))
            yield return ("Operations", Links.Operations.Index, "How the portal is running: alerts, queues, jobs and disk space.");
        if (User.Can(Permission.ViewRetention))
            yield return (
                "How long records are kept",
                Links.Records.Rules,
                "Retention of each type of record, what is due to be erased, and legal holds."
            );
        if (User.Can(Permission.ViewAudit))
            yield return ("Audit trail", Links.Audit.Trail, "Who did what to which record, and when.");
        if (User.Can(Permission.ViewSignIns))
            yield return ("Sign-ins", Links.Operations.SignIns, "Who signed in, how, and what failed.");
        if (User.Can(Permission.ViewOutbox))
            yield return ("E-mail", Links.Operations.Outbox, "What was sent, what is waiting, and what failed.");
        if (User.Can(Permission.ViewOutbox))
            yield return ("Uploaded files", Links.Operations.Files, "Files waiting for the virus scanner, and files in quarantine.");
    }
}
