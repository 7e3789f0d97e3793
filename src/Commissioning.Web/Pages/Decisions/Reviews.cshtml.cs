using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.ReviewDecisions)]
public sealed class ReviewsModel(DecisionReviews reviews) : PageModel
{
    public IReadOnlyList<DecisionReviews.ReviewRow> Rows { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync() => (Rows, Today) = await reviews.ListAsync();
}
