using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Funds;

/// <summary>The two pages that show the form of a question: of a round being built, and the correction of a published one.</summary>
public interface IQuestionFormPage
{
    QuestionForm Form { get; }

    /// <summary>Only what a correction may change is shown.</summary>
    bool Correcting { get; }

    /// <summary>What the question may depend on.</summary>
    IReadOnlyList<Choice> Earlier { get; }
    IReadOnlyList<Choice> Criteria { get; }
}
