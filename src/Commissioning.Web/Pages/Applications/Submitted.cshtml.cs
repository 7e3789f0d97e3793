using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.ViewRounds)]
public sealed class ApplicationModel(Db db, MarkAnswersRead markRead) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public SubmittedCopy.SubmittedVersions View { get; private set; } = null!;

    public IReadOnlyList<ChangeRequestQueries.Request> Requests { get; private set; } = [];
    public IReadOnlyList<MessageQueries.SentMessage> Messages { get; private set; } = [];

    public bool HasUnreadAnswers { get; private set; }

    public async Task<IActionResult> OnPostReadAsync()
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await markRead.RunAsync(User.Actor(), Id);
        if (outcome.IsDone)
            return this.Next(Links.Applications.Submitted(Id), "The answers are marked as read");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task OnGetAsync() =>
        (View, Requests, Messages, HasUnreadAnswers) = (
            await db.ReadAsync(work => SubmittedCopy.GetAsync(work, Id)),
            await db.ReadAsync(work => ChangeRequestQueries.ListAsync(work, Id)),
            await db.ReadAsync(work => MessageQueries.AboutAsync(work, Id)),
            await db.ReadAsync(work => MarkAnswersRead.AreUnreadAsync(work, Id))
        );
}
