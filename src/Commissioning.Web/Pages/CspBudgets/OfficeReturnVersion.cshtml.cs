using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class OfficeReturnVersionModel(Db db) : PageModel
{
    public ReturnVersionView View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, int number)
    {
        var (sent, version, before) = await db.ReadAsync(work =>
            AreaReturnQueries.VersionAsync(work, User.Actor(), ownOnly: false, id, number)
        );
        View = new(sent, version, before, IsOffice: true);
    }
}
