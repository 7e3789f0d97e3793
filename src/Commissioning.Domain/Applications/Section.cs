using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>A section of the form. Sections of questions carry the round's own names.</summary>
public sealed record Section(string Key, string Title)
{
    public static readonly Section Project = new("project", "Your project");
    public static readonly Section Organisation = new("organisation", "Your organisation");
    public static readonly Section Budget = new("budget", "Budget");
    public static readonly Section Outcomes = new("outcomes", "Outcomes and measures");
    public static readonly Section Documents = new("documents", "Documents");

    /// <summary>A section for a single question, so that version checks detect two tabs editing the same answer.</summary>
    public static Section OfQuestion(Question question) => new("question:" + question.Code, question.Wording);

    public static Section OfQuestions(string name) => new("questions:" + name, name);

    /// <summary>Every section that an applicant with these answers fills in, in order.</summary>
    public static IReadOnlyList<Section> Of(RoundSetup setup, GivenAnswers given) =>
        [
            Organisation,
            Project,
            .. given.Shown(setup.Questions).Select(question => question.Section).Distinct().Select(OfQuestions),
            Budget,
            Outcomes,
            .. setup.Documents.Any(kind => kind.Stage == DocumentStage.WithApplication) ? [Documents] : Array.Empty<Section>(),
        ];
}
