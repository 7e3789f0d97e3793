using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

/// <summary>One change; whoever may see awards sees it, and the rule says who decides.</summary>
[Requires(Permission.ViewAwards)]
public sealed class VariationModel(Variations changes) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }
    public Variations.VariationRow Row { get; private set; } = null!;
    public Variations.VariationDetail View { get; private set; } = null!;
    public Role Decides { get; private set; }

    public async Task OnGetAsync() => (Row, View, Decides) = await changes.OneAsync(Id);

    public async Task<IActionResult> OnPostAsync(bool approve)
    {
        await OnGetAsync();
        var outcome = await changes.DecideAsync(User.Actor(), Id, approve, Note);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(
                Links.Awards.Variations(Row.AwardId),
                approve ? "The change is approved; its letter waits to be sent with the day's" : "The change is refused"
            );
    }
}
