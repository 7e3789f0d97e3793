using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

[RequiresSignIn]
public sealed class SavedFormModel(SavedForms forms) : PageModel
{
    public SavedForms.Held Held { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => Held = await forms.GetAsync(User.Actor(), id);
}
