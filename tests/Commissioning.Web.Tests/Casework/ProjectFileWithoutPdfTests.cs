using System.IO.Compression;
using System.Net;
using Commissioning.Platform.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Casework;

public sealed class ProjectFileWithoutPdfTests(HostWithMissingBrowser host) : IClassFixture<HostWithMissingBrowser>
{
    [Fact]
    public async Task The_project_file_without_a_PDF_browser_contains_web_pages()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var officer = await host.AsAsync(stages.Officer);
        (await officer.OpenAsync(Links.Casework.ProjectFile(award))).AssertSays("In the ZIP the file is a web page instead.");
        using var pdf = await officer.GetAsync(Links.Casework.ProjectFilePdf(award));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, pdf.StatusCode);
        using var answer = await officer.GetAsync(Links.Casework.ProjectFileZip(award));
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        Assert.Equal(
            ["project-file.html", "application/copy.json", "letters/01-Award.html", "letters/01-Award.json"],
            zip.Entries.Select(entry => entry.FullName).Take(4)
        );
    }
}
