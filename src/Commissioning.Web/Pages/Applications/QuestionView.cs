using Commissioning.Domain.Funds;

namespace Commissioning.Web.Pages.Applications;

/// <summary>A question with its controls, for an applicant or for an officer's preview.</summary>
/// <param name="Scores">Such as "25% of the total score"; null when none are shown.</param>
public sealed record QuestionView(Question Question, AnswerForm Form, bool Required, string? Scores, string AddRowAction)
{
    /// <summary>It is not the first question of its page, whose wording is the page's heading.</summary>
    public bool Follows { get; init; }

    /// <summary>The sum, for a question that is one.</summary>
    public string? Total { get; init; }

    /// <summary>How the answer is read, when it is not written plainly.</summary>
    public string? Understood { get; init; }

    /// <summary>A declaration's wording is the label of its checkbox, so the page needs a separate title.</summary>
    public static string TitleOf(Question question) => question.Kind == QuestionKind.Declaration ? "Declaration" : question.Wording;

    public static string? ScoresOf(Question question, IReadOnlyList<Criterion> criteria) =>
        criteria.FirstOrDefault(criterion => criterion.Code == question.Settings.Criterion) is { } criterion
            ? $"{criterion.Name}: {criterion.Weight}% of the total score"
            : null;
}
