using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.ViewPapers)]
public sealed class DecisionModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public Guid Round { get; private set; }
    public IReadOnlyList<ApplicationDecision.Recommended> Recommended { get; private set; } = [];
    public IReadOnlyList<ApplicationDecision.Decided> Decided { get; private set; } = [];
    public IReadOnlyList<DecisionReviews.ReviewRow> Reviews { get; private set; } = [];

    public Task OnGetAsync() =>
        db.ReadAsync<object?>(async work =>
        {
            Round = (
                await RecordPlace.OfAsync(work, RecordKind.Application, Id) ?? throw new NotFoundException("No such application")
            ).RoundId;
            Recommended = await ApplicationDecision.RecommendedAsync(work, Id);
            Decided = await ApplicationDecision.DecidedAsync(work, Id);
            Reviews = await DecisionReviews.OfAsync(work, Id);
            return null;
        });
}
