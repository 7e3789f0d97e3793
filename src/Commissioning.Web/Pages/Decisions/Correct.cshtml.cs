using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.DecideRound)]
public sealed class CorrectModel(CorrectDecision correctDecision) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public Guid Application { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Interests { get; set; }
    public CorrectDecision.DecisionToCorrect View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await correctDecision.GetAsync(User.Actor(), Id, Application);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await correctDecision.RunAsync(User.Actor(), Id, Application, Reason, Interests);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Decisions.Paper(Id), $"The decision on {View.Decided.Reference} is corrected");
    }
}
