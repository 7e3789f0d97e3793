using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class RecheckModel(Db db, RecordRecheck record) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public bool? Agrees { get; set; }

    [BindProperty]
    public string? Note { get; set; }
    public Rechecks.Item View { get; private set; } = null!;

    public static readonly IReadOnlyList<Choice> Answers =
    [
        new("true", "Yes, I come to the same result"),
        new("false", "No, I found a fault"),
    ];

    public async Task OnGetAsync() => View = await db.ReadAsync(work => Rechecks.ItemAsync(work, Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await record.RunAsync(User.Actor(), Id, Agrees, Note);
        return outcome.IsDone ? this.Next(Links.DueDiligence.Fraud(View.FundId), "What you found is saved") : this.PageWithErrors(outcome);
    }
}
