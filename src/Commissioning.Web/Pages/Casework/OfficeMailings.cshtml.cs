using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.SendLetters)]
public sealed class OfficeMailingsModel(Db db) : PageModel
{
    public IReadOnlyList<Mailings.Mailing> All { get; private set; } = [];

    public async Task OnGetAsync() => All = await db.ReadAsync(Mailings.OfOfficeAsync);
}
