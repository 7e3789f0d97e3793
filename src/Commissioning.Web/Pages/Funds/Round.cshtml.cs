using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.Reporting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ViewRounds)]
public sealed class RoundModel(RoundDashboard dashboard, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public RoundDashboard.RoundPage View { get; private set; } = null!;
    public RoundPhase Phase => RoundRules.PhaseAt(View.Round, clock.UtcNow());

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => View = await dashboard.GetAsync(Id, number);

    public static (string Text, string Colour) Tag(CheckResult result) =>
        result switch
        {
            CheckResult.Pass => ("Pass", "green"),
            CheckResult.Condition => ("Condition", "yellow"),
            CheckResult.Fail => ("Fail", "red"),
            CheckResult.InProgress => ("In progress", "blue"),
            _ => ("Not started", "grey"),
        };

    /// <summary>What this person can do next with the round.</summary>
    public IEnumerable<(string Text, string Href)> NextSteps()
    {
        var round = View.Round;
        var assessing = RoundRules.MayAssess(round, clock.UtcNow());
        if (User.Can(Permission.ManageRounds) && Phase == RoundPhase.Draft)
        {
            yield return ("Change the round's details", Links.Funds.Edit(Id));
            yield return ("Change the form", Links.Funds.Form(Id));
            yield return ("Change eligibility and documents", Links.Funds.Questions(Id));
            yield return ("Change the criteria and their anchors", Links.Funds.Criteria(Id));
            yield return ("Say how applications are decided", Links.Funds.Policy(Id));
            yield return ("Choose the due diligence checks", Links.Funds.Checks(Id));
            yield return ("Say how awards are paid and reported on", Links.Funds.AfterAward(Id));
            yield return ("Choose the panel", Links.Funds.Panel(Id));
            yield return ("Check and publish", Links.Funds.Publish(Id));
        }
        if (Phase != RoundPhase.Draft)
            yield return ("What applicants see", Links.Funds.Guidance(Id));
        if (User.Can(Permission.ManageRounds) && Phase != RoundPhase.Draft)
            yield return ("The form and its corrections", Links.Funds.Form(Id));
        if (User.Can(Permission.ManageRounds) && Phase is not RoundPhase.Draft && round.DecidedAt is null)
            yield return ("Change the expected decision date", Links.Applications.DecisionDate(Id));
        if (User.Can(Permission.ManageRounds) && Phase is RoundPhase.Open or RoundPhase.CheckPlan)
            yield return ("Type in an application that came on paper", Links.Applications.Paper(Id));
        if (User.Can(Permission.ManageRounds))
            yield return ("Copy this round", Links.Funds.Copy(Id));
        if (User.Can(Permission.ViewModeration) && assessing)
        {
            yield return ("Moderate the scores", Links.Moderation.List(Id));
            yield return ("Threshold", Links.Moderation.Line(Id));
        }
        if (User.Can(Permission.MakeRecommendation) && assessing && !round.IsRecommended)
            yield return ("Make the recommendation", Links.Decisions.Recommend(Id));
        if (User.Can(Permission.ViewPapers) && assessing)
            yield return ("Who the projects reach", Links.Applications.EqualitySummary(Id));
        if (User.Can(Permission.ViewPapers) && round.RecommendedAt is not null)
            yield return ("Recommendation paper", Links.Decisions.Paper(Id));
        if (User.Can(Permission.DecideRound) && round.IsRecommended && round.DecidedAt is null)
            yield return ("Decide the round", Links.Decisions.Decide(Id));
        if (User.Can(Permission.SendLetters) && (round.DecidedAt ?? round.LettersReleasedAt) is not null)
            yield return ("Letters", Links.Awards.Letters(Id));
        if (User.Can(Permission.ViewAwards) && (round.DecidedAt ?? round.LettersReleasedAt) is not null)
            yield return ("Awards and payments", Links.Awards.List(Id));
        if (User.Can(Permission.ViewAwards) && (round.DecidedAt ?? round.LettersReleasedAt) is not null)
            yield return ("Awards in figures", Links.Reporting.RoundFigures(Id));
        if (round.LettersReleasedAt is not null)
            yield return ("Published list", Links.Publishing.FundedRound(Id));
        if (User.Can(Permission.ViewHistory))
            yield return ("History", Links.Audit.History(HistoryKind.Round, Id));
        if (User.Can(Permission.ViewAudit))
            yield return ("Audit trail of this round", Links.Audit.Of(Id));
    }
}
