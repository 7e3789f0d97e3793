using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

/// <summary>The logo and wording with which an organisation announces its grant (R99). Default wording, not OPCC policy.</summary>
[Requires(Permission.WriteApplications)]
public sealed class PublicityModel(AwardReader awards, Office office) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public AwardReader.AwardDetail View { get; private set; } = null!;

    public IReadOnlyList<(string Title, string Words)> Words => PublicityPack.Words(View, office.FunderName);

    public async Task<IActionResult> OnGetAsync()
    {
        View = await awards.GetMineAsync(User.Actor(), Id);
        return View.Award.AcceptedAt is null ? NotFound() : Page();
    }
}
