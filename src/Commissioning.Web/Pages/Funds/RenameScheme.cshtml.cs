using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class RenameSchemeModel(Schemes schemes) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public SchemeForm Form { get; set; } = new();
    public Schemes.View View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await schemes.GetAsync(Id);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await schemes.RenameAsync(User.Actor(), Id, Form.Name, Form.Reason);
        return outcome.Refused is { } refusal ? this.PageWithErrors(refusal) : this.Next(Links.Funds.Scheme(Id), "The scheme is renamed");
    }
}
