using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class ClaimModel(Features.Payments.Claims claims, DecideClaim decide, RequestClaimPayment request) : PageModel, IDuplicateForm
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public bool NotDuplicate { get; set; }

    [BindProperty]
    public string? WhyNotDuplicate { get; set; }
    public bool MayBeDuplicate { get; private set; }
    public Features.Payments.Claims.ClaimDetail View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await claims.GetAsync(Id);

    public Task<IActionResult> OnPostAsync(bool accept) =>
        AnswerAsync(
            said => decide.RunAsync(User.Actor(), Id, accept, Note, said),
            accept ? "The claim is accepted and its payment is requested. Someone else must approve it." : "The claim is sent back"
        );

    public Task<IActionResult> OnPostAgainAsync() =>
        AnswerAsync(said => request.RunAsync(User.Actor(), Id, said), "The payment is requested again. Someone else must approve it.");

    private async Task<IActionResult> AnswerAsync(Func<string?, Task<Result>> act, string done)
    {
        if (!User.Can(Permission.RequestPayments))
            return Forbid();
        await OnGetAsync();
        var outcome = await act(((IDuplicateForm)this).Said);
        MayBeDuplicate = NotDuplicate || outcome.FirstRefusal?.Field == nameof(NotDuplicate);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Payments.Claim(Id), done);
    }
}
