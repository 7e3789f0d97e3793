using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.Apply)]
public sealed class MyLettersModel(LetterReader letters) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public IReadOnlyList<LetterReader.MyLetter> Letters { get; private set; } = [];

    public async Task OnGetAsync() => Letters = await letters.ListMineAsync(User.Actor(), Id);
}
