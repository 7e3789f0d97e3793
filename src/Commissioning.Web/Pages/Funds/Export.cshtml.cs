using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class ExportModel(RoundReader rounds) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var setup = await rounds.GetSetupAsync(id);
        return this.Attachment(
            new(
                id,
                $"{setup.Round.Prefix}-{setup.Round.BudgetYear}-{setup.Round.Name}.json".Replace(' ', '-').ToLowerInvariant(),
                "application/json",
                Encoding.UTF8.GetBytes(RoundFile.Write(setup))
            )
        );
    }
}
