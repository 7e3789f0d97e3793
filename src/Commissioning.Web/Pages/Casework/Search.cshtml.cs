using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[RequiresSignIn]
public sealed class SearchModel(SearchEverything search) : PageModel
{
    public string Words { get; private set; } = "";
    public IReadOnlyList<SearchEverything.Group> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? q)
    {
        if (!User.Roles().Any(RolePermissions.IsStaff))
            return Forbid();
        Words = (q ?? "").Trim();
        if (Words.Length > 200)
            Words = Words[..200];
        if (Words.Length >= SearchEverything.ShortestWord)
            Groups = await search.RunAsync(RolePermissions.Of(User.Roles()), Words);
        return Page();
    }
}
