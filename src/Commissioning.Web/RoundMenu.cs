using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Casework;

namespace Commissioning.Web;

/// <summary>The pages of a round, in the order of its lifecycle, as far as it has come and the person may see.</summary>
public static class RoundMenu
{
    /// <param name="Figure">How many, or how many of how many; empty: nothing to count.</param>
    public sealed record Entry(string Text, string Href, string Figure = "");

    public static IEnumerable<Entry> Of(ClaimsPrincipal user, Round round, RoundStages stages, DateTime now)
    {
        var id = round.Id;
        var phase = RoundRules.PhaseAt(round, now);
        var assessed = RoundRules.MayAssess(round, now);
        var decided = (round.DecidedAt ?? round.LettersReleasedAt) is not null;
        yield return new("Overview", Links.Funds.Round(id));
        if (phase != RoundPhase.Draft)
        {
            yield return new("Applications", Links.Casework.Applications(id), $"{stages.Submitted}");
            if (stages.Drafts > 0)
                yield return new("Drafts", Links.Casework.Drafts(id), $"{stages.Drafts}");
            yield return new("Charts", Links.Casework.Charts(id));
        }
        if (assessed && user.Can(Permission.ViewModeration))
        {
            yield return new("Moderation", Links.Moderation.List(id), $"{stages.Moderated}/{stages.Submitted}");
            yield return new(
                "Panel health",
                Links.Moderation.Health(id),
                stages.Sheets > 0 ? $"{stages.SheetsSubmitted}/{stages.Sheets}" : ""
            );
        }
        if (assessed && user.Can(Permission.ManageRounds))
            yield return new("Assessors", Links.Scoring.Assessors(id));
        if (assessed && (user.Can(Permission.ViewModeration) || user.Can(Permission.ApprovePayments)))
            yield return new("Threshold", Links.Moderation.Line(id));
        if (round.RecommendedAt is not null && user.Can(Permission.ViewPapers))
            yield return new("Recommendation", Links.Decisions.Paper(id));
        else if (assessed && user.Can(Permission.MakeRecommendation))
            yield return new("Recommendation", Links.Decisions.Recommend(id));
        if (round.IsRecommended && round.DecidedAt is null && user.Can(Permission.DecideRound))
            yield return new("Decision", Links.Decisions.Decide(id));
        if (decided && user.Can(Permission.ViewAwards))
        {
            yield return new("Letters", Links.Awards.Letters(id));
            yield return new("Awards", Links.Awards.List(id), $"{stages.Awards}");
            yield return new("Figures", Links.Reporting.RoundFigures(id));
        }
        if (phase != RoundPhase.Draft && user.Can(Permission.SendLetters))
            yield return new("Messages", Links.Casework.Mailings(id));
        if (user.Can(Permission.ManageRounds))
            yield return new("Form and policy", phase == RoundPhase.Draft ? Links.Funds.Edit(id) : Links.Funds.Form(id));
        if (phase != RoundPhase.Draft)
            yield return new("What applicants see", Links.Funds.Guidance(id));
        if (round.LettersReleasedAt is not null)
            yield return new("Published list", Links.Publishing.Round(id));
        if (assessed && user.Can(Permission.AnswerRequests))
            yield return new("Files for an answer", Links.Casework.AnswerRound(id));
        if (user.Can(Permission.ViewHistory))
            yield return new("History of the round", Links.Audit.History(Domain.Audit.HistoryKind.Round, id));
    }
}
