using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ManageConcerns)]
public sealed class ConcernModel(ReadConcern read, NoteConcern note, LinkConcern link) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Whom it is about.</summary>
    [BindProperty]
    public string? Subject { get; set; }
    public ConcernQueries.ConcernDetail View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await read.RunAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostLinkAsync()
    {
        var outcome = await link.RunAsync(User.Actor(), Id, Subject);
        if (outcome.IsDone)
            return this.Next(Links.DueDiligence.Concern(Id), "The organisation is saved");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostAsync(bool close)
    {
        var outcome = await note.RunAsync(User.Actor(), Id, Text, close);
        if (outcome.IsDone)
            return this.Next(Links.DueDiligence.Concern(Id), close ? "The concern is closed" : "Saved");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
