using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class SucceedSchemeModel(Schemes schemes) : PageModel
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
        var outcome = await schemes.SucceedAsync(User.Actor(), Id, Form.Name, Form.Prefix);
        return outcome.Refused is { } refusal
            ? this.PageWithErrors(refusal)
            : this.Next(Links.Funds.Scheme(outcome.Value), "The new scheme is made");
    }
}
