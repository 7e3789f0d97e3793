using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ManageConcerns)]
public sealed class ConcernListModel(Db db) : PageModel
{
    public IReadOnlyList<ConcernQueries.ConcernRow> Rows { get; private set; } = [];

    public IReadOnlyList<StopFlagQueries.StopFlagRow> Flags { get; private set; } = [];

    public async Task OnGetAsync() =>
        (Rows, Flags) = (await db.ReadAsync(ConcernQueries.ListAsync), await db.ReadAsync(StopFlagQueries.RestrictedAsync));

    public static string Words(StopFlagQueries.StopFlagRow flag) =>
        flag.LiftedAt is not null ? "Lifted"
        : flag.AskedById is not null ? "Somebody asks to lift it"
        : flag.ReadBy is null ? "Not read yet"
        : "In force";

    public static string Name(ConcernKind kind) =>
        RaiseConcernModel.Kinds.First(choice => choice.Value == kind.ToString()).Text.ToLowerInvariant();
}
