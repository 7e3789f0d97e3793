using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>One question of the organisation's profile. Saves the answer as it is, and moves on only when nothing is wrong with
/// it.</summary>
[Requires(Permission.WriteApplications), RequestFormLimits(ValueCountLimit = 5000)]
public sealed class ProfileQuestionModel(OrganisationProfiles profiles) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public AnswerForm Form { get; set; } = new();
    public OrganisationProfiles.ProfileAnswers View { get; private set; } = null!;
    public Question Question { get; private set; } = null!;
    public int Place => View.Shown.ToList().IndexOf(Question) + 1;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = AnswerForm.From(Question, View.Answers.GetValueOrDefault(Question.Code) ?? "", View.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        Form.Complete(Question);
        var answer = Form.ToAnswer(Question);
        var outcome = await profiles.SaveAsync(User.Actor(), Id, Form.Version, Question, answer);
        if (!outcome.IsDone)
        {
            this.RefreshVersion(() => Form.Version = View.Version);
            return this.PageWithErrors(outcome);
        }
        await LoadAsync();
        if (OrganisationProfile.WhyWrong(Question, answer) is { Count: > 0 } problems)
        {
            ModelState.Clear();
            Form = AnswerForm.From(Question, answer, View.Version);
            this.AnyErrors(problems);
            return this.PageWithErrors();
        }
        // Goes on to the next unanswered question; a later change returns to the list.
        return
            View.Shown.FirstOrDefault(question =>
                question.Position > Question.Position && (!View.Answers.ContainsKey(question.Code) || View.Incomplete.Contains(question))
            )
                is { } next
            ? this.Next(Links.Applications.OrganisationQuestion(Id, next.Code))
            : this.Next(Links.Applications.Organisation(Id));
    }

    public async Task<IActionResult> OnPostAddRowsAsync()
    {
        await LoadAsync();
        Form.AddRows(Question);
        return Page();
    }

    private async Task LoadAsync()
    {
        View = await profiles.GetAsync(User.Actor(), Id);
        Question =
            View.Shown.FirstOrDefault(question => question.Code == Code)
            ?? throw new NotFoundException("No such question for this organisation");
    }
}
