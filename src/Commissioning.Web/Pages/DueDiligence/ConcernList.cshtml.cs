using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ManageConcerns)]
public sealed class ConcernListModel(Concerns concerns) : PageModel
{
    public IReadOnlyList<Concerns.ConcernRow> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await concerns.ListAsync();

    public static string Name(ConcernKind kind) =>
        RaiseConcernModel.Kinds.First(choice => choice.Value == kind.ToString()).Text.ToLowerInvariant();
}
