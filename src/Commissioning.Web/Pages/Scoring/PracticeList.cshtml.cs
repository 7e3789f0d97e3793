using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

/// <summary>The practice applications of a round, for the office.</summary>
[Requires(Permission.ManageRounds)]
public sealed class PracticeListModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public Round Round { get; private set; } = null!;
    public IReadOnlyList<PracticeApplication> Own { get; private set; } = [];
    public bool IsScored { get; private set; }
    public int NextNumber => Own.Count == 0 ? 1 : Own.Max(one => one.Number) + 1;

    public Task OnGetAsync() =>
        db.ReadAsync(async work =>
        {
            Round = await RoundReader.GetAsync(work, Id);
            Own = await PracticeQueries.OwnAsync(work, Id);
            return IsScored = await PracticeQueries.IsScoredAsync(work, Id);
        });
}
