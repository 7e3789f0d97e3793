using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

/// <summary>The views that a person keeps of the staff's lists. A view is saved on the list itself, and sent back to it.</summary>
[RequiresSignIn]
public sealed class ViewsModel(Db db, SaveView save, RemoveView remove) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }
    public IReadOnlyList<SavedViews.SavedView> Saved { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!User.Roles().Any(RolePermissions.IsStaff))
            return Forbid();
        Saved = await db.ReadAsync(work => SavedViews.AllOfAsync(work, User.Actor()));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string list, string? query, string back)
    {
        if (!User.Roles().Any(RolePermissions.IsStaff))
            return Forbid();
        if (!Url.IsLocalUrl(back))
            return BadRequest();
        var outcome = await save.RunAsync(User.Actor(), new(list, Name, query ?? ""));
        if (outcome.IsDone)
            return this.Next(
                string.IsNullOrEmpty(query) ? back : $"{back}{(back.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}",
                $"Saved: {Name}"
            );
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid view)
    {
        if (!User.Roles().Any(RolePermissions.IsStaff))
            return Forbid();
        var outcome = await remove.RunAsync(User.Actor(), view);
        if (outcome.IsDone)
            return this.Next(Links.Casework.Views, "The view is removed");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
