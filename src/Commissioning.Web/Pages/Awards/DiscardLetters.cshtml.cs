using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.SendLetters)]
public sealed class DiscardLettersModel(DiscardLetters discard, RoundLetters letters) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task OnGetAsync() => await letters.GetAsync(Id);

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await discard.RunAsync(User.Actor(), Id, Reason);
        return outcome.IsDone
            ? this.Next(Links.Awards.Letters(Id), "The letters are thrown away. You can make them anew.")
            : this.PageWithErrors(outcome);
    }
}
