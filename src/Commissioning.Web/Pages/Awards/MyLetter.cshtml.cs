using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.Apply)]
public sealed class MyLetterModel(LetterReader letters) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public LetterReader.LetterSummary Letter { get; private set; } = null!;

    public async Task OnGetAsync() => Letter = await letters.GetMineAsync(User.Actor(), Id);
}
