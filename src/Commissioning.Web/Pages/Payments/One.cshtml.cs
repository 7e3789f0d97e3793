using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class OneModel(AwardPayments payments) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public AwardPayments.Payment Payment { get; private set; } = null!;

    public async Task OnGetAsync() => Payment = await payments.OneAsync(Id);
}
