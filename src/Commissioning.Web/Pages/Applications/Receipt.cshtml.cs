using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class ReceiptModel(MyCopy myCopy, EqualityMonitoring equality) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    public BidCopyModel Copy { get; private set; } = null!;

    /// <summary>The applicant's own people are asked once; an officer who typed it in is not.</summary>
    public bool AsksEquality { get; private set; }

    public async Task OnGetAsync()
    {
        Copy = new(await myCopy.GetAsync(User.Actor(), Id), document => Links.Applications.Document(Id, document));
        AsksEquality = User.Can(Permission.Apply) && await equality.MayAnswerAsync(User.Actor(), Id);
    }
}
