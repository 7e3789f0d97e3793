using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

[RequiresSignIn]
public sealed class HeldModel(HeldForms forms) : PageModel
{
    public HeldForms.Held Held { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => Held = await forms.GetAsync(User.Actor(), id);
}
