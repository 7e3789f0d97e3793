using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Casework;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class QueueModel(Db db) : PageModel
{
    [BindProperty]
    public List<Guid> Selected { get; set; } = [];
    public ListView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var list = PaymentList.Of(User.Can(Permission.ApprovePayments));
        if (ListDownload.Of(this, list) is { } file)
            return file;
        var acts = User.Can(Permission.ApprovePayments) ? "_PaymentActs" : null;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, list, acts));
        return Page();
    }

    public async Task<IActionResult> OnPostCheckAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        if (Selected.Count > 0)
            return Redirect(Links.Payments.ApproveThese(Selected.Distinct().Take(PaymentApprovals.MostAtOnce)));
        await OnGetAsync();
        return this.PageWithErrors(new Refusal("Tick at least one payment", nameof(Selected)));
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
