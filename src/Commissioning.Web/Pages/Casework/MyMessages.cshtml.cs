using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.WriteApplications)]
public sealed class MyMessagesModel(Db db, WriteToOffice write) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Answer { get; set; }
    public IReadOnlyList<Mailings.Entry> Thread { get; private set; } = [];

    public async Task OnGetAsync() => Thread = await db.ReadAsync(work => WriteToOffice.ThreadAsync(work, User.Actor(), Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await write.RunAsync(User.Actor(), Id, Answer);
        return outcome.IsDone ? this.Next(Links.Casework.MyMessages(Id), "We have your message") : this.PageWithErrors(outcome);
    }
}
