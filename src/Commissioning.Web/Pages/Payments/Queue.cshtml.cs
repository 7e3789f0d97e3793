using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class QueueModel(Db db) : PageModel
{
    public ListView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var list = PaymentList.Of(User.Can(Permission.ApprovePayments));
        if (ListDownload.Of(this, list) is { } file)
            return file;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, list));
        return Page();
    }

    public static string Colour(PaymentStatus status) =>
        status switch
        {
            PaymentStatus.Paid => "green",
            PaymentStatus.Refused or PaymentStatus.Failed or PaymentStatus.Returned => "red",
            PaymentStatus.Approved or PaymentStatus.Scheduled => "turquoise",
            _ => "blue",
        };
}
