using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Funds;

/// <summary>The two pages with the question form: a draft round's, and the correction of a published one.</summary>
public interface IQuestionFormPage
{
    QuestionForm Form { get; }

    /// <summary>Only the fields that a correction may change are shown.</summary>
    bool Correcting { get; }

    /// <summary>The questions that this one may depend on.</summary>
    IReadOnlyList<Choice> Earlier { get; }

    /// <summary>The earlier answers that a total can add up.</summary>
    IReadOnlyList<Choice> Summed { get; }
    IReadOnlyList<Choice> Criteria { get; }
}
