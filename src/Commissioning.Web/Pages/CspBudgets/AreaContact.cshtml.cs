using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class AreaContactModel(Db db, SetContactAreas setContactAreas) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string[] Areas { get; set; } = [];
    public string Name { get; private set; } = "";
    public IReadOnlyList<Choice> All { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var rows = (await db.ReadAsync(AreaContactQueries.ListAsync)).Where(row => row.PersonId == Id).ToList();
        if (rows.Count == 0)
            throw new NotFoundException("Not a CSP officer");
        Name = rows[0].DisplayName;
        Areas = rows.Where(row => row.AreaId is not null).Select(row => row.AreaId!.Value.ToString()).ToArray();
        All = (await db.ReadAsync(AreaContactQueries.AreasAsync)).Select(area => new Choice(area.Id.ToString(), area.Name)).ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await setContactAreas.RunAsync(
            User.Actor(),
            Id,
            Areas.Select(typed => Guid.TryParse(typed, out var area) ? area : Guid.Empty).ToList()
        );
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.AreaContacts, "Saved");
    }
}
