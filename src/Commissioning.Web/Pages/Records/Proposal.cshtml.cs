using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Records;
using Commissioning.Features.Records;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Records;

/// <summary>One proposal to erase: what is on it, the decision, how far the erasure is, and what came out.</summary>
[Requires(Permission.ViewRetention)]
public sealed class ProposalModel(ErasureProposals proposals, ApproveErasure approve, PutOffErasure putOff) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    public DateParts Until { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }
    public ErasureProposals.ProposalPage View { get; private set; } = null!;
    public ErasureProposals.Proposal Proposal => View.Proposal;
    public bool MayDecide => User.Can(Permission.ManageRetention) && Proposal.State == ProposalState.Proposed;

    public async Task OnGetAsync([FromQuery] int page = 1) => View = await proposals.GetAsync(Id, page);

    public async Task<IActionResult> OnPostApproveAsync()
    {
        if (!User.Can(Permission.ManageRetention))
            return Forbid();
        var outcome = await approve.RunAsync(
            User.Actor(),
            Id,
            int.TryParse(Seen, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null
        );
        await OnGetAsync();
        if (outcome.IsDone)
            return this.Next(Links.Records.Proposal(Id), "The records are being exported and erased");
        ModelState.Remove(nameof(Seen));
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostPutOffAsync()
    {
        if (!User.Can(Permission.ManageRetention))
            return Forbid();
        if (Until.WhyNotADate("the date") is { } wrong)
        {
            await OnGetAsync();
            return this.PageWithErrors(new(wrong, nameof(Until)));
        }
        var outcome = await putOff.RunAsync(User.Actor(), Id, Until.ToDate(), Reason);
        await OnGetAsync();
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Records.Rules, "The proposal is put off");
    }
}
