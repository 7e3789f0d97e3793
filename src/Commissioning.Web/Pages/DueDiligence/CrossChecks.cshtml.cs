using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class CrossChecksModel(CrossChecks crossChecks, StopFlags shared) : PageModel
{
    public const int MostShown = 30;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public FlagForm Form { get; set; } = new();
    public CrossChecks.CrossChecksPage View { get; private set; } = null!;

    public sealed class FlagForm
    {
        public string? Reason { get; set; }
        public DateParts Until { get; set; } = new();
    }

    public async Task OnGetAsync() => View = await crossChecks.GetAsync(Id);

    public async Task<IActionResult> OnPostFlagAsync()
    {
        await OnGetAsync();
        if (!Form.Until.IsBlank && Form.Until.WhyNotADate("the last day") is { } wrong)
            return this.PageWithErrors(new(wrong, nameof(Form.Until)));
        return await DoneAsync(
            () => shared.FlagAsync(User.Actor(), View.Application.OrganisationId, Form.Reason, Form.Until.ToDate()),
            "The flag is placed",
            hasBoxes: true
        );
    }

    public Task<IActionResult> OnPostLiftAsync([FromQuery] Guid flag, [FromForm] string? liftReason) =>
        DoneAsync(() => shared.LiftAsync(User.Actor(), flag, liftReason), "The flag is lifted");

    public async Task<IActionResult> OnPostSameAsync([FromQuery] Guid other, [FromForm] bool? same, [FromForm] string? sameReason)
    {
        await OnGetAsync();
        return await DoneAsync(
            () => shared.CompareAsync(User.Actor(), View.Application.OrganisationId, other, same, sameReason),
            same == true ? "They are counted as one body" : "They are kept apart"
        );
    }

    public Task<IActionResult> OnPostSanctionAsync(
        [FromForm] string? ourName,
        [FromForm] string? groupId,
        [FromForm] bool? same,
        [FromForm] string? sanctionReason
    ) => DoneAsync(() => shared.ReviewAsync(User.Actor(), Id, ourName, groupId, same, sanctionReason), "What you found is kept");

    private async Task<IActionResult> DoneAsync(Func<Task<Result>> change, string notice, bool hasBoxes = false)
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.DueDiligence.CrossChecks(Id), notice);
        await OnGetAsync();
        // The other boxes repeat for each record, so their sentence stands above alone.
        return this.PageWithErrors(hasBoxes ? outcome : outcome.At(null));
    }

    public static string Words(string? declared) =>
        declared switch
        {
            "Declared" => "Declared a conflict.",
            "None" => "Says that there is no conflict.",
            null => "Has not been given this application.",
            _ => "Has not declared yet.",
        };
}
