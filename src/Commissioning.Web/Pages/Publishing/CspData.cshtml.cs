using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class CspDataModel(CspData data) : PageModel
{
    public IReadOnlyList<CspData.CspYear> Years { get; private set; } = [];

    public async Task OnGetAsync() => Years = await data.YearsAsync();
}
