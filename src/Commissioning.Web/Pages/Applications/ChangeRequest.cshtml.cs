using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>A request that waits for the applicant, for the officer who gives more time or closes it.</summary>
[Requires(Permission.ManageDueDiligence)]
public sealed class ChangeRequestModel(Db db, ExtendChangeRequest extend, CloseChangeRequest close) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public MoreForm More { get; set; } = new();

    [BindProperty]
    public CloseForm Close { get; set; } = new();
    public ChangeRequestQueries.Request Open { get; private set; } = null!;

    public sealed class MoreForm
    {
        public DateParts DueOn { get; set; } = new();
        public string? Reason { get; set; }
    }

    public sealed class CloseForm
    {
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync() =>
        Open =
            await db.ReadAsync(work => ChangeRequestQueries.WaitingAsync(work, Id))
            ?? throw new NotFoundException("No request waits for this applicant");

    public async Task<IActionResult> OnPostExtendAsync()
    {
        await OnGetAsync();
        if (More.DueOn.WhyNotADate("the day to answer by") is { } wrong)
            return this.PageWithErrors(new Refusal(wrong, nameof(More.DueOn)), nameof(More));
        var outcome = await extend.RunAsync(User.Actor(), Id, More.DueOn.ToDate()!.Value, More.Reason);
        return outcome.IsDone
            ? this.Next(Links.Applications.Submitted(Id), "We have told the applicant of the later day")
            : this.PageWithErrors(outcome, nameof(More));
    }

    public async Task<IActionResult> OnPostCloseAsync()
    {
        await OnGetAsync();
        var outcome = await close.RunAsync(User.Actor(), Id, Close.Reason);
        return outcome.IsDone
            ? this.Next(Links.Applications.Submitted(Id), "The request is closed, and we have told the applicant")
            : this.PageWithErrors(outcome, nameof(Close));
    }
}
