using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class LetterModel(Db db, LetterReader letters) : PageModel
{
    public LetterReader.LetterSummary Letter { get; private set; } = null!;

    /// <summary>The version of the terms in an offer's agreement; null: it is no offer.</summary>
    public string? Terms { get; private set; }

    public Guid? Previous { get; private set; }
    public Guid? Next { get; private set; }

    public async Task OnGetAsync(Guid id)
    {
        Letter = await letters.GetAsync(id);
        Terms = await db.ReadAsync(work => GrantTerms.OfLetterAsync(work, id));
        (Previous, Next) = await letters.NeighboursAsync(id);
    }
}
