using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ScoreApplications)]
public sealed class SheetModel(
    Db db,
    ScoringSheet scoringSheet,
    ScoringQueue queue,
    SaveScores saveScores,
    RequestCorrection request,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<ScoreForm> Scores { get; set; } = [];

    [BindProperty]
    public List<PassFailForm> PassFailCriteria { get; set; } = [];

    [BindProperty]
    public AdviceForm Advice { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int Version { get; set; }

    /// <summary>Tells this opened page from another that shows the same sheet.</summary>
    [BindProperty(Name = "__Window")]
    public Guid Window { get; set; } = Guid.NewGuid();

    /// <summary>Null: the sheet was taken from this assessor while it was open.</summary>
    public ScoringSheet.ScoreSheet? Sheet { get; private set; }
    public SheetChanges.ChangesOfSheet Changes { get; private set; } = new(null, []);
    public Refusal? WhyReadOnly { get; private set; }
    public Guid? Next { get; private set; }

    public static readonly IReadOnlyList<Choice> PassFailChoices = [new("true", "Pass"), new("false", "Fail")];
    public static readonly IReadOnlyList<Choice> FundChoices = Enum.GetValues<FundAdvice>()
        .Select(advice => new Choice(advice.ToString(), AssessorAdvice.InWords(advice)))
        .ToList();

    public bool MayAskForCorrection => Sheet is not null && clock.UtcNow() <= Sheet.Round.ScoringClosesAt && !Sheet.Round.IsRecommended;

    /// <summary>What was typed on a sheet that closed meanwhile, to copy: what it is about, and the text.</summary>
    public IReadOnlyList<(string About, string Text)> Typed { get; private set; } = [];

    /// <summary>The id of the first box of the first criterion without a score; null when nothing can be scored.</summary>
    public string? FirstBox =>
        Sheet is { WhyShut: null } && WhyReadOnly is null && Scores.Count > 0
            ? FieldErrors.IdOf($"Scores[{Math.Max(0, Scores.FindIndex(score => score.Value is null))}].Value")
            : null;

    /// <summary>What the scores that are given earn so far, and how many there are.</summary>
    public (string Percent, int Scored) SoFar
    {
        get
        {
            var given = Scores
                .Where(score => score.Value is not null)
                .DistinctBy(score => score.CriterionId)
                .ToDictionary(score => score.CriterionId, score => (Fraction)score.Value!.Value);
            var scored = Sheet!.Criteria.Where(criterion => given.ContainsKey(criterion.Id)).ToList();
            return ((ScoreArithmetic.Percent(scored, given) ?? Fraction.Zero).ToString(1), scored.Count);
        }
    }

    public sealed class PassFailForm
    {
        public Guid PassFailCriterionId { get; set; }
        public bool? Passed { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class ScoreForm
    {
        public Guid CriterionId { get; set; }
        public int? Value { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class AdviceForm
    {
        public FundAdvice? Fund { get; set; }

        /// <summary>As typed, in pounds.</summary>
        public string? Amount { get; set; }
        public string? Condition { get; set; }
        public string? Question { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        var sheet = await LoadAsync();
        if (sheet.Assignment.Conflict == ConflictState.NotDeclared)
            return this.Next(Links.Scoring.Conflicts(sheet.Round.Id));
        if (sheet.WhyShut is not null)
            Response.StatusCode = StatusCodes.Status403Forbidden;
        Version = sheet.Assignment.Version;
        Advice = new()
        {
            Fund = sheet.Advice.Fund,
            Amount = sheet.Advice.Amount?.ToInput(),
            Condition = sheet.Advice.Condition,
            Question = sheet.Advice.Question,
        };
        Scores = sheet
            .Criteria.Select(criterion =>
                sheet.Scores.FirstOrDefault(score => score.CriterionId == criterion.Id) is { } score
                    ? new ScoreForm
                    {
                        CriterionId = criterion.Id,
                        Value = score.Value,
                        Reason = score.Reason,
                    }
                    : new ScoreForm { CriterionId = criterion.Id }
            )
            .ToList();
        PassFailCriteria = sheet
            .PassFailCriteria.Select(passFail =>
                sheet.PassFailAnswers.FirstOrDefault(score => score.PassFailCriterionId == passFail.Id) is { } score
                    ? new PassFailForm
                    {
                        PassFailCriterionId = passFail.Id,
                        Passed = score.Passed,
                        Reason = score.Reason,
                    }
                    : new PassFailForm { PassFailCriterionId = passFail.Id }
            )
            .ToList();
        if (sheet.Assignment.SubmittedAt is not null)
            Next = await queue.NextAsync(User.Actor(), sheet.Round.Id, sheet.Assignment);
        return Page();
    }

    /// <summary>Saves. A submitted sheet leads at once to the next that is open.</summary>
    public async Task<IActionResult> OnPostAsync(bool submitNow, bool openNext)
    {
        ScoringSheet.ScoreSheet sheet;
        try
        {
            sheet = await LoadAsync();
        }
        catch (NotFoundException)
        {
            // Given to another assessor meanwhile, or never this person's: the page shows only what they sent.
            Response.StatusCode = StatusCodes.Status404NotFound;
            Typed = await TypedAsync();
            return Page();
        }
        // The answer to the first sending was lost on the way.
        var isDone = submitNow && sheet.Assignment.SubmittedAt is not null && sheet.SavedIn == Window;
        if (!isDone)
        {
            var advice = ReadAdvice();
            if (!ModelState.IsValid)
                return this.PageWithErrors();
            if (this.AnyErrors(await SaveAsync(advice, submitNow)))
            {
                if (sheet.WhyShut is not null)
                {
                    Response.StatusCode = StatusCodes.Status403Forbidden;
                    Typed = await TypedAsync();
                    return Page();
                }
                ModelState.Remove(nameof(Version));
                Version = sheet.Assignment.Version;
                // Keeps what was typed on the page, even when it was too late to be saved.
                if (sheet.Assignment is { SubmittedAt: null, Conflict: ConflictState.None })
                    WhyReadOnly = null;
                return this.PageWithErrors();
            }
        }
        var done = submitNow
            ? $"Your scores for {sheet.Application.Reference} are submitted"
            : $"Your scores for {sheet.Application.Reference} are saved";
        if (!submitNow && !openNext)
            return this.Next(Links.Scoring.Queue(sheet.Round.Id), done);
        return await queue.NextAsync(User.Actor(), sheet.Round.Id, sheet.Assignment) is { } next
            ? this.Next(Links.Scoring.Sheet(next), done)
            : this.Next(Links.Scoring.Queue(sheet.Round.Id), $"{done}. No other sheet is open");
    }

    /// <summary>Saves in the background what can be saved; the response says when, and what stays on the device and why.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync()
    {
        var sheet = await LoadAsync();
        var typed = CommandOf(ReadAdvice(), submitNow: false);
        var amountKey = $"{nameof(Advice)}.{nameof(Advice.Amount)}";
        var unread = ModelState[amountKey]?.Errors.FirstOrDefault()?.ErrorMessage;
        ModelState.Remove(amountKey);
        if (!ModelState.IsValid)
            return this.Autosaved(new Refusal("Not saved: a score cannot be read"), Version, clock.UtcNow());
        var amount = unread ?? ScoringRules.WhyAmountIsWrong(typed.Advice.Amount, sheet.Application.AmountRequested);
        var left = SaveScores
            .WhyTooLong(typed, sheet.Criteria, sheet.PassFailCriteria)
            .Select(refusal => refusal.Sentence)
            .Concat(amount is null ? [] : [amount])
            .ToList();
        var result = await saveScores.RunAsync(User.Actor(), Storable(typed, sheet, keepAmount: amount is null));
        return this.Autosaved(result, sheet.Assignment.Version + 1, clock.UtcNow(), left: left);
    }

    /// <summary>What was typed, with what is stored already in place of what cannot be stored.</summary>
    private static SaveScores.Command Storable(SaveScores.Command typed, ScoringSheet.ScoreSheet sheet, bool keepAmount)
    {
        string Fitting(string text, string? stored) => text.Trim().Length > SaveScores.MostText ? stored ?? "" : text;
        return typed with
        {
            Scores = typed
                .Scores.Select(score =>
                    score with
                    {
                        Reason = Fitting(score.Reason, sheet.Scores.FirstOrDefault(one => one.CriterionId == score.CriterionId)?.Reason),
                    }
                )
                .ToList(),
            PassFailCriteria = typed
                .PassFailCriteria.Select(answer =>
                    answer with
                    {
                        Reason = Fitting(
                            answer.Reason,
                            sheet.PassFailAnswers.FirstOrDefault(one => one.PassFailCriterionId == answer.PassFailCriterionId)?.Reason
                        ),
                    }
                )
                .ToList(),
            Advice = typed.Advice with
            {
                Amount = keepAmount ? typed.Advice.Amount : sheet.Advice.Amount,
                Condition = Fitting(typed.Advice.Condition, sheet.Advice.Condition),
                Question = Fitting(typed.Advice.Question, sheet.Advice.Question),
            },
        };
    }

    public async Task<IActionResult> OnPostReopenAsync()
    {
        await OnGetAsync();
        var outcome = await request.RunAsync(User.Actor(), Id, Reason);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Scoring.Sheet(Id), "We have asked a commissioning officer");
    }

    private AssessorAdvice ReadAdvice() =>
        new(
            Advice.Fund,
            this.ReadMoney(Advice.Amount, $"{nameof(Advice)}.{nameof(Advice.Amount)}", "Enter the amount in pounds, for example 4500"),
            Advice.Condition ?? "",
            Advice.Question ?? ""
        );

    private Task<Result> SaveAsync(AssessorAdvice advice, bool submitNow) =>
        saveScores.RunAsync(User.Actor(), CommandOf(advice, submitNow));

    private SaveScores.Command CommandOf(AssessorAdvice advice, bool submitNow) =>
        new(
            Id,
            Version,
            Scores.Select(score => new Score(score.CriterionId, score.Value, score.Reason ?? "")).ToList(),
            PassFailCriteria
                .Select(passFail => new PassFailAnswer(passFail.PassFailCriterionId, passFail.Passed, passFail.Reason ?? ""))
                .ToList(),
            submitNow
        )
        {
            Advice = advice,
            Window = Window,
        };

    private async Task<IReadOnlyList<(string About, string Text)>> TypedAsync()
    {
        var names = await scoringSheet.CriterionNamesAsync([
            .. Scores.Select(score => score.CriterionId),
            .. PassFailCriteria.Select(answer => answer.PassFailCriterionId),
        ]);
        string Name(Guid criterion) => names.GetValueOrDefault(criterion, "A criterion");
        return PassFailCriteria
            .Select(answer =>
                (
                    answer.Passed is { } passed ? $"{Name(answer.PassFailCriterionId)}: {(passed ? "pass" : "fail")}"
                    : string.IsNullOrWhiteSpace(answer.Reason) ? ""
                    : Name(answer.PassFailCriterionId),
                    answer.Reason ?? ""
                )
            )
            .Concat(
                Scores.Select(score =>
                    (
                        score.Value is { } value ? $"{Name(score.CriterionId)}: {value}"
                        : string.IsNullOrWhiteSpace(score.Reason) ? ""
                        : Name(score.CriterionId),
                        score.Reason ?? ""
                    )
                )
            )
            .Append((Advice.Fund is { } fund ? $"Would you fund it? {AssessorAdvice.InWords(fund)}" : "", ""))
            .Append((string.IsNullOrWhiteSpace(Advice.Amount) ? "" : "The amount you would award", Advice.Amount ?? ""))
            .Append((string.IsNullOrWhiteSpace(Advice.Condition) ? "" : "A condition", Advice.Condition ?? ""))
            .Append((string.IsNullOrWhiteSpace(Advice.Question) ? "" : "A question for the meeting", Advice.Question ?? ""))
            .Where(one => one.Item1.Length > 0)
            .ToList();
    }

    public IReadOnlyList<Choice> AnchorsOf(Criterion criterion) =>
        Sheet!
            .Anchors.Where(anchor => anchor.CriterionId == criterion.Id)
            .Select(anchor => new Choice(anchor.Score.ToString(CultureInfo.InvariantCulture), $"{anchor.Score}", anchor.Wording))
            .ToList();

    private async Task<ScoringSheet.ScoreSheet> LoadAsync()
    {
        Sheet = await scoringSheet.GetAsync(User.Actor(), Id);
        Changes = await db.ReadAsync(work => SheetChanges.GetAsync(work, Sheet));
        WhyReadOnly = ScoringRules.WhyCannotSave(Sheet.Assignment, Sheet.Round, clock.UtcNow());
        return Sheet;
    }
}
