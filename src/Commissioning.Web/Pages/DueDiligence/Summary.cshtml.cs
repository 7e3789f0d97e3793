using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class SummaryModel(AssuranceSummary summary) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public LetterDocument Document { get; private set; } = null!;

    public async Task OnGetAsync() => Document = await summary.OfApplicationAsync(Id);
}
