using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The answers of a draft beside the criteria by which the panel scores them.</summary>
[Requires(Permission.WriteApplications)]
public sealed class PanelViewModel(MyApplication myApplication, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public MyApplication.ApplicationTasks View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        View = await myApplication.GetAsync(User.Actor(), Id);
        return TaskListModel.Instead(View.Application, clock.UtcNow()) is { } instead ? this.Next(instead) : Page();
    }

    /// <summary>The answers that a criterion is scored on.</summary>
    public IEnumerable<(Question Question, string Answer)> AnswersFor(Criterion criterion)
    {
        var shown = View.Content.Given.Shown(View.Setup.Questions);
        var answers = View.Content.Given.Lookup(shown);
        return shown
            .Where(question => question.Settings.Criterion == criterion.Code)
            .Select(question => (question, AnswerRules.Display(question, answers(question.Code))));
    }

    /// <summary>What the greatest score means, in the round's words.</summary>
    public string? Best(Criterion criterion) =>
        View.Setup.Anchors.FirstOrDefault(anchor => anchor.CriterionId == criterion.Id && anchor.Score == criterion.Greatest)?.Wording;
}
