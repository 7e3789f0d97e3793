using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.ViewAwards)]
public sealed class ProjectFileModel(DownloadProjectFile projects, IPdfWriter pdf) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ProjectFile.Contents Contents { get; private set; } = null!;

    public string Decisions =>
        Contents[ProjectFileSections.Decisions] is { Count: > 0 } rows ? string.Join(", ", rows.Select(row => row["Number"])) : "None";

    public IReadOnlyList<string> Uploads =>
        Contents[ProjectFileSections.Uploads]
            .Select(row =>
                $"{ProjectPaper.Words(row["Source"]!)}, {row["What"]}: {row["Name"]}, {row.Number("ByteLength")} bytes"
                + (ProjectFileSections.IsQuarantined(row) ? ". In quarantine: listed, not packed" : "")
            )
            .ToList();

    /// <summary>What to install before there is a PDF; null when there is one.</summary>
    public string? PdfMissing => pdf.WhyUnavailable;

    public async Task OnGetAsync() => Contents = await projects.OpenAsync(User.Actor(), Id);
}
