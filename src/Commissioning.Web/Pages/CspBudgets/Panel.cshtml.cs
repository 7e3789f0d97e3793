using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class PanelModel(PanelTable panelTable) : PageModel
{
    public string BudgetYear { get; private set; } = "";
    public string? AsAt { get; private set; }
    public LetterDocument Paper { get; private set; } = null!;

    public async Task OnGetAsync(string year, string? asAt)
    {
        var financial = YearRoute.Read(year);
        var day = YearRoute.ReadDay(asAt, financial);
        (BudgetYear, AsAt, Paper) = (
            year,
            YearRoute.Write(day),
            await panelTable.PaperAsync(
                financial,
                day,
                figure =>
                    figure.Account is { } account
                        ? Links.CspBudgets.AccountEntries(year, account, YearRoute.Write(day))
                        : Links.CspBudgets.Entries(year, figure.Column!.Value, figure.Area, YearRoute.Write(day))
            )
        );
    }
}
