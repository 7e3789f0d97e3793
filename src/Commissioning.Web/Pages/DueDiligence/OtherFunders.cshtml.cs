using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

/// <summary>What the files of other funders say of one organisation.</summary>
[Requires(Permission.ViewDueDiligence)]
public sealed class OtherFundersModel(Db db) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public string Name { get; private set; } = "";
    public FunderGrants.Page Grants { get; private set; } = null!;

    public async Task OnGetAsync() =>
        (Name, Grants) = await db.ReadAsync(async work =>
            ((await MemberQueries.OfAsync(work, Id)).Organisation, await FunderGrants.OfOrganisationAsync(work, Id))
        );

    public static string Dates(FunderGrant grant) =>
        (grant.StartsOn, grant.EndsOn) switch
        {
            ({ } from, { } to) => $"{LondonTime.Date(from)} to {LondonTime.Date(to)}",
            ({ } from, null) => $"From {LondonTime.Date(from)}",
            (null, { } to) => $"Until {LondonTime.Date(to)}",
            _ => "Not in the file",
        };
}
