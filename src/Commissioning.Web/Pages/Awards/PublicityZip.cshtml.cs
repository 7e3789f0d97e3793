using System.IO.Compression;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.WriteApplications)]
public sealed class PublicityZipModel(AwardReader awards, Office office, IWebHostEnvironment site) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var view = await awards.GetMineAsync(User.Actor(), id);
        if (view.Award.AcceptedAt is null)
            return NotFound();
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using (var words = new StreamWriter(zip.CreateEntry("words.txt").Open()))
                foreach (var (title, text) in PublicityPack.Words(view, office.FunderName))
                    await words.WriteAsync($"{title}\r\n\r\n{text.ReplaceLineEndings("\r\n")}\r\n\r\n");
            if (site.WebRootFileProvider.GetFileInfo("assets/mark.svg") is { Exists: true } score)
            {
                await using var from = score.CreateReadStream();
                await using var to = zip.CreateEntry("logo.svg").Open();
                await from.CopyToAsync(to);
            }
        }
        return this.Attachment(new(id, $"publicity-{view.Award.Reference}.zip", "application/zip", content.ToArray()));
    }
}
