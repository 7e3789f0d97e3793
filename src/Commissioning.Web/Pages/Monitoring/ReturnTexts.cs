using System.Globalization;
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
                yield return ($"{question.Name}: {choice}", Words(old), Words(sent), Words(now));
        }
    }

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

    public static string Consent(bool given) => given ? "may be published" : "not to be published";
}
