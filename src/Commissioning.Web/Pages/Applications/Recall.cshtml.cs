using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.Apply)]
public sealed class RecallModel(MyApplication myApplication, RecallApplication recallApplication) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public MyApplication.ApplicationTasks View { get; private set; } = null!;
    public Refusal? WhyNot { get; private set; }

    public async Task OnGetAsync() =>
        (View, WhyNot) = (await myApplication.GetAsync(User.Actor(), Id), await recallApplication.WhyNotAsync(User.Actor(), Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await recallApplication.RunAsync(User.Actor(), Id);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Applications.TaskList(Id), "The application is a draft again. It is not sent until you send it again.");
    }
}
