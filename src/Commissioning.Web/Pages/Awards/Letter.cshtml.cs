using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class LetterModel(LetterReader letters) : PageModel
{
    public LetterReader.LetterSummary Letter { get; private set; } = null!;

    public Guid? Previous { get; private set; }
    public Guid? Next { get; private set; }

    public async Task OnGetAsync(Guid id)
    {
        Letter = await letters.GetAsync(id);
        (Previous, Next) = await letters.NeighboursAsync(id);
    }
}
