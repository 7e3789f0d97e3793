using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class AliasModel(Areas areas) : PageModel
{
    [BindProperty]
    public AliasForm Form { get; set; } = new();
    public Areas.Area Area { get; private set; } = null!;

    public sealed class AliasForm
    {
        public string? Alias { get; set; }
    }

    public async Task OnGetAsync(Guid area) =>
        Area = (await areas.ListAsync()).FirstOrDefault(row => row.Id == area) ?? throw new NotFoundException("No such area");

    public async Task<IActionResult> OnPostAsync(Guid area)
    {
        await OnGetAsync(area);
        var outcome = await areas.AddAliasAsync(User.Actor(), area, Form.Alias);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Areas, "Saved");
    }
}
