using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

/// <summary>The chief finance officer lets somebody who took part release a payment run.</summary>
[Requires(Permission.ExceptFromSeparation)]
public sealed class RunExceptionModel(Db db, ExceptPaymentRun except) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? ExceptReason { get; set; }
    public PaymentReleases.RunRelease Release { get; private set; } = null!;

    public async Task OnGetAsync() => Release = await db.ReadAsync(work => PaymentReleases.GetAsync(work, User.Actor(), Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await except.RunAsync(User.Actor(), Id, ExceptReason);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Payments.RunException(Id), "The exception is recorded");
    }
}
