using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Decisions;
using Commissioning.Features.Scoring;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

/// <summary>The decision on a round: interests first, then one choice for the whole paper; only a line that departs is opened. What is
/// chosen is kept as a draft until it is recorded.</summary>
[Requires(Permission.DecideRound)]
public sealed class DecideModel(DecideRound decideRound, DraftDecision draft, PutOffDecision putOff, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public DecisionForm Form { get; set; } = new();

    /// <summary>The line that is open.</summary>
    [BindProperty]
    public OpenLineForm Line { get; set; } = new();
    public DecideRound.DecisionPage View { get; private set; } = null!;
    public DecideRound.RoundToDecide Decision => View.Decision;
    public DecideRound.DecisionLine? Open => Decision.Lines.FirstOrDefault(line => line.ApplicationId == Line.Application);

    public sealed class DecisionForm
    {
        /// <summary>The paper that was read.</summary>
        public Guid? Paper { get; set; }
        public int Version { get; set; }
        public bool? HasInterests { get; set; }
        public List<InterestForm> Interests { get; set; } = [];
        public DateParts OthersDecideBy { get; set; } = new();
        public DecisionWay? Way { get; set; }
        public DateParts PutOffUntil { get; set; } = new();
        public string? PutOffWhy { get; set; }
        public string? Note { get; set; }
        public string? ProtectiveStatus { get; set; }
        public string? Exemption { get; set; }

        /// <summary>Not kept in the draft: it is said when the decision is made.</summary>
        public bool ReasonsStated { get; set; }
    }

    public sealed class InterestForm
    {
        public Guid? Application { get; set; }
        public string? Kind { get; set; }
        public string? Detail { get; set; }
    }

    public sealed class OpenLineForm : LineForm
    {
        public Guid? Application { get; set; }
    }

    /// <summary>Markings of the Government Security Classifications. Default, not OPCC policy.</summary>
    public static readonly IReadOnlyList<Choice> Statuses = [new("Official", "Official"), new("Official-Sensitive", "Official-Sensitive")];

    public static readonly IReadOnlyList<Choice> Kinds = DeclareConflict.Kinds.Select(kind => new Choice(kind, kind)).ToList();

    public IReadOnlyList<Choice> HasInterestsChoices =>
        [
            new(
                "false",
                $"I have none in these {Decision.Lines.Where(line => !line.Withdrawn).DistinctBy(line => line.Organisation).Count()} organisations"
            ),
            new("true", "I have an interest in some of them"),
        ];

    public IReadOnlyList<Choice> Organisations =>
        Decision
            .Lines.Where(line => !line.Withdrawn)
            .OrderBy(line => line.Organisation, StringComparer.CurrentCultureIgnoreCase)
            .Select(line => new Choice(line.ApplicationId.ToString(), $"{line.Organisation} ({line.Reference}: {line.ProjectName})"))
            .ToList();

    public IReadOnlyList<Choice> Ways =>
        [
            new(nameof(DecisionWay.AsRecommended), $"As recommended: {InWords(Recommended)}"),
            new(
                nameof(DecisionWay.WithChanges),
                Changed.Count == 0
                    ? "As recommended, with changes: press Change beside an application below"
                    : $"As recommended, with {(Changed.Count == 1 ? "1 change" : $"{Changed.Count} changes")}: {InWords(Settled)}"
            ),
            new(nameof(DecisionWay.NotNow), "Not now: decide on another day"),
        ];

    /// <summary>The law asks for an opinion about each grant.</summary>
    public bool NeedsOpinion => PaperRules.NeedsOpinion(Decision.Round.LegalPower);

    /// <summary>How many reasons nobody wrote.</summary>
    public string DraftReasons =>
        Decision.Lines.Count(line => line.IsReasonDraft && line.Choice == DecisionChoice.Fund && !IsInterested(line)) switch
        {
            0 => "The law asks for them. To write another reason for a grant, press Change beside it.",
            1 =>
                "The law asks for them. One is a draft in the application's own words: accept it, or press Change beside it to write your own.",
            var drafts =>
                $"The law asks for them. {drafts} are drafts in the application's own words: accept them, or press Change beside one to write your own.",
        };

    public DateTime Moment => clock.UtcNow();

    /// <summary>How much of the pot is given, of the 200 units of the bar.</summary>
    public int BarWidth => Decision.Left <= Money.Zero ? 0 : (int)Math.Clamp(200 * Now.Amount.Pence / Decision.Left.Pence, 0, 200);

    /// <param name="Deferred">Put off, by choice or for an interest.</param>
    public sealed record Total(int Funded, Money Amount, int Declined, int Deferred);

    public IReadOnlyList<DecideRound.DecisionLine> Changed => Decision.Lines.Where(line => line.IsChanged && !IsInterested(line)).ToList();
    public Total Recommended => TotalOf(line => line.Recommended ? DecisionChoice.Fund : DecisionChoice.Decline, line => line.Amount);
    public Total Settled => TotalOf(line => line.Choice, line => line.SettledAmount);

    /// <summary>What the foot says: as recommended where that is chosen, nothing where the decision is put off, and otherwise with what was
    /// changed. The script counts in the same way.</summary>
    public Total Now =>
        Form.Way switch
        {
            DecisionWay.AsRecommended => Recommended,
            DecisionWay.NotNow => new(0, Money.Zero, 0, Decision.Lines.Count(line => !line.Withdrawn)),
            _ => Settled,
        };

    public IEnumerable<(string Title, IReadOnlyList<DecideRound.DecisionLine> Lines)> Lists =>
        [
            ("Recommended", Decision.Lines.Where(line => line.Recommended).ToList()),
            ("Not recommended", Decision.Lines.Where(line => !line.Recommended).ToList()),
        ];

    public bool IsInterested(DecideRound.DecisionLine line) =>
        Form.HasInterests == true && Form.Interests.Any(interest => interest.Application == line.ApplicationId);

    /// <summary>What was prepared and is not recorded, by application: shown when nothing can be recorded any more.</summary>
    public IEnumerable<(string Reference, string Words)> Kept =>
        Decision
            .Lines.Where(line => line.IsChanged && line.ApplicationId != Line.Application)
            .Select(line =>
                (line.Reference, Words(line.Choice, line.SettledAmount, line.SettledUntil, line.SettledReason, line.SettledCondition))
            )
            .Concat(
                Open is { } open && Line.Choice is { } choice
                    ? [(open.Reference, Words(choice, null, Line.DeferUntil.ToDate(), Line.ReasonTold, Line.Condition))]
                    : []
            );

    /// <param name="paper">An earlier paper, to read what was prepared on it; null: the newest.</param>
    /// <param name="at">The application whose line is open.</param>
    public async Task OnGetAsync([FromQuery] Guid? paper, [FromQuery] Guid? at, [FromQuery] bool another)
    {
        await LoadAsync(paper, at);
        Fill(Decision.Draft);
        if (another || Form.Interests.Count == 0)
            Form.Interests.Add(new());
        if (Open is { Withdrawn: false } line && !IsInterested(line))
            Fill(line);
        else
            Line.Application = null;
    }

    /// <param name="change">The application whose line is to be opened.</param>
    public async Task<IActionResult> OnPostAsync(string? act, Guid? change)
    {
        await LoadAsync(Form.Paper, Line.Application);
        var command = Read(undo: act == "undo");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        if (act == "line" && Form.Way is null or DecisionWay.AsRecommended && !IsAsRecommended(command.Open))
            command = command with { Way = DecisionWay.WithChanges };
        var saved = await draft.RunAsync(User.Actor(), Id, command, complete: act is "line" or "decide");
        if (!saved.IsDone)
        {
            // Another screen may have decided since the page was read above.
            await LoadAsync(Form.Paper, Line.Application);
            if (Decision.WhyNot is { } over)
                return this.PageWithErrors(over);
            if (Decision.Draft.Version != Form.Version)
                this.RefreshVersion(() => Form.Version = Decision.Draft.Version);
            return this.PageWithErrors(saved);
        }
        this.RefreshVersion(() => Form.Version = saved.Value);
        var here = Links.Decisions.Decide(Id);
        switch (act)
        {
            case "decide":
                return await DecideAsync(command);
            case "later":
                return this.Next(Links.Decisions.Rounds, "What you prepared is saved. Nothing is decided yet.");
            case "another":
                return this.Next($"{here}?another=true#interests");
            case "line" or "undo" when Open is { } line:
                return this.Next(
                    $"{here}#line-{line.RankPosition}",
                    $"{line.Reference} is saved, and not decided yet."
                        + (command.Way == DecisionWay.NotNow ? " \"Not now\" still stands: choose to decide with changes to use it." : "")
                );
            default:
                return this.Next(
                    Decision.Lines.FirstOrDefault(line => line.ApplicationId == (change ?? Line.Application)) is { } opened
                        ? $"{here}?at={opened.ApplicationId}#line-{opened.RankPosition}"
                        : here
                );
        }
    }

    public async Task<IActionResult> OnPostAutosaveAsync()
    {
        await LoadAsync(Form.Paper, Line.Application);
        var command = Read(undo: false);
        Result<int> saved = ModelState.IsValid
            ? await draft.RunAsync(User.Actor(), Id, command)
            : new Refusal("Not saved yet: an amount or a day cannot be read");
        return this.Autosaved(saved, saved.Value, clock.UtcNow());
    }

    private async Task<IActionResult> DecideAsync(DraftDecision.Command command)
    {
        var outcome =
            command.Way == DecisionWay.NotNow
                ? await putOff.RunAsync(User.Actor(), Id, command.Paper, command.PutOffUntil, command.PutOffWhy)
                : await decideRound.RunAsync(
                    User.Actor(),
                    Id,
                    new(
                        command.Way,
                        command.HasInterests,
                        command.Interests ?? [],
                        command.Note,
                        command.ProtectiveStatus,
                        command.Exemption,
                        command.OthersDecideBy,
                        command.Paper,
                        Form.ReasonsStated
                    )
                );
        if (outcome.IsDone)
            return this.Next(
                Links.Decisions.Paper(Id),
                command.Way == DecisionWay.NotNow
                    ? $"The decision is put off until {LondonTime.Date(command.PutOffUntil!.Value)}"
                    : "The decision is recorded"
            );
        await LoadAsync(Form.Paper, Line.Application);
        return this.PageWithErrors(outcome);
    }

    private async Task LoadAsync(Guid? paper, Guid? open)
    {
        View = await decideRound.PageAsync(User.Actor(), Id, paper, open);
        Line.Application = open;
        Line.Budget = View.Budget;
        if (Open is { } line)
        {
            Line.Usuals = DeclineReasons.TrueOf(Decision.FactsOf(line));
            Line.CheckCondition = line.CheckCondition;
            Line.IsReasonDraft = line.IsReasonDraft;
            Line.Opinion = NeedsOpinion && !line.Recommended ? PaperRules.OpinionHeld(1) : null;
        }
        Form.Paper = Decision.RecommendationId;
    }

    private void Fill(DraftDecision.Saved saved)
    {
        Form.Version = saved.Version;
        (Form.HasInterests, Form.Way) = (saved.HasInterests, saved.Way);
        Form.Interests = (saved.InterestsJson ?? DeclaredInterests.None)
            .All.Select(interest => new InterestForm
            {
                Application = interest.Application,
                Kind = interest.Kind,
                Detail = interest.Detail,
            })
            .ToList();
        (Form.OthersDecideBy, Form.PutOffUntil) = (DateParts.From(saved.OthersDecideBy), DateParts.From(saved.PutOffUntil));
        (Form.PutOffWhy, Form.Note) = (saved.PutOffWhy, saved.Note);
        (Form.ProtectiveStatus, Form.Exemption) = (saved.ProtectiveStatus, saved.Exemption);
    }

    private void Fill(DecideRound.DecisionLine line)
    {
        Line.Choice = line.Choice;
        Line.Amounts = View
            .Budget.Select(one => (string?)(line.SettledLinesJson?.Of(one.Id) ?? View.Recommended[one.Id]).ToInput())
            .ToList();
        Line.DeferUntil = DateParts.From(line.SettledUntil);
        Line.Usual = Line.Usuals.Contains(line.SettledReason) ? line.SettledReason : null;
        (Line.Told, Line.Condition) = (Line.Usual is null ? line.SettledReason : null, line.Condition);
        Line.CrimeReason = line.SettledCrimeReason ?? line.OfferedReason;
    }

    private DraftDecision.Command Read(bool undo)
    {
        if (Statuses.All(status => status.Value != Form.ProtectiveStatus))
            this.AddError(nameof(Form.ProtectiveStatus), "Choose the protective status");
        return new(
            Decision.RecommendationId,
            Form.Version,
            Form.Way,
            Form.HasInterests,
            Form.Interests.Select(interest => new DeclaredInterest(interest.Application, interest.Kind, interest.Detail)).ToList(),
            ReadDay(Form.OthersDecideBy, nameof(Form.OthersDecideBy), "the day by which someone else decides"),
            ReadDay(Form.PutOffUntil, nameof(Form.PutOffUntil), "the day on which you mean to decide"),
            Form.PutOffWhy,
            Form.Note,
            Form.ProtectiveStatus ?? "",
            Form.Exemption,
            Open is not { } open ? null
                : undo ? new(open.ApplicationId, null, null, null)
                : new(
                    open.ApplicationId,
                    Line.Choice,
                    Line.ReasonTold,
                    Line.Condition,
                    Line.ReadAmounts(this),
                    Line.DeferUntil.ToDate(),
                    Line.CrimeReason ?? ""
                )
        );
    }

    private DateOnly? ReadDay(DateParts typed, string field, string name)
    {
        if (typed.IsBlank)
            return null;
        if (typed.WhyNotADate(name) is { } wrong)
            this.AddError(field, wrong);
        return typed.ToDate();
    }

    private bool IsAsRecommended(DraftDecision.Line? line) =>
        Open is not { } open
        || (
            line is { Choice: { } choice }
            && choice == (open.Recommended ? DecisionChoice.Fund : DecisionChoice.Decline)
            && string.IsNullOrWhiteSpace(line.Told)
            && (string.IsNullOrWhiteSpace(line.Condition) ? null : line.Condition.Trim()) == open.CheckCondition
            && open.OffersReason(line.CrimeReason)
            && (line.Amounts is not { } amounts || amounts.SequenceEqual(View.Budget.Select(one => (Money?)View.Recommended[one.Id])))
        );

    /// <summary>A changed line, such as "Fund, £4,500.00" or "Do not fund: no reason yet".</summary>
    public string InWords(DecideRound.DecisionLine line) =>
        line.Choice switch
        {
            DecisionChoice.Fund when line.Recommended && line.SettledAmount == line.Amount => line.SettledCondition == line.CheckCondition
                ? "Own reason"
            : line.SettledCondition is null ? "Without its condition"
            : "Own condition",
            DecisionChoice.Fund => $"Fund, {line.SettledAmount}",
            DecisionChoice.Defer => DecisionChoices.InWords(false, line.SettledUntil),
            _ => "Do not fund",
        } + (line.Departs && string.IsNullOrWhiteSpace(line.SettledReason) ? ": no reason yet" : "");

    private Total TotalOf(Func<DecideRound.DecisionLine, DecisionChoice> choice, Func<DecideRound.DecisionLine, Money> amount)
    {
        var standing = Decision.Lines.Where(line => !line.Withdrawn).ToList();
        var free = standing.Where(line => !IsInterested(line)).ToList();
        var funded = free.Where(line => choice(line) == DecisionChoice.Fund).ToList();
        return new(
            funded.Count,
            funded.Sum(amount),
            free.Count(line => choice(line) == DecisionChoice.Decline),
            standing.Count - free.Count + free.Count(line => choice(line) == DecisionChoice.Defer)
        );
    }

    private string InWords(Total total)
    {
        var left = Decision.Left - total.Amount;
        return $"fund {total.Funded} for {total.Amount}, decline {total.Declined}{(total.Deferred > 0 ? $", leave {total.Deferred}" : "")}. "
            + (left < Money.Zero ? $"That is {-left} more than the pot has" : $"{left} of the pot is left");
    }

    private static string Words(DecisionChoice choice, Money? amount, DateOnly? until, string? reason, string? condition) =>
        string.Join(
            ". ",
            new[]
            {
                choice == DecisionChoice.Fund
                    ? amount is null
                        ? "Fund"
                        : $"Fund, {amount}"
                    : DecisionChoices.InWords(false, choice == DecisionChoice.Defer ? until : null),
                reason,
                string.IsNullOrWhiteSpace(condition) ? null : $"Condition: {condition}",
            }.Where(text => !string.IsNullOrWhiteSpace(text))
        );
}
