using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class OpenSpendingModel(OpenReleases files) : PageModel
{
    /// <summary>The newest first.</summary>
    public IReadOnlyList<ReleaseVersion> Months { get; private set; } = [];

    public async Task OnGetAsync() => Months = await files.MonthsAsync(ReleaseKind.Spending);
}
