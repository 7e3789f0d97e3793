using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>About how long a form takes, part by part, for somebody who knows the project (default, not OPCC policy). Questions that only
/// some applicants get are not counted.</summary>
public static class FormMinutes
{
    /// <summary>Words that a person writes in a minute on a phone, with a pause for thought.</summary>
    private const int WordsInAMinute = 40;

    public static int Of(Question question) =>
        question.Kind switch
        {
            QuestionKind.LongText => Math.Max(2, (question.WordLimit + WordsInAMinute - 1) / WordsInAMinute),
            QuestionKind.Table => 3,
            _ => 1,
        };

    /// <summary>The parts in the order of the form.</summary>
    public static IReadOnlyList<(Section Part, int Minutes)> Of(IReadOnlyList<Question> questions, IReadOnlyList<DocumentKind> documents)
    {
        return OfAsked(questions.Where(question => question.Settings.ShowWhen.Count == 0), documents);
    }

    /// <summary>One part, for an applicant with these answers.</summary>
    public static int Of(Section part, RoundSetup setup, GivenAnswers given) =>
        OfAsked(given.Shown(setup.Questions), setup.Documents).FirstOrDefault(one => one.Part == part).Minutes;

    private static IReadOnlyList<(Section Part, int Minutes)> OfAsked(IEnumerable<Question> asked, IReadOnlyList<DocumentKind> documents)
    {
        var files = documents.Count(kind => kind.Stage == DocumentStage.WithApplication);
        return
        [
            (Section.Organisation, 5),
            (Section.Project, 3),
            .. asked.GroupBy(question => question.Section).Select(part => (Section.OfQuestions(part.Key), part.Sum(Of))),
            (Section.Budget, 5),
            (Section.Outcomes, 5),
            .. files > 0 ? [(Section.Documents, files)] : Array.Empty<(Section, int)>(),
        ];
    }

    /// <summary>To the nearest five.</summary>
    public static int Total(IReadOnlyList<Question> questions, IReadOnlyList<DocumentKind> documents) =>
        Math.Max(5, (Of(questions, documents).Sum(part => part.Minutes) + 2) / 5 * 5);
}
