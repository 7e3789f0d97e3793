using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class AreaModel(AreaStatement statement) : PageModel
{
    public static readonly IReadOnlyList<LedgerRequestKind> Requests =
    [
        LedgerRequestKind.Base,
        LedgerRequestKind.TopUp,
        LedgerRequestKind.Virement,
        LedgerRequestKind.Earmark,
        LedgerRequestKind.Return,
        LedgerRequestKind.PoolToArea,
        LedgerRequestKind.CarryForward,
        LedgerRequestKind.Keep,
    ];
    public AreaStatement.AreaStatementPage View { get; private set; } = null!;

    public async Task OnGetAsync(string year, Guid area, [FromQuery(Name = "page")] int number = 1) =>
        View = await statement.GetAsync(YearRoute.Read(year), area, number);
}
