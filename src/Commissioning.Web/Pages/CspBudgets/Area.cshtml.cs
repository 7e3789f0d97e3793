using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Payments;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class AreaModel(AreaStatement statement, Db db) : PageModel
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

    /// <summary>What is paid to its lead council, which is apart from what it spends.</summary>
    public AreaMoney Money { get; private set; } = null!;

    public async Task OnGetAsync(string year, Guid area, [FromQuery(Name = "page")] int number = 1)
    {
        View = await statement.GetAsync(YearRoute.Read(year), area, number);
        Money = (await db.ReadAsync(work => AreaPayments.OfYearAsync(work, View.Year))).Lines.First(line => line.AreaId == area).Money;
    }
}
