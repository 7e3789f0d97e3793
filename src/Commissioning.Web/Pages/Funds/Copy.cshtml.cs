using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class CopyModel(Db db, ImportRound importRound) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }
    public Round Round { get; private set; } = null!;

    public async Task OnGetAsync() => Round = await db.ReadAsync(work => RoundReader.GetAsync(work, Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await importRound.CopyAsync(User.Actor(), Id, Name);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Funds.Edit(outcome.Value), "The round is made. Check its dates.");
    }
}
