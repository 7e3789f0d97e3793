using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

[RequiresSignIn]
public sealed class SavedFormModel(SavedForms forms) : PageModel
{
    public SavedForms.RestoredForm Form { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => Form = await forms.GetAsync(User.Actor(), id);
}
