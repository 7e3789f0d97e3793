using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class FormModel(Db db, RemoveQuestion remove, MoveQuestion moveQuestion) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public FormQueries.FormEditorPage View { get; private set; } = null!;
    public bool Frozen => View.Setup.Round.PublishedAt is not null;
    public IReadOnlyList<(Question Question, string Sentence)> Remarks { get; private set; } = [];
    public QuestionKind Kind { get; } = QuestionKind.LongText;
    public string? Section => View.Setup.Questions.LastOrDefault()?.Section;

    public static readonly IReadOnlyList<Choice> Kinds = Enum.GetValues<QuestionKind>()
        .Select(kind => new Choice(kind.ToString(), Name(kind)))
        .ToList();

    public static string Name(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.LongText => "Long text",
            QuestionKind.ShortText => "Short text",
            QuestionKind.Money => "Amount of money",
            QuestionKind.YesNo => "Yes or no",
            QuestionKind.OneOf => "One of several choices",
            QuestionKind.ManyOf => "Any of several choices",
            QuestionKind.Person => "Person to contact",
            QuestionKind.Table => "Table with rows, such as milestones",
            QuestionKind.Declaration => "Declaration to tick",
            QuestionKind.Total => "Sum of earlier answers, added up by the portal",
            QuestionKind.File => "A file",
            _ => kind.ToString(),
        };

    /// <summary>The kind with what its settings make of it, such as "Number, a rough one is enough".</summary>
    public static string Describe(Question question, IReadOnlyList<Question> questions) =>
        question.Kind switch
        {
            QuestionKind.Total => $"Sum of: {string.Join("; ", FormTotals.PartsOf(question, questions).Select(part => part.Wording))}",
            QuestionKind.LongText or QuestionKind.ShortText => $"{Name(question.Kind)}, {question.WordLimit} words",
            QuestionKind.Number when question.Settings.Approximate => $"{Name(question.Kind)}, a rough one is enough",
            QuestionKind.Date when question.Settings.Approximate => $"{Name(question.Kind)}, a month and a year are enough",
            QuestionKind.File => string.Join(
                ", ",
                [
                    Name(question.Kind),
                    .. question.Settings.Endings,
                    .. question.Settings.MostMegabytes is { } most ? new[] { $"up to {most} MB" } : [],
                ]
            ),
            _ => Name(question.Kind),
        };

    public async Task OnGetAsync()
    {
        View = await db.ReadAsync(work => FormQueries.GetAsync(work, Id));
        Remarks = PlainLanguage.Remarks(View.Setup.Questions);
    }

    public async Task<IActionResult> OnPostAsync(string code, string move)
    {
        var outcome =
            move == "remove"
                ? await remove.RunAsync(User.Actor(), Id, code)
                : await moveQuestion.RunAsync(User.Actor(), Id, code, up: move == "up");
        if (outcome.IsDone)
            return this.Next(Links.Funds.Form(Id), move == "remove" ? "The question is removed" : null);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
