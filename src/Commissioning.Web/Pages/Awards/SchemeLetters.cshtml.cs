using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ManageRounds)]
public sealed class SchemeLettersModel(SchemeLetters letters, Schemes schemes) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<SchemeLetters.State> States { get; private set; } = [];

    public async Task OnGetAsync() => (Name, States) = ((await schemes.GetAsync(Id)).Scheme.Name, await letters.ListAsync(Id));
}
