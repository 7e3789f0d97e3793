using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

/// <summary>Leads to the page on which a note stands.</summary>
[Requires(Permission.ViewNotes)]
public sealed class NoteModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var note = await db.ReadAsync(work => NoteQueries.GetAsync(work, Id));
        var page = note.ApplicationId is { } application
            ? Links.Casework.Notes(NoteSubject.Application, application)
            : Links.Casework.Notes(NoteSubject.Organisation, note.OrganisationId);
        return Redirect($"{page}#note-{Id}");
    }
}
