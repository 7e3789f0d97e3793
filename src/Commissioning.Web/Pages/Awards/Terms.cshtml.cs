using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewRounds)]
public sealed class TermsModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public string Name { get; private set; } = "";
    public GrantTerms.Terms InUse { get; private set; } = null!;
    public IReadOnlyList<GrantTerms.Version> Versions { get; private set; } = [];

    public Task OnGetAsync() =>
        db.ReadAsync(async work =>
        {
            Name = (await FundQueries.GetAsync(work, Id)).Fund.Name;
            InUse = await GrantTerms.InUseAsync(work, Id);
            Versions = await GrantTerms.ListAsync(work, Id);
            return Versions.Count;
        });
}
