using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Casework;
using Commissioning.Features.Applications;
using Commissioning.Features.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Web.Pages.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[RequiresSignIn]
public sealed class WorkModel(
    Home home,
    MyApplications applications,
    MyOrganisations organisations,
    AcceptInvitation accept,
    DeclineInvitation decline,
    TimeProvider clock
) : PageModel
{
    public string Name => User.Actor().Name;
    public bool IsStaff => User.Roles().Any(RolePermissions.IsStaff);
    public DateOnly Today => clock.Today();

    /// <summary>Null for applicants.</summary>
    public Home.View? Home { get; private set; }
    public IReadOnlyList<MyOrganisations.Organisation> Organisations { get; private set; } = [];

    /// <summary>What an applicant has to do, the most pressing first.</summary>
    public IReadOnlyList<ApplicantTask> Tasks { get; private set; } = [];
    public IReadOnlyList<MyApplications.MyApplicationRow> Applications { get; private set; } = [];

    public string Title =>
        IsStaff ? "What waits for you"
        : User.Can(Permission.Apply) ? "What you need to do"
        : "Your account";

    /// <summary>Grants apart from applications, each with its heading; an empty list has none.</summary>
    public IEnumerable<(string Heading, IReadOnlyList<MyApplications.MyApplicationRow> Rows)> Lists =>
        new (string Heading, IReadOnlyList<MyApplications.MyApplicationRow> Rows)[]
        {
            ("Your grants", Applications.Where(row => row.AcceptedAt is not null).ToList()),
            ("Your applications", Applications.Where(row => row.AcceptedAt is null).ToList()),
        }.Where(list => list.Rows.Count > 0);

    public string Status(MyApplications.MyApplicationRow row) => MineModel.Status(row, clock.UtcNow());

    public static string PageOf(MyApplications.MyApplicationRow row) =>
        row switch
        {
            { AcceptedAt: not null } => Links.Awards.MyGrant(row.Id),
            { Status: ApplicationStatus.Withdrawn } => Links.Applications.Receipt(row.Id),
            { SubmittedAt: null } => Links.Applications.TaskList(row.Id),
            { LetterSentAt: not null } => Links.Awards.MyLetter(row.Id),
            _ => Links.Applications.Receipt(row.Id),
        };

    public async Task OnGetAsync()
    {
        if (IsStaff)
            Home = await home.GetAsync(User.Actor(), User.Roles());
        if (!User.Can(Permission.Apply))
            return;
        Organisations = await organisations.ListAsync(User.Actor());
        (Tasks, Applications) = (await applications.TasksAsync(User.Actor()), await applications.ListAsync(User.Actor()));
    }

    public async Task<IActionResult> OnPostAcceptAsync(Guid organisation)
    {
        if (!User.Can(Permission.Apply))
            return Forbid();
        return await AnswerAsync(await accept.RunAsync(User.Actor(), organisation), "You have joined");
    }

    public async Task<IActionResult> OnPostDeclineAsync(Guid organisation)
    {
        if (!User.Can(Permission.Apply))
            return Forbid();
        return await AnswerAsync(await decline.RunAsync(User.Actor(), organisation), "The invitation is declined");
    }

    private async Task<IActionResult> AnswerAsync(Result outcome, string notice)
    {
        if (outcome.IsDone)
            return this.Next(Links.Casework.Work, notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    /// <summary>Alarms on the home page; the rest is one link away.</summary>
    public const int MostAtRisk = 5;

    public string Age(DateTime? since) =>
        since is not { } at
            ? ""
            : (Today.DayNumber - LondonTime.DateOf(at).DayNumber) switch
            {
                <= 0 => "today",
                1 => "1 day",
                var days => $"{days} days",
            };

    /// <summary>The list on which everything of a kind stands; where there is none, the oldest.</summary>
    public string ListOf(WaitingKind kind) =>
        kind switch
        {
            WaitingKind.Sheet => Links.Scoring.Rounds,
            WaitingKind.Check or WaitingKind.Finding or WaitingKind.SecondLook => Links.DueDiligence.Queue,
            WaitingKind.Correction or WaitingKind.Moderation => Links.Moderation.Rounds,
            WaitingKind.SignOff or WaitingKind.Decision => Links.Decisions.Rounds,
            WaitingKind.Review or WaitingKind.UpheldReview => Links.Decisions.Reviews,
            WaitingKind.LettersToRelease => Links.Awards.DayBatches,
            WaitingKind.BankDetails => Links.Organisations.BankQueue,
            WaitingKind.PaymentToApprove => Links.Payments.QueueOf(Domain.Payments.PaymentStatus.Requested),
            WaitingKind.PaymentSecond => Links.Payments.QueueOf(Domain.Payments.PaymentStatus.Requested),
            WaitingKind.PaymentForRun or WaitingKind.RunToRelease => Links.Payments.Runs,
            WaitingKind.AccountToAsk => Links.Organisations.BankQueue,
            WaitingKind.RecoveryLate => Links.Payments.RecoveriesLate,
            WaitingKind.BankAnswer => Links.Payments.Answers,
            WaitingKind.WriteOff => Links.Payments.Recoveries + "?writeoff=Proposed",
            WaitingKind.LedgerRequest => Links.CspBudgets.Requests,
            WaitingKind.CspReturnToReview => Links.CspBudgets.Years,
            WaitingKind.CspAlarm => Links.CspBudgets.Alarms,
            WaitingKind.Claim => Links.Payments.Claims,
            WaitingKind.Return => Links.Monitoring.Returns + "?state=Submitted",
            WaitingKind.LateReturn => Links.Monitoring.Returns + "?state=Overdue",
            WaitingKind.Variation => Links.Awards.VariationQueue + "?state=Asked",
            WaitingKind.ReleaseMonth or WaitingKind.ReleaseCorrection => Links.Publishing.Releases,
            WaitingKind.SpendingMonth => Links.Publishing.Spending,
            WaitingKind.Publication or WaitingKind.PublicationReview => Links.Publishing.Publications,
            WaitingKind.CspReturn => Links.CspBudgets.MyReturns,
            WaitingKind.Concern or WaitingKind.RestrictedFlag => Links.DueDiligence.Concerns,
            WaitingKind.OldList => Links.DueDiligence.Extracts,
            WaitingKind.WeightTable => Links.Organisations.ModulusTables,
            WaitingKind.FailedEmail => Links.Operations.Outbox + "?state=Failed&state=Uncertain",
            WaitingKind.QuarantinedFile => Links.Operations.Files,
            WaitingKind.RecordsToErase => Links.Records.Rules,
            WaitingKind.Alert => Links.Operations.Index,
            _ => Links.Casework.Next(kind),
        };

    public string Day(Home.Coming coming) => LondonTime.DayAndMonth(coming.Day);

    public string Words(Home.Coming coming) =>
        coming.Name == ""
            ? coming.Count == 1
                ? "1 monitoring return due"
                : $"{coming.Count} monitoring returns due"
            : coming.At is not { } at
                ? $"{coming.Name}: {coming.What.ToLowerInvariant()}"
                : $"{coming.Name}: {coming.What.ToLowerInvariant()} at {LondonTime.Time(at)}";

    public string PageOf(Home.Coming coming) => coming.Name == "" ? Links.Monitoring.Returns : Links.Funds.Round(coming.Id);
}
