using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.ViewAwards)]
public sealed class ProjectFileModel(ProjectFile projects, IPdfWriter pdf) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ProjectFile.Contents Contents { get; private set; } = null!;

    /// <summary>What to install before PDFs can be made; null when they can.</summary>
    public string? PdfMissing => pdf.WhyUnavailable;

    public async Task OnGetAsync() => Contents = await projects.GetAsync(Id);
}
