using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ManageConcerns)]
public sealed class FraudLogModel(Db db) : PageModel
{
    public IReadOnlyList<FraudCases.FraudCaseRow> Cases { get; private set; } = [];

    public async Task OnGetAsync() => Cases = await db.ReadAsync(FraudCases.ListAsync);
}
