using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class FormulasModel(Db db) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    /// <summary>Numbers of the versions that are compared.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Left { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Right { get; set; }
    public IReadOnlyList<AllocationFormulaQueries.SavedFormula> All { get; private set; } = [];
    public IReadOnlyList<Choice> Versions =>
        All.Select(formula => new Choice(
                formula.Number.ToString(CultureInfo.InvariantCulture),
                $"Version {formula.Number}: {formula.Note}"
            ))
            .ToList();
    public IReadOnlyList<(string Area, Money LastYear, Money Left, Money Right)> Compared { get; private set; } = [];

    public static string StateOf(AllocationFormulaQueries.SavedFormula formula) =>
        formula.Request switch
        {
            LedgerRequestStatus.Waiting => "Waits for approval",
            LedgerRequestStatus.Approved => "Approved and posted",
            _ => "Not requested",
        };

    public async Task OnGetAsync()
    {
        All = await db.ReadAsync(work => AllocationFormulaQueries.ListAsync(work, YearRoute.Read(BudgetYear)));
        var (left, right) = (All.FirstOrDefault(one => one.Number == Left), All.FirstOrDefault(one => one.Number == Right));
        if (left is null || right is null)
            return;
        Compared = left
            .Content.Areas.Concat(right.Content.Areas)
            .DistinctBy(area => area.Id)
            .Select(area => (area.Name, area.LastYear, ShareOf(left, area.Id), ShareOf(right, area.Id)))
            .ToList();
    }

    private static Money ShareOf(AllocationFormulaQueries.SavedFormula formula, Guid area) =>
        formula.Content.Areas.FirstOrDefault(one => one.Id == area)?.Share ?? Money.Zero;
}
