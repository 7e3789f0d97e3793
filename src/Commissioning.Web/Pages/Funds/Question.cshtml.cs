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
public sealed class QuestionModel(Db db, SaveQuestion save) : PageModel, IQuestionFormPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromQuery]
    public string? Code { get; set; }

    [BindProperty]
    public QuestionForm Form { get; set; } = new();
    public bool Correcting => false;
    public IReadOnlyList<Choice> Earlier { get; private set; } = [];
    public IReadOnlyList<Choice> Summed { get; private set; } = [];
    public IReadOnlyList<Choice> Criteria { get; private set; } = [];
    private RoundSetup setup = null!;

    public async Task OnGetAsync(QuestionKind kind, string? section)
    {
        await LoadAsync();
        Form = Code is null
            ? new QuestionForm { Kind = kind, Section = section }.Complete()
            : QuestionForm.From(
                setup.Questions.FirstOrDefault(question => question.Code == Code) ?? throw new NotFoundException("No such question")
            );
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var (question, wrong) = Form.Read(setup.Questions.Where(other => other.Code != Code).Select(other => other.Code).ToHashSet());
        if (!this.AnyErrors(wrong))
        {
            var outcome = await save.RunAsync(User.Actor(), Id, Code, question);
            if (outcome.IsDone)
                return this.Next(Links.Funds.Form(Id), "The question is saved");
            this.AnyErrors(outcome.At(null));
        }
        Form.Complete();
        return this.PageWithErrors();
    }

    private async Task LoadAsync()
    {
        setup = (await db.ReadAsync(work => FormQueries.GetAsync(work, Id))).Setup;
        Earlier = EarlierThan(setup, Code);
        Summed = setup
            .Questions.TakeWhile(question => question.Code != Code)
            .Where(FormTotals.CanSum)
            .Select(question => new Choice(question.Code, question.Wording))
            .ToList();
        Criteria = setup.Criteria.Select(criterion => new Choice(criterion.Code, $"{criterion.Name}, {criterion.Weight}%")).ToList();
    }

    internal static IReadOnlyList<Choice> EarlierThan(RoundSetup setup, string? code) =>
        [
            .. setup
                .Questions.TakeWhile(question => question.Code != code)
                .Where(question => question.Kind is not QuestionKind.Table)
                .Select(question => new Choice(question.Code, question.Wording)),
            new("amount", "How much is asked for (project)"),
            new("priority", "Priority (project)"),
            new("zone", "People Zone (project)"),
        ];
}
