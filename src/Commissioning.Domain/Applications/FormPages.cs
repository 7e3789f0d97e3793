using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>Which questions an applicant answers on one page: one subject a page, and the short questions that belong to it.</summary>
public static class FormPages
{
    private const int MostQuestions = 4;

    /// <summary>The pages of a section in order. A question that takes room, or that is asked only after another answer of the page, begins
    /// a new page.</summary>
    /// <param name="shown">The questions of the section that are asked.</param>
    public static IReadOnlyList<IReadOnlyList<Question>> Of(IReadOnlyList<Question> shown)
    {
        var pages = new List<List<Question>>();
        foreach (var question in shown)
            if (pages.Count == 0 || Begins(question, pages[^1]))
                pages.Add([question]);
            else
                pages[^1].Add(question);
        return pages;
    }

    private static bool Begins(Question question, List<Question> page) =>
        page.Count == MostQuestions
        || TakesRoom(question)
        || page.Exists(TakesPage)
        || question
            .Settings.ShowWhen.Concat(question.Settings.RequireWhen)
            .Any(condition => page.Exists(earlier => earlier.Code == condition.Question));

    private static bool TakesRoom(Question question) => TakesPage(question) || question.Kind is QuestionKind.LongText;

    private static bool TakesPage(Question question) =>
        question.Kind is QuestionKind.Table or QuestionKind.Person or QuestionKind.Address or QuestionKind.Declaration or QuestionKind.File;
}
