using Commissioning.Features.Accounts;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

[RequiresSignIn]
public sealed class SavedFormModel(SavedForms forms) : PageModel
{
    public SavedForms.RestoredForm Form { get; private set; } = null!;

    /// <summary>A file was sent with it, which is not kept.</summary>
    public bool HasLostFile => Form.Fields.Any(one => one is { Name: SignedOutForms.LostFile, Value: "file" });

    public async Task OnGetAsync(Guid id) => Form = await forms.GetAsync(User.Actor(), id);
}
