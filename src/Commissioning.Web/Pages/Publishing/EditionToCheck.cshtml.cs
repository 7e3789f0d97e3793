using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.ViewAwards)]
public sealed class EditionToCheckModel(
    FigureEditions editions,
    ApproveEdition approve,
    PublishEdition publish,
    TakeBackEdition takeBack,
    RemoveEdition remove
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public FigureEditions.Edition View { get; private set; } = null!;
    public bool MayChange => User.Can(Permission.ReviewMonitoring);

    public Refusal? WhyCannotApprove => EditionRules.WhyCannotApprove(View.MadeBy, User.Actor().Id, View.ApprovedAt);

    public async Task OnGetAsync() => View = await editions.GetAsync(Id);

    public Task<IActionResult> OnPostApproveAsync() => AfterAsync(approve.RunAsync, "The edition is approved");

    public Task<IActionResult> OnPostPublishAsync() => AfterAsync(publish.RunAsync, "Anyone can now read these figures");

    public Task<IActionResult> OnPostWithdrawAsync() =>
        AfterAsync((actor, id) => takeBack.RunAsync(actor, id, Reason), "The edition is taken back");

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        await OnGetAsync();
        return await AfterAsync(remove.RunAsync, "The edition is removed", Links.Publishing.Editions(View.FundId));
    }

    private async Task<IActionResult> AfterAsync(Func<Actor, Guid, Task<Result>> change, string notice, string? next = null)
    {
        if (!MayChange)
            return Forbid();
        var outcome = await change(User.Actor(), Id);
        if (outcome.IsDone)
            return this.Next(next ?? Links.Publishing.EditionToCheck(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
