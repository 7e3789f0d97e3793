using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.ViewPapers)]
public sealed class PaperModel(RoundPaper paper) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    public RoundPaper.View View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery] int? number) => View = await paper.GetAsync(Id, number);
}
