using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class GivingDataModel(GivingFile grants) : PageModel
{
    public GivingFile.FileSummary Summary { get; private set; } = null!;

    public async Task OnGetAsync() => Summary = await grants.SummaryAsync();
}
