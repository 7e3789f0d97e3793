using Commissioning.Domain.Accounts;
using Commissioning.Features.Records;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Records;

[Requires(Permission.ViewRetention)]
public sealed class RetentionModel(RetentionPlan plan, ErasureProposals proposals) : PageModel
{
    public IReadOnlyList<RetentionPlan.RetentionLine> Lines { get; private set; } = [];
    public IReadOnlyList<ErasureProposals.Proposal> Proposals { get; private set; } = [];

    public async Task OnGetAsync() => (Lines, Proposals) = (await plan.GetAsync(), await proposals.ListAsync());
}
