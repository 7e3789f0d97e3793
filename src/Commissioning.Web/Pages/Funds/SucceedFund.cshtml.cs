using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class SucceedFundModel(Db db, SucceedFund succeed) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public FundForm Form { get; set; } = new();
    public FundQueries.FundPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => FundQueries.GetAsync(work, Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await succeed.RunAsync(User.Actor(), Id, Form.Name, Form.Prefix);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Funds.Fund(outcome.Value), "The new fund is created");
    }
}
