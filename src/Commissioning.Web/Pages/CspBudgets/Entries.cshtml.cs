using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class EntriesModel(FigureEntries entries) : PageModel
{
    public FigureEntries.FigureEntriesPage View { get; private set; } = null!;

    public async Task OnGetAsync(
        string year,
        string? column,
        Guid? area,
        Guid? account,
        string? asAt,
        [FromQuery(Name = "page")] int number = 1
    )
    {
        var financial = YearRoute.Read(year);
        var known = Enum.TryParse<LedgerColumn>(column, out var parsed) && Enum.IsDefined(parsed);
        if (!known && account is null)
            throw new NotFoundException("Not a figure of the ledger");
        View = await entries.GetAsync(new(financial, YearRoute.ReadDay(asAt, financial), known ? parsed : null, area, account), number);
    }

    public string PageLink
    {
        get
        {
            var (year, asAt) = (View.Figure.Year.ToString(), YearRoute.Write(View.Figure.AsAt));
            return (
                    View.Figure.Account is { } account
                        ? Links.CspBudgets.AccountEntries(year, account, asAt)
                        : Links.CspBudgets.Entries(year, View.Figure.Column!.Value, View.Figure.Area, asAt)
                ) + "&page={0}";
        }
    }
}
