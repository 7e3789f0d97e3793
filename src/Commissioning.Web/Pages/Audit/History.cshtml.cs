using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Audit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Audit;

[Requires(Permission.ViewHistory)]
public sealed class HistoryModel(RecordHistory history) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public HistoryKind Kind { get; private set; }
    public RecordHistory.HistoryPage View { get; private set; } = null!;

    /// <summary>The record's own page.</summary>
    public string Back =>
        Kind switch
        {
            HistoryKind.Application => Links.Applications.Submitted(Id),
            HistoryKind.Award => Links.Payments.Award(Id),
            HistoryKind.Round => Links.Funds.Round(Id),
            _ => Links.Casework.Organisation(Id),
        };

    public async Task<IActionResult> OnGetAsync(string kind, [FromQuery(Name = "page")] int number = 1)
    {
        if (!Enum.TryParse<HistoryKind>(kind, ignoreCase: true, out var found) || !Enum.IsDefined(found))
            return NotFound();
        Kind = found;
        var may = Enum.GetValues<Permission>().Where(User.Can).ToHashSet();
        View = await history.GetAsync(User.Actor(), may, Kind, Id, number);
        return Page();
    }
}
