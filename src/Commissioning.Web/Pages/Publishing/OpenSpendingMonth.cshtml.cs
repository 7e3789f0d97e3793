using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class OpenSpendingMonthModel(OpenReleases files) : PageModel
{
    /// <summary>Such as 2026-10.</summary>
    [FromRoute(Name = "month")]
    public string MonthText { get; set; } = "";

    /// <summary>The newest first.</summary>
    public IReadOnlyList<ReleaseVersion> Versions { get; private set; } = [];

    public async Task OnGetAsync() =>
        Versions = await files.GetMonthAsync(
            ReleaseKind.Spending,
            ReleaseRules.Parse(MonthText) ?? throw new NotFoundException("No such month")
        );
}
