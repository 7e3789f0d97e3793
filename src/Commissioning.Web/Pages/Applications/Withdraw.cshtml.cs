using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.Apply)]
public sealed class WithdrawModel(MyApplication myApplication, WithdrawApplication withdrawApplication) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public MyApplication.ApplicationTasks View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await myApplication.GetAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await withdrawApplication.RunAsync(User.Actor(), Id, Reason);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Applications.Mine, "The application is withdrawn");
    }
}
