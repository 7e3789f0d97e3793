using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

[Requires(Permission.ManagePeople)]
public sealed class PeopleModel(PeopleList people) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }
    public int Number { get; private set; }
    public int Pages { get; private set; }
    public IReadOnlyList<PeopleList.PeoplePage> Found { get; private set; } = [];

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        Number = Math.Max(1, number);
        (Found, Pages) = await people.SearchAsync(Search, Number);
    }
}
