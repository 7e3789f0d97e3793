using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Organisations;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class OrganisationsDownloads
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDownload(
            "/bank-details/{id:guid}/proof",
            Permission.CheckBankDetails,
            async (Guid id, ClaimsPrincipal user, OpenBankProof proof) => Attachment(await proof.RunAsync(user.Actor(), id))
        );
}
