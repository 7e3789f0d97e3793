using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Audit;
using Commissioning.Features.Moderation;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Web.Pages.Applications;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

[Requires(Permission.ViewModeration)]
public sealed class ApplicationModel(
    Db db,
    AgreeScores agreeScores,
    RaiseFlag raiseFlag,
    GiveFlag giveFlag,
    SettleFlag settleFlag,
    SharedScreen sharedScreen,
    MeetingChanges changes,
    PanelAccess access,
    RecordReading reading
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<LineForm> Lines { get; set; } = [];

    [BindProperty]
    public List<PassFailForm> PassFailCriteria { get; set; } = [];

    [BindProperty]
    public List<Guid> Present { get; set; } = [];

    [BindProperty]
    public string? Others { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? FewReason { get; set; }

    [BindProperty]
    public int Version { get; set; }

    /// <summary>The scores that were on the screen.</summary>
    [BindProperty]
    public string? ScoresSeen { get; set; }

    /// <summary>The id of a flag, or the kind of one that comes of the scores; empty: a new one.</summary>
    [BindProperty]
    public string? Flag { get; set; }

    [BindProperty]
    public Guid? Owner { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [FromQuery]
    public string? Show { get; set; }
    public bool OnlyFlagged => Show == "flags";

    [FromQuery(Name = "order")]
    public string? OrderName { get; set; }
    public ApplicationModeration.ModerationSheet View { get; private set; } = null!;
    public MeetingPlace Place { get; private set; } = null!;
    public IReadOnlyList<Attendance.Member> Owners { get; private set; } = [];

    /// <summary>Another application that the shared screen shows; null: this one, or none.</summary>
    public SharedScreen.ShownApplication? ShownElsewhere { get; private set; }

    /// <summary>What the meeting was at when this page was made.</summary>
    public string State { get; private set; } = "";
    public bool IsRefused => !ModelState.IsValid;
    public MeetingOrder Order => ListModel.OrderOf(OrderName);
    public bool MayType => MayRecord && View.WhyCannotModerate is null;
    public string ChangesHref => Links.Moderation.Live(View.Round.Id) + "?handler=Changes";
    public string PlaceInWords =>
        (Place.OnMeans is { } rank ? $"Rank on the means: {rank} of {Place.Ranked} (provisional)" : "No rank on the means")
        + (Place.Agreed is { } agreed ? $". Rank agreed: {agreed}" : "");

    /// <summary>Who saved last, which is news to somebody else who has this page open.</summary>
    public string News =>
        View.Meeting is { At: { } at } meeting && View.AgreedPercent is { } agreed
            ? $"{meeting.ByName} saved {agreed.ToPercent()} at {LondonTime.DateAndTime(at)}."
        : View.Before is null ? "Not agreed yet."
        : "A sheet left the count after this was agreed. The boxes hold what was agreed: check it and save.";

    /// <summary>Where the totals stand to the threshold; without one, nothing.</summary>
    public string ThresholdInWords =>
        View.Round.Threshold is { } line && (View.AgreedPercent ?? View.MeanPercent) is { } percent
            ? $"Threshold {line.ToPercent()}: {(percent >= line ? "reached" : "not reached")}{(View.AgreedPercent is null ? " on the means (provisional)" : "")}"
            : "";

    public IReadOnlyList<Choice> FlagChoices =>
        [
            new("", "A new flag"),
            .. View
                .Flags.Where(flag => flag.Settled is null)
                .Select(flag => new Choice(flag.Id?.ToString() ?? flag.Kind.ToString()!, Sentences.Beginning(flag.Words, 80))),
        ];
    public IReadOnlyList<Choice> OwnerChoices => [new("", "Me"), .. Owners.Select(one => new Choice(one.Id.ToString(), one.Name))];

    public IReadOnlyList<Choice> PassFailChoices(PassFailCriterion passFail) =>
        [
            new("", View.Unanimous(passFail) is { } all ? (all ? "All said pass" : "All said fail") : "Choose"),
            new("true", "Pass"),
            new("false", "Fail"),
        ];

    public static IReadOnlyList<Choice> PickChoices(IReadOnlyList<(string Assessor, int Score, string Reason)> reasons) =>
        [
            new("", "Take a reason"),
            .. reasons.Select(one => new Choice(one.Reason, $"{one.Assessor}, {one.Score}: {Sentences.Beginning(one.Reason, 100)}")),
        ];

    /// <summary>Two assessors at least half of the scale apart.</summary>
    public bool IsWide(Criterion criterion) =>
        View.SpreadOf(criterion) is { } spread && spread * 2 >= criterion.Greatest - criterion.Least && spread > 1;

    /// <summary>Members of the panel and those who record the meeting; an auditor only reads.</summary>
    public bool MayFlag => MayRecord || View.Panel.Any(member => member.LeftAt is null && member.Id == User.Actor().Id);

    public string ActionOf(string? handler) =>
        Links.Moderation.InMeeting(Id, Order, OnlyFlagged) + (handler is null ? "" : "&handler=" + handler);

    public IReadOnlyList<ChangeRequestQueries.AnsweredRequest> Answered { get; private set; } = [];

    public bool MayRecord => User.Can(Permission.RecordModeration);

    /// <summary>An assessor opens documents under the assignment, everyone else under the application.</summary>
    public SubmittedCopyModel SubmittedCopy =>
        new(
            View.Application.Copy,
            document =>
                View.OwnAssignment is { } own ? Links.Scoring.Document(own, document) : Links.Applications.SubmittedDocument(Id, document)
        )
        {
            Warning = View.Application.WhyNotAsReceived,
        };

    /// <summary>How many advise what, such as "2 would fund, 1 may".</summary>
    public static string AdviceInWords(IReadOnlyList<AdviceQueries.GivenAdvice> advice)
    {
        var parts = new[]
        {
            (advice.Count(one => one.Fund == FundAdvice.Fund), "would fund"),
            (advice.Count(one => one.Fund == FundAdvice.Maybe), "may"),
            (advice.Count(one => one.Fund == FundAdvice.DoNotFund), "would not"),
        };
        return string.Join(
            ", ",
            parts.Where(part => part.Item1 > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1} {part.Item2}"))
        );
    }

    public string QuorumHint => $"At least {Math.Min(View.Round.Policy.Quorum, View.Panel.Count)} without a conflict of interest";

    /// <summary>Members with a conflict of interest may not be there, so they cannot be ticked.</summary>
    public IReadOnlyList<Choice> PanelChoices =>
        View
            .Panel.Where(member => member.LeftAt is null && !View.Away.Contains(member.Id))
            .Select(member => new Choice(member.Id.ToString(), member.Name))
            .ToList();

    /// <summary>Who must leave the room; null: nobody.</summary>
    public string? AwayInWords =>
        View.Assessors.Where(assessor => assessor.IsOut).Select(assessor => assessor.Name).ToList() is { Count: > 0 } names
            ? $"{string.Join(", ", names)} {(names.Count == 1 ? "has" : "have")} a conflict of interest and may not be there."
            : null;
    public bool HasFewScores => View.Submitted < View.Round.Policy.LeastScores;

    /// <summary>Why an assessor gave nothing.</summary>
    public static string WhyNothing(ApplicationModeration.AssessorScores assessor) =>
        assessor switch
        {
            { Conflict: ConflictState.Declared } => "Conflict",
            { Conflict: ConflictState.Recused } => "Recused",
            { SubmittedAt: null } => "Not submitted",
            _ => "Missing",
        };

    public static string PassOrFail(bool? passed) =>
        passed switch
        {
            true => "Pass",
            false => "Fail",
            _ => "Missing",
        };

    public sealed class PassFailForm
    {
        public Guid PassFailCriterion { get; set; }
        public bool? Passed { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class LineForm
    {
        public Guid Criterion { get; set; }
        public string? Score { get; set; }
        public string? Reason { get; set; }

        /// <summary>An assessor's reason taken from the list, which replaces what is written.</summary>
        public string? Pick { get; set; }

        /// <summary>The reason that was taken from the list.</summary>
        public string? Taken { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (View.WhyHidden is not null)
            Response.StatusCode = StatusCodes.Status403Forbidden;
        else
            await reading.ScoresAsync(
                User.Actor(),
                Id,
                "Moderation of an application",
                refreshes: Request.Headers.ContainsKey("X-Refresh")
            );
        Lines = View
            .Criteria.Select(criterion =>
                View.Agreed.FirstOrDefault(score => score.CriterionId == criterion.Id) is { } agreed
                    // Left empty when the mean is used, because it may have no finite decimal.
                    ? new LineForm
                    {
                        Criterion = criterion.Id,
                        Score =
                            View.Means.TryGetValue(criterion.Id, out var mean) && mean == agreed.Score ? null : agreed.Score.ToString(2),
                        Reason = agreed.Reason,
                    }
                    : new LineForm
                    {
                        Criterion = criterion.Id,
                        Score = View.Before?.ScoreOf(criterion.Id)?.Typed(),
                        Reason = View.Before?.ScoreOf(criterion.Id)?.Reason ?? View.DraftReason(criterion),
                    }
            )
            .ToList();
        PassFailCriteria = View
            .PassFailCriteria.Select(passFail =>
                View.AgreedPassFails.FirstOrDefault(row => row.PassFailCriterionId == passFail.Id) is { } agreed
                    ? new PassFailForm
                    {
                        PassFailCriterion = passFail.Id,
                        Passed = agreed.Passed,
                        Reason = agreed.Reason,
                    }
                    : new PassFailForm
                    {
                        PassFailCriterion = passFail.Id,
                        Passed = View.Before?.PassFailOf(passFail.Id)?.Passed,
                        Reason =
                            View.Before?.PassFailOf(passFail.Id)?.Reason
                            ?? (View.Unanimous(passFail) == false ? View.DraftReason(passFail) : null),
                    }
            )
            .ToList();
        (Present, Note, FewReason, Version, ScoresSeen) = (
            [.. View.LastPresent.Except(View.Away)],
            View.Meeting?.Note ?? View.Before?.Meeting?.Note,
            View.Meeting?.FewReason ?? View.Before?.Meeting?.FewReason,
            View.Version,
            View.ScoresSeen
        );
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        var lines = new List<AgreeScores.AgreedLine>();
        for (var i = 0; i < Lines.Count; i++)
        {
            var score = Fraction.Parse(Lines[i].Score);
            if (score is null && !string.IsNullOrWhiteSpace(Lines[i].Score))
                this.AddError(
                    Refusal.At(nameof(Lines), i, nameof(LineForm.Score)),
                    $"Enter a number{(View.Criteria.FirstOrDefault(one => one.Id == Lines[i].Criterion) is { } criterion ? $" on the scale {criterion.ScaleInWords}" : "")}, such as 3 or 3.5"
                );
            // Without the script, which writes it into the box at once.
            if (!string.IsNullOrWhiteSpace(Lines[i].Pick))
            {
                (Lines[i].Reason, Lines[i].Taken) = (Lines[i].Pick, Lines[i].Pick);
                ModelState.Remove($"{nameof(Lines)}[{i}].{nameof(LineForm.Taken)}");
                ModelState.Remove($"{nameof(Lines)}[{i}].{nameof(LineForm.Reason)}");
                ModelState.Remove($"{nameof(Lines)}[{i}].{nameof(LineForm.Pick)}");
                Lines[i].Pick = null;
            }
            var isChosen = !string.IsNullOrWhiteSpace(Lines[i].Taken) && Same(Lines[i].Taken) == Same(Lines[i].Reason);
            lines.Add(new(Lines[i].Criterion, score, Lines[i].Reason, isChosen));
        }
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var refusals = await agreeScores.RunAsync(
            User.Actor(),
            new(
                Id,
                Version,
                PassFailCriteria
                    .Select(passFail => new AgreeScores.PassFailLine(passFail.PassFailCriterion, passFail.Passed, passFail.Reason))
                    .ToList(),
                lines,
                Note,
                new(Present, Others),
                FewReason,
                ScoresSeen
            )
        );
        if (!this.AnyErrors(refusals))
            return await GoOnAsync();
        // What is saved meanwhile stands beside what is typed, so that saving again replaces it knowingly.
        await LoadAsync();
        this.RefreshVersion(() => Version = View.Version);
        ModelState.Remove(nameof(ScoresSeen));
        ScoresSeen = View.ScoresSeen;
        return this.PageWithErrors();
    }

    /// <summary>As a browser sends a text: it may change the ends of lines.</summary>
    private static string? Same(string? text) => text?.ReplaceLineEndings("\n").Trim();

    private async Task<IActionResult> GoOnAsync()
    {
        var saved = await db.ReadAsync(work => ApplicationModeration.GetAsync(work, User.Actor(), Id));
        var left = Place.Left - (View.AgreedPercent is null ? 1 : 0);
        var notice =
            $"{saved.Application.Copy.Reference} is agreed at {saved.AgreedPercent?.ToPercent()}. "
            + (
                left == 0 ? "Every application of this round has agreed scores."
                : left == 1 ? "1 application is left."
                : $"{left} applications are left."
            );
        await FollowAsync();
        return this.Next(
            Place.Next is { } next
                ? Links.Moderation.InMeeting(next, Order, OnlyFlagged)
                : Links.Moderation.InOrder(View.Round.Id, Order, OnlyFlagged),
            notice
        );
    }

    /// <summary>The shared screen goes along when it shows the application that the meeting leaves.</summary>
    private async Task FollowAsync()
    {
        if (Place.Next is { } next && (await sharedScreen.ShownAsync(View.Round.Id))?.Id == Id)
            await sharedScreen.ShowAsync(User.Actor(), View.Round.Id, next);
    }

    /// <summary>Goes on without saving. What was typed stays on the device until it is saved, so it is not marked as saved.</summary>
    public async Task<IActionResult> OnPostLaterAsync()
    {
        await LoadAsync();
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        await FollowAsync();
        return Redirect(
            Place.Next is { } next
                ? Links.Moderation.InMeeting(next, Order, OnlyFlagged)
                : Links.Moderation.InOrder(View.Round.Id, Order, OnlyFlagged)
        );
    }

    public Task<IActionResult> OnPostRaiseAsync() =>
        FlagAsync(() => raiseFlag.RunAsync(User.Actor(), Id, Words, Owner, MayRecord), "The flag is raised");

    public Task<IActionResult> OnPostGiveAsync() =>
        FlagAsync(() => giveFlag.RunAsync(User.Actor(), Id, FlagId, Kind, Owner ?? User.Actor().Id, MayRecord), "The flag has an owner");

    public Task<IActionResult> OnPostSettleAsync() =>
        FlagAsync(
            () => settleFlag.RunAsync(User.Actor(), Id, FlagId, Kind, Words, User.Can(Permission.RecordModeration)),
            "The flag is settled"
        );

    private Guid? FlagId => Guid.TryParse(Flag, out var id) ? id : null;
    private FlagKind? Kind => FlagId is null && Enum.TryParse<FlagKind>(Flag, out var kind) ? kind : null;

    private async Task<IActionResult> FlagAsync(Func<Task<Result>> change, string notice)
    {
        await OnGetAsync();
        if (View.WhyHidden is not null)
            return Forbid();
        if (notice != "The flag is raised" && FlagId is null && Kind is null)
            return this.PageWithErrors(new Refusal("Choose the flag", nameof(Flag)));
        var outcome = await change();
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        // The agreed scores that are being typed are another form's, so the device keeps them.
        TempData["Notice"] = notice;
        return Redirect(Links.Moderation.InMeeting(Id, Order, OnlyFlagged));
    }

    public async Task<IActionResult> OnPostFocusAsync()
    {
        await LoadAsync();
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        await sharedScreen.ShowAsync(User.Actor(), View.Round.Id, Id);
        TempData["Notice"] = "The shared screen shows this application";
        return Redirect(Links.Moderation.InMeeting(Id, Order, OnlyFlagged));
    }

    private async Task LoadAsync()
    {
        if (await db.ReadAsync(work => ApplicationModeration.RoundOfAsync(work, Id)) is var round && round == Guid.Empty)
            throw new NotFoundException("No such application");
        // Asked first: a change that comes while the page is made is news.
        State = await changes.StateAsync(round);
        (View, Place) = await db.ReadAsync(async work =>
        {
            var view = await ApplicationModeration.GetAsync(work, User.Actor(), Id);
            return (view, await MeetingPlace.OfAsync(work, User.Actor(), view.Round, Id, Order, OnlyFlagged));
        });
        if (!User.Can(Permission.ViewRounds))
            await access.DemandAsync(User.Actor(), View.Round.Id);
        if (View.WhyHidden is not null)
            return;
        Answered = await db.ReadAsync(work => ChangeRequestQueries.AnsweredAsync(work, Id));
        Owners = await db.ReadAsync(work => FlagQueries.OwnersAsync(work, View.Round.Id, Id));
        ShownElsewhere = await sharedScreen.ShownAsync(View.Round.Id) is { } shown && shown.Id != Id ? shown : null;
    }
}
