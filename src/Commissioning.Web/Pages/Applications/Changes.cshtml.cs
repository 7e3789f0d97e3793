using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class ChangesModel(ChangeRequests requests) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ChangeRequests.Request Open { get; private set; } = null!;

    public async Task OnGetAsync() => Open = await requests.GetMineAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await requests.SendAsync(User.Actor(), Id);
        if (outcome.IsDone)
            return this.Next(Links.Applications.Receipt(Id), "Thank you. Your changes are sent.");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
