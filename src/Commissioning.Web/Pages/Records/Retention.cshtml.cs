using Commissioning.Domain.Accounts;
using Commissioning.Features.Records;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Records;

[Requires(Permission.ViewRetention)]
public sealed class RetentionModel(RetentionPlan plan) : PageModel
{
    public IReadOnlyList<RetentionPlan.RetentionLine> Lines { get; private set; } = [];

    public async Task OnGetAsync() => Lines = await plan.GetAsync();
}
