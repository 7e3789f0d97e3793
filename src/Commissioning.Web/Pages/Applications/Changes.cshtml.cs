using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class ChangesModel(Db db, SendChangedAnswers send) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ChangeRequestQueries.Request Open { get; private set; } = null!;

    public async Task OnGetAsync() => Open = await db.ReadAsync(work => ChangeRequestQueries.GetMineAsync(work, User.Actor(), Id));

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await send.RunAsync(User.Actor(), Id);
        if (outcome.IsDone)
            return this.Next(Links.Applications.Receipt(Id), "Thank you. Your changes are sent.");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
