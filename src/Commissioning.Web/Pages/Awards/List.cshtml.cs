using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class ListModel(RoundAwards awards, Db db, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public RoundAwards.RoundAwardsPage View { get; private set; } = null!;

    public IReadOnlyList<ReserveList.ReserveRow> Reserve { get; private set; } = [];

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1)
    {
        View = await awards.GetAsync(Id, number);
        Reserve = await db.ReadAsync(work => ReserveList.OfAsync(work, Id));
    }

    public string Accepted(RoundAwards.RoundAwardRow row) =>
        row switch
        {
            { EndedAt: { } ended, EndedHow: { } how } =>
                $"{AwardRules.StateOf(new(row.OfferedAt, row.AcceptBy, row.AcceptedAt, ended, how), clock.Today())} on {LondonTime.Date(ended)}",
            { AcceptedAt: { } at } => LondonTime.Date(at),
            { AcceptBy: { } by } when AwardRules.HasLapsed(by, null, clock.Today()) => $"No. Overdue since {LondonTime.Date(by)}",
            { AcceptBy: { } by } => $"Not yet; by {LondonTime.Date(by)}",
            _ => "Not offered yet",
        };
}
