using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Features.Reporting;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class YearEndsModel(Db db, ProposeYearEndLines propose, TimeProvider clock) : PageModel
{
    private const int Back = 4;

    [BindProperty]
    public string? Year { get; set; }
    public IReadOnlyList<YearEndLines.Journal> Journals { get; private set; } = [];

    /// <summary>The years that are over and are not frozen.</summary>
    public IReadOnlyList<Choice> Years =>
        Enumerable
            .Range(1, Back)
            .Select(back => new FinancialYear(FinancialYear.Of(clock.Today()).StartYear - back).ToString())
            .Where(year => Journals.All(journal => journal.BudgetYear != year || journal.Status == YearEndStatus.Draft))
            .Select(year => new Choice(year, year))
            .ToList();

    public async Task OnGetAsync() => Journals = await db.ReadAsync(YearEndLines.ListAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        if (FinancialYear.Parse(Year) is not { } year)
            return this.PageWithErrors(new Refusal("Choose a year", nameof(Year)));
        var outcome = await propose.RunAsync(User.Actor(), year);
        return outcome.IsDone
            ? this.Next(Links.Payments.YearEnd(year.ToString()), "The lines are worked out")
            : this.PageWithErrors(outcome.At(nameof(Year)));
    }
}
