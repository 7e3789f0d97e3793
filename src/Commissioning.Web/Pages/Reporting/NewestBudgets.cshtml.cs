using Commissioning.Domain.Accounts;
using Commissioning.Features.Reporting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Reporting;

/// <summary>Leads to the newest year that has a budget.</summary>
[Requires(Permission.ViewAwards)]
public sealed class NewestBudgetsModel(MoneyWatch watch) : PageModel
{
    public async Task<IActionResult> OnGetAsync() =>
        await watch.NewestAsync() is { } year ? Redirect(Links.Reporting.MoneyOf(year)) : Page();
}
