using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.ManageDueDiligence)]
public sealed class AskModel(Db db, RequestChanges request) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public AskForm Form { get; set; } = new();
    public ApplicationCopy Copy { get; private set; } = null!;

    public sealed class AskForm
    {
        public string[] Codes { get; set; } = [];
        public string? Reason { get; set; }
        public DateParts DueOn { get; set; } = new();
    }

    public async Task OnGetAsync() => Copy = (await db.ReadAsync(work => SubmittedCopy.GetAsync(work, Id))).Copy;

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (Form.DueOn.WhyNotADate("the day to answer by") is { } wrong)
            return this.PageWithErrors(new(wrong, nameof(Form.DueOn)));
        var outcome = await request.RunAsync(User.Actor(), Id, Form.Codes, Form.DueOn.ToDate()!.Value, Form.Reason);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Applications.Submitted(Id), "We have asked the applicant");
    }
}
