using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
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
        View = await entries.GetAsync(YearRoute.ReadFigure(year, column, area, account, asAt), number);
    }

    public string Here => PageLink.Replace("&page={0}", "", StringComparison.Ordinal);

    public string Download =>
        PageLink.Replace("/entries?", "/entries.xlsx?", StringComparison.Ordinal).Replace("&page={0}", "", StringComparison.Ordinal);

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
