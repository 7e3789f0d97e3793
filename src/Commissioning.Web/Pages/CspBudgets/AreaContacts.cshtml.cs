using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class AreaContactsModel(Db db) : PageModel
{
    public IReadOnlyList<IGrouping<Guid, AreaContactQueries.AreaContact>> People { get; private set; } = [];

    public async Task OnGetAsync() => People = (await db.ReadAsync(AreaContactQueries.ListAsync)).GroupBy(row => row.PersonId).ToList();
}
