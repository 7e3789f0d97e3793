using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.SendLetters)]
public sealed class MailingsModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public IReadOnlyList<Mailings.Mailing> All { get; private set; } = [];

    public async Task OnGetAsync() =>
        All = await db.ReadAsync(async work =>
        {
            await RoundReader.GetAsync(work, Id);
            return await Mailings.OfRoundAsync(work, Id);
        });
}
