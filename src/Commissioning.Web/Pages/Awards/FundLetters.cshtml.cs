using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ManageRounds)]
public sealed class FundLettersModel(FundLetters letters, FundList funds) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<FundLetters.State> States { get; private set; } = [];

    public async Task OnGetAsync() => (Name, States) = ((await funds.GetAsync(Id)).Fund.Name, await letters.ListAsync(Id));
}
