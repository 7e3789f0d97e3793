using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class PublicAreaNameModel(Db db, ChoosePublicAreaName choose) : PageModel
{
    [BindProperty]
    public PublicNameForm Form { get; set; } = new();
    public AreaQueries.Area Area { get; private set; } = null!;
    public IReadOnlyList<Choice> Names => Area.Aliases.Prepend(Area.Name).Select(name => new Choice(name, name)).ToList();

    public sealed class PublicNameForm
    {
        public string? Name { get; set; }
    }

    public async Task OnGetAsync(Guid area)
    {
        Area = await db.ReadAsync(work => AreaQueries.GetAsync(work, area));
        Form.Name = Area.ReadAs;
    }

    public async Task<IActionResult> OnPostAsync(Guid area)
    {
        Area = await db.ReadAsync(work => AreaQueries.GetAsync(work, area));
        var outcome = await choose.RunAsync(User.Actor(), area, Form.Name);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Areas, $"Applicants now read {Form.Name}");
    }
}
