using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class FundedRoundModel(FundedProjects projects) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public FundedProjects.FundedProjectsPage View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => View = await projects.GetAsync(Id, number);
}
