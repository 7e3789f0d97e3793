using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.WriteApplications)]
public sealed class MyPaymentsModel(AwardPayments payments) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public AwardPayments.AwardPaymentsPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await payments.MineAsync(User.Actor(), Id);
}
