using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Casework;

/// <summary>The file of an application with everything in it, as PDF or spreadsheet. Each download is audited before it is sent.</summary>
public sealed class DownloadAnswerFile(Db db, IPdfWriter pdf, Office office)
{
    public const string BookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Refused to an assessor who may not see the scores yet; throws when PDFs cannot be made.</summary>
    /// <param name="asBook">An .xlsx file, otherwise a PDF.</param>
    public async Task<Result<StoredFile>> RunAsync(Actor actor, Guid application, bool asBook)
    {
        var read = await db.ReadOneMomentAsync<Result<AnswerFile.Frozen>>(async work =>
        {
            var about = await AnswerFile.SubjectAsync(work, application) ?? throw new NotFoundException("No such application");
            if (await AnswerFile.WhyNotAsync(work, actor, about.RoundId, application) is { } hidden)
                return hidden;
            return Result.Made(await AnswerFile.OfAsync(work, office, about));
        });
        if (read.FirstRefusal is { } refusal)
            return refusal;
        var document = read.Value!.Document;
        var content = asBook ? AnswerWorkbook.Of(document) : await pdf.WriteAsync(document);
        await db.RecordAsync(
            actor,
            AuditAction.AnswerFileDownloaded,
            application,
            $"{(asBook ? ".xlsx" : "PDF")}, {content.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(content))}"
        );
        return Result.Made(
            new StoredFile(
                Guid.Empty,
                $"file-{document.Reference}.{(asBook ? "xlsx" : "pdf")}",
                asBook ? BookType : "application/pdf",
                content
            )
        );
    }
}
