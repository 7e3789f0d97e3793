using System.IO.Compression;
using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class AwardsDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDownload(
            "/letters/{id:guid}.pdf",
            Permission.ViewAwards,
            async (Guid id, LetterReader letters) => Attachment(await letters.PdfAsync(await letters.GetAsync(id)))
        );
        routes.MapDownload(
            "/letters/{id:guid}/large.pdf",
            Permission.ViewAwards,
            async (Guid id, LetterReader letters) => Attachment(await letters.LargePdfAsync(await letters.GetAsync(id)))
        );
        routes.MapDownload(
            "/awards/{id:guid}/letters.pdf",
            Permission.ViewAwards,
            async (Guid id, RoundLetterFiles.Part? part, RoundLetterFiles files) =>
                Results.File(await files.PdfAsync(id, part ?? RoundLetterFiles.Part.All), "application/pdf", "letters.pdf")
        );
        routes.MapDownload(
            "/awards/{id:guid}/letters.zip",
            Permission.ViewAwards,
            async (Guid id, RoundLetterFiles.Part? part, RoundLetterFiles files) =>
                Results.File(await files.ZipAsync(id, part ?? RoundLetterFiles.Part.All), "application/zip", "letters.zip")
        );
        routes.MapDownload(
            "/applications/{id:guid}/letter.pdf",
            Permission.Apply,
            async (Guid id, ClaimsPrincipal user, LetterReader letters) =>
                Attachment(await letters.PdfAsync(await letters.GetMineAsync(user.Actor(), id)))
        );
        routes.MapDownload(
            "/applications/{id:guid}/letters/{letter:guid}.pdf",
            Permission.Apply,
            async (Guid id, Guid letter, ClaimsPrincipal user, LetterReader letters) =>
                Attachment(await letters.PdfAsync(await letters.GetMineAsync(user.Actor(), id, letter)))
        );
        routes.MapDownload(
            "/applications/{id:guid}/acceptance.pdf",
            Permission.WriteApplications,
            async (Guid id, ClaimsPrincipal user, AcceptanceCertificate certificate) =>
                Pdf("acceptance.pdf", await certificate.MineAsync(user.Actor(), id))
        );
        routes.MapDownload(
            "/awards/offer/{id:guid}/acceptance.pdf",
            Permission.ViewAwards,
            async (Guid id, AcceptanceCertificate certificate) => Pdf("acceptance.pdf", await certificate.OfAwardAsync(id))
        );
        routes.MapDownload(
            "/funds/{id:guid}/terms/{number:int}.pdf",
            Permission.ViewRounds,
            async (Guid id, int number, Db db, IPdfWriter pdf) =>
            {
                var document = await db.ReadAsync(async work =>
                    GrantTerms.Document((await FundQueries.GetAsync(work, id)).Fund.Name, await GrantTerms.GetAsync(work, id, number))
                );
                return Pdf($"terms-{number}.pdf", await pdf.WriteAsync(document));
            }
        );
        routes.MapDownload(
            "/applications/{id:guid}/letters/{letter:guid}/large.pdf",
            Permission.Apply,
            async (Guid id, Guid letter, ClaimsPrincipal user, LetterReader letters) =>
                Attachment(await letters.LargePdfAsync(await letters.GetMineAsync(user.Actor(), id, letter)))
        );
        routes.MapDownload(
            "/awards/offer/{id:guid}/evidence/{requirement:guid}",
            Permission.ViewDueDiligence,
            async (Guid id, Guid requirement, OpenConditionFile open) => Attachment(await open.RunAsync(id, requirement))
        );
        routes.MapDownload(
            "/applications/{id:guid}/evidence/{requirement:guid}",
            Permission.WriteApplications,
            async (Guid id, Guid requirement, ClaimsPrincipal user, OpenMyConditionFile openMyConditionFile) =>
                Attachment(await openMyConditionFile.RunAsync(user.Actor(), id, requirement))
        );
        routes.MapDownload("/applications/{id:guid}/publicity.zip", Permission.WriteApplications, PublicityAsync);
    }

    private static async Task<IResult> PublicityAsync(
        Guid id,
        ClaimsPrincipal user,
        AwardReader awards,
        Office office,
        OfficeLook look,
        IWebHostEnvironment site
    )
    {
        var view = await awards.GetMineAsync(user.Actor(), id);
        if (view.Award.AcceptedAt is null)
            return Results.NotFound();
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using (var words = new StreamWriter(zip.CreateEntry("words.txt").Open()))
                foreach (var (title, text) in PublicityPack.Words(view, office.FunderName))
                    await words.WriteAsync($"{title}\r\n\r\n{text.ReplaceLineEndings("\r\n")}\r\n\r\n");
            if (look.Head.Logo is { } own)
            {
                await using var to = zip.CreateEntry(look.Head.LogoType == "image/png" ? "logo.png" : "logo.svg").Open();
                await to.WriteAsync(own);
            }
            else if (site.WebRootFileProvider.GetFileInfo("assets/mark.svg") is { Exists: true } logo)
            {
                await using var from = logo.CreateReadStream();
                await using var to = zip.CreateEntry("logo.svg").Open();
                await from.CopyToAsync(to);
            }
        }
        return Attachment($"publicity-{view.Award.Reference}.zip", "application/zip", content.ToArray());
    }
}
