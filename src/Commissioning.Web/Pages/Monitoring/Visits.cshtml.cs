using Commissioning.Domain.Accounts;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

[Requires(Permission.ViewAwards)]
public sealed class VisitsModel(Db db) : PageModel
{
    /// <summary>Proposals shown; the most urgent come first.</summary>
    public const int Most = 100;

    public VisitQueries.VisitsPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(VisitQueries.AllAsync);
}
