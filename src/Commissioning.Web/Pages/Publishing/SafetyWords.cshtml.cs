using Commissioning.Domain.Accounts;
using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

/// <summary>Only a publisher may change them.</summary>
[Requires(Permission.PreparePublication)]
public sealed class SafetyWordsModel(SafetyWords safetyWords) : PageModel
{
    [BindProperty]
    public string? Words { get; set; }
    public SafetyWords.WordList View { get; private set; } = null!;
    public bool MayChange => User.Can(Permission.Publish);

    public async Task OnGetAsync()
    {
        View = await safetyWords.GetAsync();
        Words = string.Join('\n', View.Words);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayChange)
            return Forbid();
        var outcome = await safetyWords.SaveAsync(User.Actor(), Words);
        if (outcome.IsDone)
            return this.Next(Links.Publishing.SafetyWords, "The words are saved");
        View = await safetyWords.GetAsync();
        return this.PageWithErrors(outcome);
    }
}
