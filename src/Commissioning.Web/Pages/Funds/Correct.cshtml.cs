using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class CorrectModel(Db db, CorrectQuestion correct) : PageModel, IQuestionFormPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromQuery]
    public string Code { get; set; } = "";

    [BindProperty]
    public QuestionForm Form { get; set; } = new();
    public bool Correcting => true;
    public IReadOnlyList<Choice> Earlier => [];
    public IReadOnlyList<Choice> Summed => [];
    public IReadOnlyList<Choice> Criteria { get; private set; } = [];

    public async Task OnGetAsync() => Form = QuestionForm.From(await FindAsync());

    public async Task<IActionResult> OnPostAsync()
    {
        var old = await FindAsync();
        (Form.Kind, Form.Section, Form.Code) = (old.Kind, old.Section, old.Code);
        var (question, wrong) = Form.Read([]);
        if (!this.AnyErrors(wrong))
        {
            var outcome = await correct.RunAsync(User.Actor(), Id, question, Form.Reason);
            if (outcome.IsDone)
                return this.Next(Links.Funds.Form(Id), "The form is corrected and we have told everyone who has a draft");
            this.AnyErrors(outcome);
        }
        Form.Complete();
        return this.PageWithErrors();
    }

    private async Task<Domain.Funds.Question> FindAsync()
    {
        var setup = (await db.ReadAsync(work => FormQueries.GetAsync(work, Id))).Setup;
        Criteria = setup.Criteria.Select(criterion => new Choice(criterion.Code, $"{criterion.Name}, {criterion.Weight}%")).ToList();
        return setup.Questions.FirstOrDefault(question => question.Code == Code) ?? throw new NotFoundException("No such question");
    }
}
