using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class LetterModel(LetterReader letters) : PageModel
{
    public LetterReader.LetterSummary Letter { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => Letter = await letters.GetAsync(id);
}
