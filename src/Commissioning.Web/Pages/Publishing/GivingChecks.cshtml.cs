using Commissioning.Domain.Accounts;
using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

/// <summary>Only a publisher may change the identifiers.</summary>
[Requires(Permission.PreparePublication)]
public sealed class GivingChecksModel(GivingFile grants, GivingIdentities identities) : PageModel
{
    [BindProperty]
    public string? Prefix { get; set; }

    [BindProperty]
    public string? OrganisationId { get; set; }

    [BindProperty]
    public string? PoliceArea { get; set; }

    [BindProperty]
    public bool Agreed { get; set; }
    public GivingFile.Checks View { get; private set; } = null!;
    public bool MayChange => User.Can(Permission.Publish);

    public async Task OnGetAsync()
    {
        View = await grants.ChecksAsync();
        if (!View.Identity.IsOurs)
            (Prefix, OrganisationId) = (View.Identity.Prefix, View.Identity.OrganisationId);
        PoliceArea = View.Identity.PoliceArea;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayChange)
            return Forbid();
        var outcome = await identities.SaveAsync(User.Actor(), Prefix, OrganisationId, PoliceArea, Agreed);
        if (outcome.IsDone)
            return this.Next(Links.Publishing.GivingChecks, "The identifiers are saved");
        View = await grants.ChecksAsync();
        return this.PageWithErrors(outcome);
    }
}
