using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class OpenGrantsModel(OpenReleases files) : PageModel
{
    /// <summary>The newest year and month first.</summary>
    public IReadOnlyList<(int Year, IReadOnlyList<ReleaseVersion> Months, bool IsNewest)> Years { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var months = await files.MonthsAsync(ReleaseKind.Grants);
        Years = months
            .GroupBy(month => month.Month.Year)
            .Select((year, i) => (year.Key, (IReadOnlyList<ReleaseVersion>)year.ToList(), i == 0))
            .ToList();
    }
}
