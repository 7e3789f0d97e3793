using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class ChangesModel(Db db, ChangedParts parts, SendChangedAnswers send, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ChangeRequestQueries.Request Open { get; private set; } = null!;
    public ApplicationComparison? Entered { get; private set; }
    public Refusal? WhyNot => Open.WhyCannotAnswer(clock.UtcNow());

    public async Task OnGetAsync()
    {
        Open = await db.ReadAsync(work => ChangeRequestQueries.GetMineAsync(work, User.Actor(), Id));
        if (Open.AnsweredAt is null)
            Entered = await parts.PreviewAsync(User.Actor(), Id);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await send.RunAsync(User.Actor(), Id);
        if (outcome.IsDone)
            return this.Next(Links.Applications.Receipt(Id), "Thank you. Your changes are sent.");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
