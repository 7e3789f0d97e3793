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

    public async Task OnGetAsync(Guid id) =>
        (Letter, Terms) = (await letters.GetAsync(id), await db.ReadAsync(work => GrantTerms.OfLetterAsync(work, id)));
}
