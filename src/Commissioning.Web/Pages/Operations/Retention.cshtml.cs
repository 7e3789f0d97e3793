using Commissioning.Domain.Accounts;
using Commissioning.Features.Operations;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Operations;

[Requires(Permission.ViewRetention)]
public sealed class RetentionModel(RetentionPlan plan) : PageModel
{
    public IReadOnlyList<RetentionPlan.RetentionLine> Lines { get; private set; } = [];

    public async Task OnGetAsync() => Lines = await plan.GetAsync();
}
