using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Decisions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.DecideRound)]
public sealed class DecideAfterReviewModel(DecideAfterReview decide) : PageModel, IFurtherDecisionPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public FurtherDecisionForm Form { get; set; } = new();
    public bool MayChoose => false;
    public FurtherDecision.View View { get; private set; } = null!;
    public DecisionReviews.ReviewRow Review { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        (Review, View) = await decide.GetAsync(User.Actor(), Id);
        Form = FurtherDecisionForm.From(View, DecisionChoice.Fund);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        (Review, View) = await decide.GetAsync(User.Actor(), Id);
        Form.Choice = DecisionChoice.Fund;
        var command = Form.Read(this, View);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await decide.RunAsync(User.Actor(), Id, command);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Decisions.Review(Id), $"{View.Decided.Reference} is decided again. Its letter goes with the day's letters.");
    }
}
