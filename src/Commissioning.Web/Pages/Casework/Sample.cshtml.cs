using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.SampleForAudit)]
public sealed class SampleModel(Db db) : PageModel
{
    public AuditSamples.SampleDetail View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => View = await db.ReadAsync(work => AuditSamples.GetAsync(work, id));
}
