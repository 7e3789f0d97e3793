using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Audit;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Web.Pages.Applications;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

[Requires(Permission.ViewModeration)]
public sealed class ApplicationModel(Db db, AgreeScores agreeScores, SharedScreen sharedScreen, PanelAccess access, RecordReading reading)
    : PageModel
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
    public ApplicationModeration.ModerationSheet View { get; private set; } = null!;

    public IReadOnlyList<ChangeRequestQueries.AnsweredRequest> Answered { get; private set; } = [];

    public bool MayRecord => User.Can(Permission.RecordModeration);

    public string ScoresInWords
    {
        get
        {
            var percents = View.AssessorPercents;
            var range = percents.Count > 1 ? $", from {percents.Min().ToPercent()} to {percents.Max().ToPercent()}" : "";
            var (mean, agreed) = (View.MeanPercent?.ToPercent() ?? "none", View.AgreedPercent?.ToPercent() ?? "not yet");
            return $"Mean of the original scores: {mean}{range}. Agreed: {agreed}.";
        }
    }

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

    public string ReasonHint =>
        View.Round.Policy.Margin > 0
            ? $"We tell the applicant. A draft in an assessor's words is offered; write the panel's own if the score differs from the mean by more than {View.Round.Policy.Margin:0.##} points."
            : "We tell the applicant. A draft in an assessor's words is offered; write the panel's own if the score differs from the mean.";
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

    public string HintFor(PassFailCriterion passFail) =>
        View.Unanimous(passFail) is { } all
            ? $"Every assessor said {(all ? "pass" : "fail")}. Leave this empty to agree."
            : "The assessors do not agree.";

    public string HintFor(Criterion criterion) =>
        View.Means.TryGetValue(criterion.Id, out var mean)
            ? $"0 to 5. Leave empty to agree the mean, {mean.ToString(2)}, exactly."
            : "0 to 5. There is no mean, because no one could score it.";

    public static string InWords(AgreedPassFailRow? agreed) =>
        agreed is null ? "Not agreed" : $"{(agreed.Passed ? "Pass." : "Fail.")} {agreed.Reason}";

    public static string InWords(AgreedScoreRow? agreed) => agreed is null ? "Not agreed" : $"{agreed.Score.ToString(2)}. {agreed.Reason}";

    public static string Name(ApplicationModeration.AssessorScores assessor) =>
        assessor switch
        {
            { Conflict: ConflictState.Declared } => $"{assessor.Name} (conflict)",
            { Conflict: ConflictState.Recused } => $"{assessor.Name} (recused)",
            { SubmittedAt: null } => $"{assessor.Name} (not submitted)",
            _ => assessor.Name,
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
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (View.WhyHidden is not null)
            Response.StatusCode = StatusCodes.Status403Forbidden;
        else
            await reading.ScoresAsync(User.Actor(), Id, "Moderation of an application");
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
                    : new LineForm { Criterion = criterion.Id, Reason = View.DraftReason(criterion) }
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
                        Reason = View.Unanimous(passFail) == false ? View.DraftReason(passFail) : null,
                    }
            )
            .ToList();
        (Present, Note, FewReason, Version) = (
            [.. View.LastPresent.Except(View.Away)],
            View.Meeting?.Note,
            View.Meeting?.FewReason,
            View.Version
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
                this.AddError(Refusal.At(nameof(Lines), i, nameof(LineForm.Score)), "Enter a number from 0 to 5, such as 3 or 3.5");
            lines.Add(new(Lines[i].Criterion, score, Lines[i].Reason));
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
                FewReason
            )
        );
        if (!this.AnyErrors(refusals))
            return this.Next(Links.Moderation.Application(Id), "Agreed scores saved");
        ModelState.Remove(nameof(Version));
        Version = View.Version;
        return this.PageWithErrors();
    }

    public async Task<IActionResult> OnPostFocusAsync()
    {
        await LoadAsync();
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        await sharedScreen.ShowAsync(User.Actor(), View.Round.Id, Id);
        return this.Next(Links.Moderation.Application(Id), "The shared screen shows this application");
    }

    private async Task LoadAsync()
    {
        View = await db.ReadAsync(work => ApplicationModeration.GetAsync(work, User.Actor(), Id));
        if (!User.Can(Permission.ViewRounds))
            await access.DemandAsync(User.Actor(), View.Round.Id);
        if (View.WhyHidden is null)
            Answered = await db.ReadAsync(work => ChangeRequestQueries.AnsweredAsync(work, Id));
    }
}
