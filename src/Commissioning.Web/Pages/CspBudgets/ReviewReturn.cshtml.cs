using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class ReviewReturnModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public QuarterlyReturnQueries.Detail View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => QuarterlyReturnQueries.OfOfficeAsync(work, User.Actor(), Id));
}
