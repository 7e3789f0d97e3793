using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>About how many minutes the parts of a form take somebody who has the facts at hand. Our own estimate, from trying the form: 40
/// words a minute are written, and a short question takes half a minute.</summary>
public static class FormTime
{
    private const int WordsAMinute = 40;

    /// <summary>Whole minutes, at least one. A text is expected to use three quarters of its words.</summary>
    public static int Of(Section section, RoundSetup setup, GivenAnswers given) =>
        section == Section.Organisation ? 6
        : section == Section.Project ? 3
        : section == Section.Budget ? 4
        : section == Section.Outcomes ? 4
        : section == Section.Documents
            ? Math.Max(1, 2 * setup.Documents.Count(kind => kind.Stage == DocumentStage.WithApplication && kind.Required))
        : Minutes(given.Shown(setup.Questions).Where(question => Section.OfQuestions(question.Section) == section));

    private static int Minutes(IEnumerable<Question> questions) => Math.Max(1, (int)Math.Ceiling(questions.Sum(HalfMinutes) / 2m));

    private static decimal HalfMinutes(Question question) =>
        question.Kind switch
        {
            QuestionKind.LongText => 2m * 0.75m * question.WordLimit / WordsAMinute,
            QuestionKind.Table => 4,
            QuestionKind.Person or QuestionKind.Address => 2,
            _ => 1,
        };
}
