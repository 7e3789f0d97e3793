using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.ViewRounds)]
public sealed class ApplicationsModel(Db db, TagApplications tag, AssignOwners assign) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<Guid> Selected { get; set; } = [];

    [BindProperty]
    public string? Tag { get; set; }

    [BindProperty]
    public string? Owner { get; set; }
    public ListView View { get; private set; } = null!;
    public IReadOnlyList<AssignOwners.Officer> Officers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var list = await db.ReadAsync(work => ApplicationList.OfAsync(work, User.Actor(), RolePermissions.Of(User.Roles()), Id));
        if (HttpMethods.IsGet(Request.Method) && ListDownload.Of(this, list) is { } file)
            return file;
        var acts = User.Can(Permission.ManageDueDiligence) ? "_ApplicationActs" : null;
        (View, Officers) = await db.ReadAsync(async work =>
            (await ListView.OfAsync(this, work, list, acts), acts is null ? [] : await AssignOwners.OfficersAsync(work))
        );
        ViewData["Officers"] = Officers;
        return Page();
    }

    public async Task<IActionResult> OnPostTagAsync(bool remove)
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await tag.RunAsync(User.Actor(), new(Id, Selected, Tag, remove));
        if (outcome.IsDone)
            return this.Next(ListView.Back(this), $"{Many(outcome.Value)} {(remove ? "no longer" : "now")} tagged \"{Tag!.Trim()}\"");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostOwnerAsync()
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await assign.RunAsync(User.Actor(), new(Id, Selected, Guid.TryParse(Owner, out var officer) ? officer : null));
        if (outcome.IsDone)
            return this.Next(
                ListView.Back(this),
                outcome.Value!.Count == 0
                    ? $"The owner of {Many(Selected.Distinct().Count())} is set"
                    : $"Set, but not for: {string.Join(" ", outcome.Value)}"
            );
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostWriteAsync()
    {
        if (!User.Can(Permission.SendLetters))
            return Forbid();
        if (Selected.Count > 0)
            return Redirect($"{Links.Casework.NewMailing(Id)}?selected={string.Join(',', Selected.Distinct())}");
        await OnGetAsync();
        return this.PageWithErrors(new Domain.Refusal("Select at least one application", nameof(Selected)));
    }

    private static string Many(int count) => count == 1 ? "1 application" : $"{count} applications";
}
