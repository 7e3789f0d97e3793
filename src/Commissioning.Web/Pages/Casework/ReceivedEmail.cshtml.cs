using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.SendLetters)]
public sealed class ReceivedEmailModel(Db db, ReadReceivedEmail read, PlaceReceivedEmail place) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reference { get; set; }
    public ReceivedEmails.Received View { get; private set; } = null!;
    public IReadOnlyList<ReceivedEmails.ReceivedFile> Files { get; private set; } = [];

    public async Task OnGetAsync() =>
        (View, Files) = await db.ReadAsync(async work =>
            (await ReceivedEmails.GetAsync(work, Id), await ReceivedEmails.FilesAsync(work, Id))
        );

    public async Task<IActionResult> OnPostReadAsync() => await EndAsync(await read.RunAsync(User.Actor(), Id), "Marked as read");

    public async Task<IActionResult> OnPostPlaceAsync() =>
        await EndAsync(await place.RunAsync(User.Actor(), Id, Reference), "The e-mail stands with the application");

    private async Task<IActionResult> EndAsync(Result outcome, string done)
    {
        if (outcome.IsDone)
            return this.Next(Links.Casework.ReceivedEmail(Id), done);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
