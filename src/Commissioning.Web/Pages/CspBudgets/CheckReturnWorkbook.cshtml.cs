using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.SendCspReturns)]
public sealed class CheckReturnWorkbookModel(ReadReturnWorkbook read) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ReadReturnWorkbook.Preview View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await read.PreviewAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostAsync()
    {
        var saved = await read.SaveAsync(User.Actor(), Id);
        await OnGetAsync();
        return saved.IsDone
            ? this.Next(
                Links.CspBudgets.Return(View.Upload.BudgetYear, View.Upload.AreaId, View.Upload.Period),
                $"{View.Upload.FileName} is saved in the return"
            )
            : this.PageWithErrors(saved);
    }
}
