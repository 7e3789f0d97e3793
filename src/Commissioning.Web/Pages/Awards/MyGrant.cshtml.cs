using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.Pages.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Awards;

/// <summary>The grant's page for its organisation: the agreement, what is needed and due, and which changes may be requested.</summary>
[Requires(Permission.WriteApplications)]
[EnableRateLimiting(RateLimits.Upload)]
public sealed class MyGrantModel(
    AwardReader awards,
    MyApplications applications,
    AskAboutOffer ask,
    GiveConditionEvidence give,
    WithdrawVariation withdraw,
    Office office,
    Db db
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public List<IFormFile?> Uploads { get; set; } = [];
    public AwardReader.AwardDetail View { get; private set; } = null!;

    /// <summary>What this person has to do for the grant now: a few cards, each with one button.</summary>
    public TasksModel Tasks { get; private set; } = new([]);
    public Office Office => office;

    /// <summary>What the organisation asked for, and of what the office asked for only what was approved, because its letter says so, and
    /// what the organisation was told of before.</summary>
    public IReadOnlyList<VariationQueries.VariationRow> Changes =>
        View
            .Changes.Where(change =>
                !change.AskedByOffice || change.State == VariationState.Approved || change.Kind == VariationKind.Recovery
            )
            .ToList();

    /// <summary>Money that is to be paid back by a decision of the office.</summary>
    public IReadOnlyList<VariationQueries.VariationRow> ToPayBack =>
        View.Owed is null
            ? []
            : View.Changes.Where(change => change is { Kind: VariationKind.Recovery, State: VariationState.Approved }).ToList();
    public IReadOnlyList<(DateOnly On, string What)> Next =>
        View.Award is { AcceptedAt: not null, EndedAt: null }
            ? GrantSteps.Next(
                View.Today,
                View.Award.StartsOn,
                View.Award.EndsOn,
                View.Payments.Select(one => (one.DueOn, one.Unpaid)),
                View.Reports.Where(report => report.IsOpen).Select(report => (report.DueOn, Name(report)))
            )
            : [];
    public bool MayChange => View.Award is { AcceptedAt: not null, EndedAt: null, IsClosing: false };

    public string State => View.State + (View.Award.EndedReason is { } why ? $": {why}" : "");
    public string Grant =>
        IsOnlyOffer ? $"{View.Award.Shown} was offered"
        : View.Award.GivenBack == Money.Zero ? View.Award.Net.ToString()
        : $"{View.Award.Net} ({View.Award.Amount} before {View.Award.GivenBack} went back to the fund)";

    /// <summary>An offer that ended and was never accepted: nothing was paid, and nothing is needed.</summary>
    public bool IsOnlyOffer => View.Award is { AcceptedAt: null, EndedAt: not null };
    public string AcceptLabel => "Accept the grant" + (View.Award.AcceptBy is { } by ? $", by {LondonTime.Date(by)}" : "");

    /// <summary>The kinds of change with a form of their own here; a bank account has its own page.</summary>
    public static readonly IReadOnlyList<VariationKind> MayAsk =
    [
        VariationKind.Purpose,
        VariationKind.Budget,
        VariationKind.Dates,
        VariationKind.Contact,
        VariationKind.GiveUp,
    ];

    /// <summary>Where everything is paid and the project is over, nothing is left to give up.</summary>
    public IEnumerable<VariationKind> Asks =>
        MayAsk.Where(kind => kind != VariationKind.GiveUp || View.Award.Net > View.Award.Paid || View.Award.EndsOn >= View.Today);

    /// <summary>There is an invoice for money to pay back, open or not.</summary>
    public bool Owes { get; private set; }

    public async Task OnGetAsync()
    {
        View = await awards.GetMineAsync(User.Actor(), Id);
        Owes = await db.ReadAsync(async work => (await RecoveryInvoiceQueries.OfAwardAsync(work, View.Award.Id)).Count > 0);
        Tasks = new(await applications.TasksOfAsync(User.Actor(), Id));
        Uploads = View.AwardConditions.Select(_ => (IFormFile?)null).ToList();
    }

    public Task<IActionResult> OnPostAskAsync() => AfterAsync(ask.RunAsync(User.Actor(), Id, Question), "We have your question");

    public Task<IActionResult> OnPostWithdrawAsync(Guid change) =>
        AfterAsync(withdraw.RunAsync(User.Actor(), Id, change), "You have taken back your request");

    public async Task<IActionResult> OnPostGiveAsync(Guid requirement, int place)
    {
        var field = Refusal.At(nameof(Uploads), place);
        if (Request.Form.Files.FirstOrDefault(one => one.Name == field) is not { } file)
            return await AfterAsync(Task.FromResult<Result>(new Refusal("Choose a file", field)), "");
        if (await this.ReadUploadAsync(file, field) is not { } upload)
        {
            await OnGetAsync();
            return this.PageWithErrors();
        }
        var outcome = await give.RunAsync(User.Actor(), Id, requirement, upload);
        return await AfterAsync(Task.FromResult(outcome.At(field)), "We have your file and will check it");
    }

    public static string InWords(ConditionState state) =>
        state switch
        {
            ConditionState.Wanted => "Needed",
            ConditionState.Given => "Being checked",
            ConditionState.Accepted => "Met",
            _ => "Not needed",
        };

    public bool MayGive(AwardReader.AwardCondition condition) =>
        condition.State is ConditionState.Wanted or ConditionState.Given && View.Award.EndedAt is null;

    public static string UploadLabel(AwardReader.AwardCondition condition) =>
        $"{(condition.FileName is null ? "Add" : "Replace")}: {condition.Name}";

    public static string Name(AwardReader.Report report) =>
        report.Kind switch
        {
            "Final" => "Final return",
            "Reuse" => "Return about money used again",
            _ => "Return",
        } + (report.PeriodTo is { } to ? $" to {LondonTime.Date(to)}" : "");

    /// <summary>How late it is and what that holds up come first.</summary>
    public string StatusOf(AwardReader.Report report) =>
        report switch
        {
            { Status: "Submitted" } => "sent",
            { Status: "Accepted" } => "accepted",
            _ when report.DueOn < View.Today =>
                $"{WorkingDays.Late(report.DueOn, View.Today)}. It was due on {LondonTime.Date(report.DueOn)}."
                    + (report.Status == "Prepared" ? " It waits for a colleague to certify it." : "")
                    + (View.HasUnpaid ? " We pay nothing more until we have it." : ""),
            { Status: "Prepared" } => $"due {LondonTime.Date(report.DueOn)}. It waits for a colleague to certify it.",
            { IsSentBack: true } => $"sent back to you. Put it right by {LondonTime.Date(report.DueOn)}.",
            _ => $"due {LondonTime.Date(report.DueOn)}",
        };

    public static string InWords(VariationQueries.VariationRow change)
    {
        var asked =
            $"{(change.Kind == VariationKind.Recovery ? "Money to pay back" : VariationRules.Name(change.Kind))}, asked for on {LondonTime.Date(change.AskedAt)}{(change.AskedByOffice ? " by us" : "")}";
        var state = change switch
        {
            { State: VariationState.Withdrawn } => "taken back",
            { Kind: VariationKind.Recovery, State: VariationState.Refused } => "you need not pay this back",
            { Kind: VariationKind.Recovery, State: VariationState.Asked, AnsweredAt: { } at } =>
                $"you {(change.AnswerAccepts == true ? "accepted this" : "did not agree")} on {LondonTime.Date(at)}. We have not decided yet",
            { Kind: VariationKind.Recovery, State: VariationState.Asked } => "we have not decided yet",
            _ => change.State.ToString().ToLowerInvariant(),
        };
        // Why the office decided on its own proposal stays on its file.
        var said =
            change.State == VariationState.Approved ? change.LetterNote
            : change.AskedByOffice ? null
            : change.DecidedNote;
        return $"{asked}: {state}. {string.Join("; ", change.Wanted.InWords())} {said}";
    }

    public static string AnswerTo(AwardReader.Question question) =>
        question.Answer is { } answer
            ? $"{question.AnsweredBy}, {LondonTime.Date(question.AnsweredAt!.Value)}: {answer}"
            : "We will answer here and by e-mail.";

    public static string Colour(ConditionState state) =>
        state switch
        {
            ConditionState.Wanted => "yellow",
            ConditionState.Given => "blue",
            ConditionState.Accepted => "green",
            _ => "grey",
        };

    private async Task<IActionResult> AfterAsync(Task<Result> change, string notice)
    {
        var outcome = await change;
        if (outcome.IsDone)
            return this.Next(Links.Awards.MyGrant(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
