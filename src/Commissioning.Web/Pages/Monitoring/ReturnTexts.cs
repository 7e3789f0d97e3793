using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>What a return says, for the organisation and for the office.</summary>
public static class ReturnTexts
{
    public static string Figures(ReturnReader.OutcomeAchieved? outcome) =>
        outcome?.AfterFigure is null ? outcome?.BeforeFigure ?? "" : $"{outcome.BeforeFigure} to {outcome.AfterFigure}";

    /// <summary>What was achieved, after the figures.</summary>
    public static string Said(ReturnReader.OutcomeAchieved? outcome) =>
        Said(outcome?.BeforeFigure, outcome?.AfterFigure, outcome?.Achieved);

    public static string Said(string? before, string? after, string? achieved) =>
        string.Join(": ", new[] { after is null ? before : $"{before} to {after}", achieved }.Where(text => !string.IsNullOrEmpty(text)))
            is { Length: > 0 } said
            ? said
            : "Not given";

    /// <summary>Each count of people: in the return before, as sent before, and now.</summary>
    public static IEnumerable<(string Who, string Before, string Then, string Now)> Counts(
        ReturnReader.MonitoringReturn view,
        ReturnReader.MonitoringReturn? before,
        ReturnCopy? then
    )
    {
        static string Words(int? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "Not given";
        yield return ("Different people", Words(before?.Return.PeopleNew), Words(then?.PeopleNew), Words(view.Return.PeopleNew));
        yield return (
            "Came more than once",
            Words(before?.Return.PeopleRepeat),
            Words(then?.PeopleRepeat),
            Words(view.Return.PeopleRepeat)
        );
        foreach (var question in view.Policy.People)
        foreach (var choice in question.Choices)
        {
            var (old, sent, now) = (
                before?.Count(question.Name, choice),
                then?.People.FirstOrDefault(one => one.Question == question.Name && one.Choice == choice)?.People,
                view.Count(question.Name, choice)
            );
            if ((old ?? sent ?? now) is not null)
                yield return (
                    $"{question.Name}{(question.MayOverlap ? " (may overlap)" : "")}: {choice}",
                    Words(old),
                    Words(sent),
                    Words(now)
                );
        }
    }

    /// <summary>When it is due, or how late it is, as a sentence.</summary>
    public static string DueWords(ReturnReader.ReturnHeader row, DateOnly today) =>
        MonitoringRules.IsOverdue(row.Status, row.Deadline, today)
            ? $"It was due on {LondonTime.Date(row.Deadline)} and is {WorkingDays.Late(row.Deadline, today)}."
        : row.PutRightBy is { } by ? $"Put it right by {LondonTime.Date(by)}."
        : $"Due on {LondonTime.Date(row.DueOn)}.";

    /// <summary>Which days "so far, in all" means.</summary>
    public static string SoFar(ReturnReader.ReturnHeader row) =>
        $"“So far, in all” means from {LondonTime.Date(row.ProjectStarts)} to {LondonTime.Date(row.PeriodTo ?? row.ProjectEnds)}.";

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
