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
}
