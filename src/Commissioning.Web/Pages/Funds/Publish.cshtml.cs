using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class PublishModel(Db db, PublishRound publishRound, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public RoundSetup Setup { get; private set; } = null!;
    public IReadOnlyList<Refusal> Missing { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        Missing = RoundRules.WhyCannotPublish(Setup, clock.UtcNow());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await publishRound.RunAsync(User.Actor(), Id);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Funds.Round(Id), "Round published. It is now frozen.");
    }
}
