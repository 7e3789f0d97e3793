using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Casework;

/// <summary>The files of a copy: the approved PDF and spreadsheet, and the log of what was taken out.</summary>
public sealed class DownloadAnswer(Db db, FileStore files)
{
    /// <summary>Which file.</summary>
    public enum Part
    {
        Pdf,
        Book,

        /// <summary>To hand over: without the words.</summary>
        Log,

        /// <summary>For the office: with the words.</summary>
        LogWithWords,
    }

    /// <summary>Refused until a second person has approved the copy, and to an assessor who may not see the scores; the office's own log is
    /// there before that.</summary>
    public async Task<Result<StoredFile>> RunAsync(Actor actor, Guid answer, Part part)
    {
        var (copy, hidden, log) = await db.ReadAsync(async work =>
        {
            var found = await FoiQueries.GetAsync(work, answer);
            return (
                found,
                await AnswerFile.WhyNotCopyAsync(work, actor, found),
                part is Part.Log or Part.LogWithWords
                    ? FoiQueries.Log(
                        await FoiQueries.DocumentAsync(work, answer),
                        await FoiQueries.PassagesAsync(work, answer),
                        part == Part.LogWithWords
                    )
                    : null
            );
        });
        if (hidden is not null)
            return hidden;
        if (!copy.IsApproved && part != Part.LogWithWords)
            return new Refusal("A second person approves this copy before it can be downloaded");
        if (part == Part.Pdf && copy.PdfFileId is null)
            throw new NotFoundException("No PDF was made of this copy");
        var file = log is not null
            ? new StoredFile(Guid.Empty, $"{copy.FileName}-{(part == Part.Log ? "log" : "log-for-the-office")}.csv", "text/csv", log)
            : await files.OpenAsync((part == Part.Pdf ? copy.PdfFileId : copy.BookFileId)!.Value);
        await db.RecordAsync(actor, AuditAction.AnswerDownloaded, answer, $"{copy.Name}: {file.Name}");
        return Result.Made(file);
    }
}
