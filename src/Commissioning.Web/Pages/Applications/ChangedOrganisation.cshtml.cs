using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>What the organisation said about itself, asked for again.</summary>
[Requires(Permission.WriteApplications)]
public sealed class ChangedOrganisationModel(ChangedParts parts, SaveChangedPart save, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }
    public ChangedParts.AskedPart View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        Version = View.Part.Version;
        return View.Request.WhyCannotAnswer(clock.UtcNow()) is null ? Page() : this.Next(Links.Applications.Changes(Id));
    }

    /// <summary>Confirms that the rest is right; the answers were saved one by one.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (View.Changed.WhyWrong(RequestedPart.Organisation, []) is [var gap, ..])
            return this.PageWithErrors(gap);
        var entered = View.Part.Entered ?? new() { Profile = new Dictionary<string, string>() };
        var outcome = await save.RunAsync(User.Actor(), Id, RequestedPart.Organisation, Version, entered);
        if (outcome.IsDone)
            return this.Next(Links.Applications.Changes(Id), "Your organisation is saved, and not sent yet");
        this.RefreshVersion(() => Version = View.Part.Version);
        return this.PageWithErrors(outcome);
    }

    private async Task LoadAsync() => View = await parts.GetMineAsync(User.Actor(), Id, RequestedPart.Organisation);
}
