using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

/// <summary>The button of a letter's e-mail leads here, because the letter's own address has two ids and is too long for an
/// e-mail.</summary>
[Requires(Permission.Apply)]
public sealed class OpenMyLetterModel(LetterReader letters) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid letter) =>
        LocalRedirect(Links.Awards.OneOfMyLetters(await letters.ApplicationOfMineAsync(User.Actor(), letter), letter));
}
