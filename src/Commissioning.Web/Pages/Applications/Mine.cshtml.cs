using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.Apply)]
public sealed class MineModel(MyApplications applications, Office office, TimeProvider clock) : PageModel
{
    public IReadOnlyList<MyApplications.MyApplicationRow> Applications { get; private set; } = [];

    public IReadOnlyList<ApplicantTask> Tasks { get; private set; } = [];
    public string WhenLate => office.WhenLate;

    public async Task OnGetAsync() =>
        (Applications, Tasks) = (await applications.ListAsync(User.Actor()), await applications.TasksAsync(User.Actor()));

    public bool IsOpenDraft(MyApplications.MyApplicationRow row) =>
        row is { Status: ApplicationStatus.Draft, RoundWithdrawnAt: null } && clock.UtcNow() <= row.ClosesAt;

    /// <summary>A draft that was not sent before the round closed.</summary>
    public bool IsLate(MyApplications.MyApplicationRow row) =>
        row is { Status: ApplicationStatus.Draft, RoundWithdrawnAt: null } && clock.UtcNow() > row.ClosesAt;

    public string Status(MyApplications.MyApplicationRow row) => Status(row, clock.UtcNow());

    public static string Status(MyApplications.MyApplicationRow row, DateTime now) =>
        row switch
        {
            { Status: ApplicationStatus.Withdrawn } => "Withdrawn",
            { RoundWithdrawnAt: not null } => "The round was withdrawn",
            { Status: ApplicationStatus.Draft } when now > row.ClosesAt => "Not sent in time",
            { Status: ApplicationStatus.Draft, CertificateAskedOf: not null } => "Waiting to be certified",
            { Status: ApplicationStatus.Draft, RecalledAt: not null } => "Taken back, not sent",
            { Status: ApplicationStatus.Draft } => "Draft",
            { LetterSentAt: null } => "Sent",
            { LetterKind: "Reserve" } => "On the reserve list",
            { IsOffer: false } => "Not funded",
            { EndedHow: "Declined" } => "Declined by you",
            { EndedHow: "OfferWithdrawn" } => "Offer withdrawn",
            { EndedHow: "Closed" } => "Grant closed",
            { EndedAt: not null } => "Grant ended",
            { AcceptedAt: null } => "Grant offered",
            _ => "Grant accepted",
        };

    public static string Colour(MyApplications.MyApplicationRow row) =>
        row switch
        {
            { Status: ApplicationStatus.Withdrawn } or { RoundWithdrawnAt: not null } or { LetterKind: "Decline" } => "grey",
            { EndedAt: not null } => "grey",
            { Status: ApplicationStatus.Draft } => "yellow",
            { IsOffer: true } => "green",
            _ => "blue",
        };

    public IEnumerable<(string Text, string Href)> Steps(MyApplications.MyApplicationRow row)
    {
        if (row.RoundWithdrawnAt is not null && row.Status != ApplicationStatus.Withdrawn)
        {
            yield return row.Status == ApplicationStatus.Draft
                ? ("What you wrote", Links.Applications.TaskList(row.Id))
                : ("What you sent", Links.Applications.Receipt(row.Id));
            yield break;
        }
        if (IsLate(row))
        {
            yield return ("What you wrote", Links.Applications.TaskList(row.Id));
            yield break;
        }
        if (row.CertificateAskedBy is not null)
            yield return ("Read it, and certify it or send it back", Links.Applications.Certify(row.Id));
        else if (row.CertificateAskedOf is { } asked)
            yield return ($"{asked} is asked to certify it", Links.Applications.AskToCertify(row.Id));
        if (row.Status == ApplicationStatus.Draft)
            yield return (
                row.CertificateAskedOf is null ? "Continue the application" : "What is written",
                Links.Applications.TaskList(row.Id)
            );
        if (row.Status == ApplicationStatus.Withdrawn)
            yield return (
                $"What you {(row.SubmittedAt is null ? "wrote" : "sent")}, and what its withdrawal means",
                Links.Applications.Receipt(row.Id)
            );
        if (row.ChangesDueOn is { } due)
            yield return ($"Answer our questions by {LondonTime.Date(due)}", Links.Applications.Changes(row.Id));
        if (row.AsksPart && row.LetterSentAt is null)
            yield return ("Tell us whether the project would work with less", Links.Applications.Part(row.Id));
        if (row.Status == ApplicationStatus.Submitted)
            yield return ("What you sent, and what happens next", Links.Applications.Receipt(row.Id));
        if (row.SubmittedAt is not null)
            yield return ("Messages", Links.Casework.MyMessages(row.Id));
        if (row is { Status: ApplicationStatus.Submitted, Channel: Channel.Online } && clock.UtcNow() <= row.ClosesAt)
            yield return ("Take it back to correct it", Links.Applications.Recall(row.Id));
        if (row.LetterSentAt is not null)
            yield return ("Your letter", Links.Awards.MyLetter(row.Id));
        if (row.Letters > 1)
            yield return ("All letters", Links.Awards.MyLetters(row.Id));
        if (row is { IsOffer: true, LetterSentAt: not null, AcceptedAt: null, EndedAt: null, MaySign: true })
            yield return row.AcceptBy < LondonTime.DateOf(clock.UtcNow())
                ? ("Ask us for more time to accept the grant", Links.Awards.MyGrant(row.Id))
                : ("Accept the grant", Links.Awards.Accept(row.Id));
        if (row.AsksSubsidy)
            yield return ("Tell us what other subsidies you have had", Links.DueDiligence.MySubsidy(row.Id));
        if (row.AsksAccount)
            yield return ("Tell us if your bank account is right", Links.Organisations.MyBank(row.OrganisationId));
        if (row.NeedsBank)
            yield return ("Give us your bank details", Links.Organisations.MyBank(row.OrganisationId));
        if (row.AcceptedAt is not null)
            yield return (
                row is { ReturnOpen: true, ReturnDueOn: { } next }
                    ? $"Your grant: payments, changes and returns, the next due {LondonTime.Date(next)}"
                    : "Your grant: payments, changes and returns",
                Links.Awards.MyGrant(row.Id)
            );
        if (row.AcceptedAt is not null)
            yield return ("Payments", Links.Payments.Mine(row.Id));
        if (row.UseCertificateDueOn is { } signBy)
            yield return ($"Sign how you used the grant, by {LondonTime.Date(signBy)}", Links.Monitoring.MyUseCertificate(row.Id));
        if (row.AsksCloseOut)
            yield return ("Agree the figures to close your grant", Links.Monitoring.MyCloseOut(row.Id));
        if (row.Status != ApplicationStatus.Withdrawn && row.LetterSentAt is null)
            yield return ("Withdraw", Links.Applications.Withdraw(row.Id));
    }
}
