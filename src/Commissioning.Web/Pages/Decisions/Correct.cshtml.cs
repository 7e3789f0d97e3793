using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.DecideRound)]
public sealed class CorrectModel(CorrectDecision correctDecision) : PageModel, IFurtherDecisionPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public Guid Application { get; set; }

    [BindProperty]
    public FurtherDecisionForm Form { get; set; } = new();
    public bool MayChoose => true;
    public FurtherDecision.View View { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        View = await correctDecision.GetAsync(User.Actor(), Id, Application);
        Form = FurtherDecisionForm.From(View, View.Decided.Choice);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await correctDecision.GetAsync(User.Actor(), Id, Application);
        var command = Form.Read(this, View);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await correctDecision.RunAsync(User.Actor(), Id, Application, command);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Decisions.Paper(Id), $"The decision on {View.Decided.Reference} is corrected");
    }
}
