using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.Apply)]
public sealed class OneOfMyLettersModel(LetterReader letters) : PageModel
{
    public LetterReader.LetterSummary Letter { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, Guid letter) => Letter = await letters.GetMineAsync(User.Actor(), id, letter);
}
