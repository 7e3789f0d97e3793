using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Casework;

/// <summary>A project's file as one PDF, or with every letter, upload and table in a ZIP whose manifest lists each hash. Each download is
/// audited.</summary>
public sealed class DownloadProjectFile(Db db, ProjectFile projects, FileStore files, IPdfWriter pdf, Office office)
{
    /// <param name="WhyNot">Why a listed file is not in the ZIP; null: it is.</param>
    private sealed record Packed(string Name, long Bytes, string Sha256, string? WhyNot);

    public async Task<StoredFile> PdfAsync(Actor actor, Guid award)
    {
        var file = await projects.GetAsync(award);
        var content = await pdf.WriteAsync(ProjectPaper.Of(file, office));
        await RecordAsync(actor, award, $"PDF, {content.Length} bytes, SHA-256 {Hash(content)}");
        return new(Guid.Empty, $"project-{file.Project.Reference}.pdf", "application/pdf", content);
    }

    /// <summary>Builds the ZIP in a temporary file that is deleted when the stream closes, so that a fault is reported before the first
    /// byte is sent.</summary>
    public async Task<(string Name, Stream Content)> ZipAsync(Actor actor, Guid award)
    {
        var file = await projects.GetAsync(award);
        var stream = TemporaryFile();
        try
        {
            int count;
            string manifest;
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                (count, manifest) = await PackAsync(zip, "", file, asPdf: pdf.WhyUnavailable is null);
            await RecordAsync(actor, award, $"ZIP, {count} files, SHA-256 of the manifest {manifest}");
            stream.Position = 0;
            return ($"project-{file.Project.Reference}.zip", stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>The file on the screen. It shows each assessor's scores, so opening it is recorded first.</summary>
    public async Task<ProjectFile.Contents> OpenAsync(Actor actor, Guid award)
    {
        var file = await projects.GetAsync(award);
        await db.RecordAsync(actor, AuditAction.ProjectFileOpened, award);
        return file;
    }

    private Task RecordAsync(Actor actor, Guid award, string what) => db.RecordAsync(actor, AuditAction.ProjectFileDownloaded, award, what);

    /// <summary>A file that is deleted when it is closed.</summary>
    internal static FileStream TemporaryFile() =>
        new(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );

    /// <summary>Adds a project's file to a ZIP of many, as pages of HTML: a PDF of each would take minutes.</summary>
    /// <param name="folder">Ends with a slash.</param>
    internal async Task PackAsync(ZipArchive zip, string folder, Guid award) =>
        await PackAsync(zip, folder, await projects.GetAsync(award), asPdf: false);

    private async Task<(int Files, string ManifestSha256)> PackAsync(ZipArchive zip, string folder, ProjectFile.Contents file, bool asPdf)
    {
        var packed = new List<Packed>();
        async Task AddAsync(string name, byte[] content)
        {
            var entry = zip.CreateEntry(folder + name);
            entry.LastWriteTime = LondonTime.ToLondon(file.At);
            await using (var part = entry.Open())
                await part.WriteAsync(content);
            packed.Add(new(name, content.Length, Hash(content), null));
        }

        var paper = ProjectPaper.Of(file, office);
        await AddAsync(
            asPdf ? "project-file.pdf" : "project-file.html",
            asPdf ? await pdf.WriteAsync(paper) : Encoding.UTF8.GetBytes(LetterHtml.Page(paper, ""))
        );
        if (file.Application.Application.CopyJson is { } copy)
            await AddAsync("application/copy.json", Encoding.UTF8.GetBytes(copy));
        foreach (var (earlier, i) in file[ProjectFileSections.EarlierCopies].Select((earlier, i) => (earlier, i + 1)))
            await AddAsync($"application/copy-before-change-{i}.json", Encoding.UTF8.GetBytes(earlier["CopyBefore"]!));
        foreach (var (letter, i) in file[ProjectFileSections.Letters].Select((letter, i) => (letter, i + 1)))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"letters/{i:00}-{letter["Kind"]}");
            var json = letter["DocumentJson"]!;
            if (letter.Id("PdfFileId") is { } id)
                await AddAsync(name + ".pdf", (await files.OpenAsync(id)).Content);
            else
                await AddAsync(name + ".html", Encoding.UTF8.GetBytes(LetterHtml.Page(LetterDocument.FromJson(json), "")));
            await AddAsync(name + ".json", Encoding.UTF8.GetBytes(json));
        }
        foreach (var source in file[ProjectFileSections.Uploads].GroupBy(upload => upload["Source"]))
        foreach (var (upload, i) in source.Select((upload, i) => (upload, i + 1)))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"files/{source.Key}/{i:00}-{SafeName(upload["Name"]!)}");
            Packed Missing(string why) => new(name, upload.Number("ByteLength"), upload["Sha256"]!, $"Not packed. {why}");
            try
            {
                await AddAsync(name, (await files.OpenAsync(upload.Id("Id")!.Value)).Content);
            }
            catch (FileQuarantinedException held)
            {
                packed.Add(Missing(held.Message));
            }
            // The stored file is missing or damaged: list it for the auditor and continue with the rest.
            catch (Exception exception) when (exception is IOException or InvalidDataException)
            {
                packed.Add(Missing("The stored file could not be read as it was kept."));
            }
        }
        foreach (var part in ProjectFileSections.All.SelectMany(section => section.Parts))
            if (part.Table is { } table)
                await AddAsync($"tables/{table.Name}", CsvText.Write([table.Columns, .. file[part].Select(table.Say)]));
        var manifest = CsvText.Write([
            ["Name", "Bytes", "SHA-256", "Note"],
            .. packed.Select(one => (IReadOnlyList<string>)[one.Name, Number(one.Bytes), one.Sha256, one.WhyNot ?? ""]),
        ]);
        await AddAsync("manifest.csv", manifest);
        return (packed.Count(one => one.WhyNot is null), Hash(manifest));
    }

    /// <summary>A name that unpacks as one file on any machine.</summary>
    internal static string SafeName(string name)
    {
        var plain = new string(
            Path.GetFileName(name)
                .Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or ' ' ? letter : '_')
                .ToArray()
        ).Trim(' ', '.');
        return plain.Length switch
        {
            0 => "file",
            > 100 => plain[^100..],
            _ => plain,
        };
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
