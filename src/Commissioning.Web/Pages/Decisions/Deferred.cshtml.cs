using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.DecideRound)]
public sealed class DeferredModel(DecideDeferred decideDeferred) : PageModel, IFurtherDecisionPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public FurtherDecisionForm Form { get; set; } = new();
    public bool MayChoose => true;
    public FurtherDecision.View View { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        View = await decideDeferred.GetAsync(User.Actor(), Id);
        Form = FurtherDecisionForm.From(View, null);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await decideDeferred.GetAsync(User.Actor(), Id);
        var command = Form.Read(this, View);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await decideDeferred.RunAsync(User.Actor(), Id, command);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(
                Links.Decisions.Paper(View.Round.Id),
                $"{View.Decided.Reference} is decided. Its letter goes with the next letters."
            );
    }
}
