using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

/// <summary>Leads to the oldest thing of a kind that waits for the person; where nothing waits any more, home.</summary>
[RequiresSignIn]
public sealed class NextModel(Db db) : PageModel
{
    [FromRoute]
    public string Kind { get; set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Enum.TryParse<WaitingKind>(Kind, out var kind) || !Enum.IsDefined(kind))
            return NotFound();
        return await db.ReadAsync(work => WaitingQueries.NextAsync(work, User.Actor(), User.Roles(), kind)) is { } page
            ? Redirect(page)
            : this.Next(Links.Casework.Work, $"{WaitingRules.Of(kind).Many}: nothing waits any more");
    }
}
