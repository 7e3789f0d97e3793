using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class QueueModel(AwardPayments payments) : PageModel
{
    [FromQuery]
    public PaymentStatus? State { get; set; }
    public AwardPayments.PaymentQueue View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => View = await payments.QueueAsync(number, State);

    public static string Colour(PaymentStatus status) =>
        status switch
        {
            PaymentStatus.Paid => "green",
            PaymentStatus.Refused or PaymentStatus.Failed or PaymentStatus.Returned => "red",
            PaymentStatus.Approved or PaymentStatus.Scheduled => "turquoise",
            _ => "blue",
        };
}
