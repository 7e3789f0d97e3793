using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
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
    public ChangeRequestQueries.ChoicesToAsk View { get; private set; } = null!;

    /// <summary>Documents are chosen by kind.</summary>
    public static readonly IReadOnlyList<Choice> PartChoices =
    [
        new(nameof(RequestedPart.Project), "The project"),
        new(nameof(RequestedPart.Budget), "The budget"),
        new(nameof(RequestedPart.Outcomes), "Outcomes and measures"),
        new(nameof(RequestedPart.Organisation), "What they told us about the organisation"),
    ];

    public sealed class AskForm
    {
        public RequestedPart[] Parts { get; set; } = [];
        public Guid[] Kinds { get; set; } = [];
        public string[] Codes { get; set; } = [];
        public string? Reason { get; set; }
        public DateParts DueOn { get; set; } = new();
    }

    public async Task OnGetAsync() => View = await db.ReadAsync(work => ChangeRequestQueries.ChoicesAsync(work, Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (Form.DueOn.WhyNotADate("the day to answer by") is { } wrong)
            return this.PageWithErrors(new(wrong, nameof(Form.DueOn)));
        var outcome = await request.RunAsync(
            User.Actor(),
            new(Id, Form.Codes, Form.Parts, Form.Kinds, Form.DueOn.ToDate()!.Value, Form.Reason)
        );
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Applications.Submitted(Id), "We have asked the applicant");
    }
}
