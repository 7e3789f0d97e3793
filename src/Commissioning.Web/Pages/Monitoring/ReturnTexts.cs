using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>What a return says, for the organisation and for the office.</summary>
public static class ReturnTexts
{
    public static string Figures(ReturnReader.OutcomeAchieved? outcome) =>
        outcome?.AfterFigure is null ? outcome?.BeforeFigure ?? "" : $"{outcome.BeforeFigure} to {outcome.AfterFigure}";

    public static string Reached(Verdict? verdict) =>
        verdict switch
        {
            Verdict.Met => "Yes",
            Verdict.Partly => "In part",
            Verdict.NotMet => "No",
            _ => "",
        };

    /// <summary>The questions about people that were answered, each with its counts.</summary>
    public static IEnumerable<(string Question, string Counts)> People(ReturnReader.MonitoringReturn view) =>
        view
            .Policy.People.Where(question => view.People.Any(one => one.Question == question.Name))
            .Select(question =>
                (
                    question.Name + (question.MayOverlap ? " (may overlap)" : ""),
                    string.Join(
                        "; ",
                        question
                            .Choices.Where(choice => view.Count(question.Name, choice) is not null)
                            .Select(choice => $"{choice}: {view.Count(question.Name, choice)}")
                    )
                )
            );

    public static string Prevention(ReturnReader.ReturnHeader row) =>
        row.PreventionLevel + (row.StrategyOutcomes is { } aims ? " for: " + aims.Replace("\n", "; ", StringComparison.Ordinal) : "");

    /// <summary>Whether it can be filled in now.</summary>
    public static bool CanFill(ReturnReader.MonitoringReturn view) =>
        (MonitoringRules.WhyCannotChange(view.Return.Status) ?? view.WhyNotOpen) is null;

    /// <summary>Where its pages lead back to: the grant, or the award for an officer who types it in.</summary>
    public static string Back(ReturnReader.MonitoringReturn view) =>
        view.Return.EnteredHow is null ? Links.Awards.MyGrant(view.Return.ApplicationId) : Links.Monitoring.Review(view.Return.Id);

    public static string PageLink(ReturnReader.MonitoringReturn view, ReturnPage page) =>
        page == ReturnPage.Files
            ? Links.Monitoring.Files(view.Return.Id)
            : Links.Monitoring.Part(view.Return.Id, page.ToString().ToLowerInvariant());

    public static string SendLabel(ReturnReader.MonitoringReturn view, Guid person) =>
        view.AsksColleague(person) ? "Ask a colleague to certify it" : "Send the return";

    public static string SentNotice(ReturnReader.MonitoringReturn view, Guid person) =>
        view.AsksColleague(person) ? "A colleague can certify it now" : "The return is sent. Thank you.";

    public static string How(EnteredHow how) =>
        how switch
        {
            EnteredHow.Telephone => "on the telephone",
            EnteredHow.PhotoDiary => "in a photo diary",
            _ => "on paper",
        };
}
