using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class ProfileModel(OrganisationProfiles profiles) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public OrganisationProfiles.ProfileAnswers View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await profiles.GetAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await profiles.ConfirmAsync(User.Actor(), Id);
        if (outcome.IsDone)
            return this.Next(Links.Applications.TaskList(Id), "Your organisation is confirmed for this application");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
