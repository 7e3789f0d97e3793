using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class AreaContactModel(QuarterlyReturns returns) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string[] Areas { get; set; } = [];
    public string Name { get; private set; } = "";
    public IReadOnlyList<Choice> All { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var rows = (await returns.AreaContactsAsync()).Where(row => row.PersonId == Id).ToList();
        if (rows.Count == 0)
            throw new NotFoundException("Not a CSP officer");
        Name = rows[0].DisplayName;
        Areas = rows.Where(row => row.AreaId is not null).Select(row => row.AreaId!.Value.ToString()).ToArray();
        All = (await returns.AreasAsync()).Select(area => new Choice(area.Id.ToString(), area.Name)).ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await returns.SetAreasAsync(User.Actor(), Id, Areas.Select(Guid.Parse).ToList());
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.AreaContacts, "Saved");
    }
}
