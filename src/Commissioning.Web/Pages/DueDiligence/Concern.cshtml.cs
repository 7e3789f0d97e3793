using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ManageConcerns)]
public sealed class ConcernModel(Concerns concerns) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Text { get; set; }
    public Concerns.ConcernDetail View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await concerns.ReadAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostAsync(bool close)
    {
        var outcome = await concerns.NoteAsync(User.Actor(), Id, Text, close);
        if (outcome.IsDone)
            return this.Next(Links.DueDiligence.Concern(Id), close ? "The concern is closed" : "Saved");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
