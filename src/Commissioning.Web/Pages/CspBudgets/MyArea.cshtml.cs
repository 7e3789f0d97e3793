using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.SendCspReturns)]
public sealed class MyAreaModel(AreaStatement statement) : PageModel
{
    public AreaStatement.AreaStatementPage View { get; private set; } = null!;

    public async Task OnGetAsync(string year, Guid area, [FromQuery(Name = "page")] int number = 1) =>
        View = await statement.MineAsync(User.Actor(), YearRoute.Read(year), area, number);
}
