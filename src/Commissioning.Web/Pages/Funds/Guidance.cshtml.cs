using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[AllowAnonymous]
public sealed class GuidanceModel(OpenRounds openRounds, Db db, ChangeDecisionDate decisionDate, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public RoundSetup Setup { get; private set; } = null!;
    public Money Awarded { get; private set; }
    public Refusal? WhyClosed { get; private set; }
    public IReadOnlyList<ChangeDecisionDate.Change> DateChanges { get; private set; } = [];

    /// <summary>What was changed since publication, as applicants read it.</summary>
    public IReadOnlyList<RoundAmendment> Amendments { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await openRounds.GetAsync(Id); // Not found until the round is published.
        (Setup, Amendments) = await db.ReadAsync(async work =>
            (await RoundReader.GetSetupAsync(work, Id), await AmendmentQueries.PublicAsync(work, Id))
        );
        DateChanges = await decisionDate.HistoryAsync(Id);
        Awarded = await openRounds.AwardedAsync(Id);
        WhyClosed = ApplicationRules.WhyCannotStart(Setup.Round, Awarded, clock.UtcNow());
    }
}
