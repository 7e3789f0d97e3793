using Commissioning.Features.Records;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages;

[AllowAnonymous]
public sealed class PrivacyModel(RetentionPlan plan) : PageModel
{
    public IReadOnlyList<RetentionPlan.RetentionLine> Lines { get; private set; } = [];

    public async Task OnGetAsync() => Lines = await plan.GetAsync();
}
