using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.ViewRounds)]
public sealed class ApplicationModel(Db db, ChangeRequests requests, Messages messages) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public SubmittedCopy.SubmittedVersions View { get; private set; } = null!;

    public IReadOnlyList<ChangeRequests.Request> Requests { get; private set; } = [];
    public IReadOnlyList<Messages.SentMessage> Messages { get; private set; } = [];

    public async Task OnGetAsync() =>
        (View, Requests, Messages) = (
            await db.ReadAsync(work => SubmittedCopy.GetAsync(work, Id)),
            await requests.ListAsync(Id),
            await messages.AboutAsync(Id)
        );
}
