using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.ViewRounds)]
public sealed class BidModel(BidCopy bidCopy, ChangeRequests requests) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    public BidCopy.View View { get; private set; } = null!;

    public IReadOnlyList<ChangeRequests.Request> Requests { get; private set; } = [];

    public async Task OnGetAsync() => (View, Requests) = (await bidCopy.GetAsync(Id), await requests.ListAsync(Id));
}
