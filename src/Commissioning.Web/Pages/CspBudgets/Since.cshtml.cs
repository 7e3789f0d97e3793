using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class SinceModel(Db db) : PageModel
{
    public PanelPapers.PanelPaper Paper { get; private set; } = null!;
    public IReadOnlyList<PanelPapers.SinceRow> Rows { get; private set; } = [];
    public int Changed => Rows.Count(row => row.IsBackDated || row.IsAcross);

    public async Task OnGetAsync(Guid id) =>
        (Paper, Rows) = await db.ReadAsync(async work =>
        {
            var paper = await PanelPapers.FindAsync(work, id);
            return (paper, await PanelPapers.SinceAsync(work, paper));
        });
}
