using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class ReceiptModel(MyCopy myCopy) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    public BidCopyModel Copy { get; private set; } = null!;

    public async Task OnGetAsync() => Copy = new(await myCopy.GetAsync(User.Actor(), Id), document => Links.Applications.Document(Id, document));
}
