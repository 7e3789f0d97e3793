using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ManageConcerns)]
public sealed class ConcernListModel(Db db) : PageModel
{
    public IReadOnlyList<ConcernQueries.ConcernRow> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await db.ReadAsync(ConcernQueries.ListAsync);

    public static string Name(ConcernKind kind) =>
        RaiseConcernModel.Kinds.First(choice => choice.Value == kind.ToString()).Text.ToLowerInvariant();
}
