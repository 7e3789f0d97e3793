using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class OneModel(Db db, AwardPayments payments) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public AwardPayments.Payment Payment { get; private set; } = null!;

    public FinanceNumbers.PaymentNumbers Numbers { get; private set; } = null!;

    public async Task OnGetAsync() =>
        (Payment, Numbers) = (await payments.OneAsync(Id), await db.ReadAsync(work => FinanceNumbers.BesidePaymentAsync(work, Id)));
}
