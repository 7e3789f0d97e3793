using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class ProfileModel(Db db, ConfirmProfile confirm, MyApplication myApplication, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public OrganisationProfiles.ProfileAnswers View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        View = await db.ReadAsync(work => OrganisationProfiles.GetAsync(work, User.Actor(), Id));
        if (TaskListModel.Instead(View.Application, clock.UtcNow()) is { } instead)
            return this.Next(instead);
        // Nothing to look at yet, so the questions come at once.
        return View.Version == 0 ? this.Next(Links.Applications.OrganisationPage(Id, View.Form.Pages[0].Code)) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await confirm.RunAsync(User.Actor(), Id);
        if (outcome.IsDone)
            return this.Next(TaskListModel.LinkAfter(await myApplication.GetAsync(User.Actor(), Id), Section.Organisation));
        View = await db.ReadAsync(work => OrganisationProfiles.GetAsync(work, User.Actor(), Id));
        return this.PageWithErrors(outcome);
    }
}
