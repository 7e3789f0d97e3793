using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.Casework;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ViewRounds)]
public sealed class RoundModel(RoundDashboard dashboard, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public RoundDashboard.RoundPage View { get; private set; } = null!;
    public RoundPhase Phase => RoundRules.PhaseAt(View.Live.Round, clock.UtcNow());

    public async Task OnGetAsync() => View = await dashboard.GetAsync(Id);

    public static (string Text, string Colour) Tag(CheckResult result) =>
        result switch
        {
            CheckResult.Pass => ("Pass", "green"),
            CheckResult.Condition => ("Condition", "yellow"),
            CheckResult.Fail => ("Fail", "red"),
            CheckResult.InProgress => ("In progress", "blue"),
            _ => ("Not started", "grey"),
        };

    /// <param name="Why">What is missing; null: the part is ready.</param>
    public sealed record Part(string Title, string Href, string? Why);

    public IEnumerable<Part> Tasks(RoundSetup setup) =>
        Enum.GetValues<RoundPart>()
            .Select(part => new Part(
                Title(part),
                Page(part),
                RoundRules.WhyPartIsNotReady(part, setup, clock.UtcNow()) is { Count: > 0 } missing
                    ? string.Join(". ", missing.Select(refusal => refusal.Sentence))
                    : null
            ));

    /// <summary>Such as "3 parts to do first"; null when the round can be published.</summary>
    public string? WhyCannotPublish(RoundSetup setup) =>
        Tasks(setup).Count(task => task.Why is not null) switch
        {
            0 => null,
            1 => "Cannot publish yet: 1 part is to do",
            var several => $"Cannot publish yet: {several} parts are to do",
        };

    private static string Title(RoundPart part) =>
        part switch
        {
            RoundPart.Details => "Details, dates and priorities",
            RoundPart.Guidance => "Guidance for applicants",
            RoundPart.Form => "The form",
            RoundPart.Eligibility => "Eligibility and documents",
            RoundPart.Criteria => "Criteria and their anchors",
            RoundPart.Policy => "How applications are decided",
            RoundPart.Checks => "Due diligence checks",
            RoundPart.AfterAward => "How awards are paid and reported on",
            _ => "The panel",
        };

    private string Page(RoundPart part) =>
        part switch
        {
            RoundPart.Details => Links.Funds.Edit(Id),
            RoundPart.Guidance => Links.Funds.EditGuidance(Id),
            RoundPart.Form => Links.Funds.Form(Id),
            RoundPart.Eligibility => Links.Funds.Questions(Id),
            RoundPart.Criteria => Links.Funds.Criteria(Id),
            RoundPart.Policy => Links.Funds.Policy(Id),
            RoundPart.Checks => Links.Funds.Checks(Id),
            RoundPart.AfterAward => Links.Funds.AfterAward(Id),
            _ => Links.Funds.Panel(Id),
        };

    /// <summary>What this person can do with the round now, beside the pages of its stages.</summary>
    public IEnumerable<(string Text, string Href)> Acts()
    {
        var (round, stages, _, _) = View.Live;
        var assessing = RoundRules.MayAssess(round, clock.UtcNow());
        if (User.Can(Permission.ManageRounds) && Phase is not (RoundPhase.Draft or RoundPhase.Withdrawn) && round.DecidedAt is null)
            yield return ("Change the expected decision date", Links.Applications.DecisionDate(Id));
        if (User.Can(Permission.ManageRounds) && Phase is not (RoundPhase.Draft or RoundPhase.Withdrawn))
        {
            yield return ("Publish a question with its answer", Links.Funds.Answers(Id));
            yield return ("Files for applicants", Links.Funds.EditGuidance(Id));
        }
        if (Phase is not RoundPhase.Draft)
            yield return (
                User.Can(Permission.ManageRounds) && AmendmentRules.WhyCannotAmend(round) is null
                    ? "Change the published round: dates, panel, pot, withdrawal"
                    : "Changes to the published round",
                Links.Funds.Amendments(Id)
            );
        if (User.Can(Permission.ViewDueDiligence) && stages.Submitted > 0)
            yield return ("Due diligence of the round", Links.DueDiligence.Round(Id));
        if (assessing)
            yield return ("Assessors: recusal and replacement", Links.Scoring.Assessors(Id));
        if (User.Can(Permission.ManageRounds) && Phase is RoundPhase.Open or RoundPhase.CheckPlan)
            yield return ("Type in an application that came on paper", Links.Applications.Paper(Id));
        if (User.Can(Permission.RecordModeration) && assessing && stages.Moderated < stages.Submitted && !round.IsRecommended)
            yield return ("Moderate the scores", Links.Moderation.List(Id));
        if (
            User.Can(Permission.MakeRecommendation)
            && assessing
            && !round.IsRecommended
            && round.DecidedAt is null
            && stages.Submitted > 0
            && stages.Moderated >= stages.Submitted
        )
            yield return ("Make the recommendation", Links.Decisions.Recommend(Id));
        if (User.Can(Permission.ManageRounds) && round.WithdrawnAt is null)
            yield return ("Who decides this round", Links.Decisions.Approvers(Id));
        if (User.Can(Permission.DecideRound) && round.IsRecommended && round.DecidedAt is null)
            yield return ("Decide the round", Links.Decisions.Decide(Id));
        if (User.Can(Permission.SendLetters) && round.DecidedAt is not null && round.LettersReleasedAt is null)
            yield return ("Make and send the letters", Links.Awards.Letters(Id));
        if (User.Can(Permission.ViewPapers) && assessing)
            yield return ("Who the projects reach", Links.Applications.EqualitySummary(Id));
        if (User.Can(Permission.ManageRounds))
            yield return ("Copy this round", Links.Funds.Copy(Id));
        if (User.Can(Permission.ViewAudit))
            yield return ("Audit trail of this round", Links.Audit.Of(Id));
    }
}
