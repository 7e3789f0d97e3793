using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>For staff who read papers; not for assessors.</summary>
[Requires(Permission.ViewPapers)]
public sealed class EqualitySummaryModel(EqualityMonitoring equality) : PageModel
{
    public EqualityMonitoring.EqualityTotals View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => View = await equality.SummaryAsync(id);
}
