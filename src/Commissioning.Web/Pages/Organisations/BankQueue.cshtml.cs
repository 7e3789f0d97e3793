using Commissioning.Domain.Accounts;
using Commissioning.Features.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Organisations;

[Requires(Permission.ViewDueDiligence)]
public sealed class BankQueueModel(BankDetails bank) : PageModel
{
    public BankDetails.BankDetailsQueue View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => View = await bank.QueueAsync(number);
}
