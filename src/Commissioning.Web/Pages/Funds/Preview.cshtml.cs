using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.Pages.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

/// <summary>A question as an applicant sees it, to try out; nothing is saved.</summary>
[Requires(Permission.ManageRounds), RequestFormLimits(ValueCountLimit = 5000)]
public sealed class PreviewModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromQuery]
    public string? Code { get; set; }

    [BindProperty]
    public AnswerForm Form { get; set; } = new();
    public IReadOnlyList<Question> Questions { get; private set; } = [];
    public Question Question { get; private set; } = null!;
    public string? Scores { get; private set; }
    public int Place => Questions.ToList().IndexOf(Question) + 1;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form.Complete(Question);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        Form.Complete(Question);
        if (this.AnyErrors(AnswerRules.WhyWrong(Question, Form.ToAnswer(Question), _ => null)))
            return this.PageWithErrors();
        return this.Next(Links.Funds.PreviewQuestion(Id, Question.Code), "This answer would be accepted");
    }

    public async Task<IActionResult> OnPostAddRowsAsync()
    {
        await LoadAsync();
        Form.AddRows(Question);
        return Page();
    }

    private async Task LoadAsync()
    {
        var setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        Questions = setup.Questions;
        Question = Questions.FirstOrDefault(question => question.Code == Code) ?? throw new NotFoundException("No such question");
        Scores = QuestionView.ScoresOf(Question, setup.Criteria);
    }
}
