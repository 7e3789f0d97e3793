using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class FundLettersModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<FundLetterQueries.State> States { get; private set; } = [];

    public GrantTerms.Terms Terms { get; private set; } = null!;

    public async Task OnGetAsync() =>
        (Name, Terms, States) = (
            (await db.ReadAsync(work => FundQueries.GetAsync(work, Id))).Fund.Name,
            await db.ReadAsync(work => GrantTerms.InUseAsync(work, Id)),
            await db.ReadAsync(work => FundLetterQueries.ListAsync(work, Id))
        );
}
