using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

/// <summary>More time for one applicant before the round closes; after it, a late application that a second person accepts.</summary>
[Requires(Permission.ManageRounds)]
public sealed class MoreTimeModel(Db db, GiveMoreTime giveMoreTime, RequestAmendment request, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public MoreTimeForm Form { get; set; } = new();
    public GiveMoreTime.ApplicantTime View { get; private set; } = null!;
    public bool IsClosed => RoundRules.HasClosed(View.Round, clock.UtcNow());
    public string Title => IsClosed ? "Accept a late application" : "Give one applicant more time";

    public sealed class MoreTimeForm
    {
        public DateParts Until { get; set; } = new();
        public string? Time { get; set; } = "17:00";
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync() => View = await db.ReadAsync(work => GiveMoreTime.GetAsync(work, Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (Form.Until.WhyNotADate("the day") is { } wrong)
            this.AddError(nameof(Form.Until), wrong);
        var until = this.Instant(Form.Until, Form.Time, nameof(Form.Until), nameof(Form.Time), "the day");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = IsClosed
            ? await request.RunAsync(
                User.Actor(),
                View.Round.Id,
                new(AmendmentKind.LateApplication, Form.Reason) { ClosesAt = until, Application = Id }
            )
            : await giveMoreTime.RunAsync(User.Actor(), Id, until!.Value, Form.Reason);
        return outcome.IsDone
            ? this.Next(
                Links.Applications.MoreTime(Id),
                IsClosed ? "You have asked for it. A second person must approve it." : "The applicant has more time and is told"
            )
            : this.PageWithErrors(outcome);
    }
}
