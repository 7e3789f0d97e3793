using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Casework;

/// <summary>A second person approves a copy. Its files are made once and kept, so that they are the same whenever they are
/// downloaded.</summary>
public sealed class ApproveAnswer(Db db, FileStore files, IPdfWriter pdf)
{
    /// <summary>Why this person does not approve the copy as it is now; null: they may.</summary>
    public Task<Refusal?> WhyNotAsync(Actor actor, Guid answer) => db.ReadAsync(work => WhyNotAsync(work, actor, answer));

    /// <param name="version">The version that the person saw.</param>
    public async Task<Result> RunAsync(Actor actor, Guid answer, int version)
    {
        var (why, document, now) = await db.ReadOneMomentAsync(async work =>
            await WhyNotAsync(work, actor, answer) is { } refusal
                ? (refusal, null, work.Now)
                : (
                    (Refusal?)null,
                    FoiQueries.Redacted(
                        await FoiQueries.DocumentAsync(work, answer),
                        (await FoiQueries.PassagesAsync(work, answer)).Select(one => one.Passage)
                    ),
                    work.Now
                )
        );
        if (why is not null)
            return why;
        var name = (await db.ReadAsync(work => FoiQueries.GetAsync(work, answer))).FileName;
        var book = await files.WriteAsync(Actor.Portal, $"{name}.xlsx", DownloadAnswerFile.BookType, AnswerWorkbook.Of(document!), now);
        var print = pdf.WhyUnavailable is null
            ? await files.WriteAsync(Actor.Portal, $"{name}.pdf", "application/pdf", await pdf.WriteAsync(document!), now)
            : null;
        return await db.ChangeAsync(
            actor,
            AuditAction.AnswerApproved,
            answer,
            async work =>
            {
                if (await WhyNotAsync(work, actor, answer) is { } refusal)
                    return refusal;
                await work.ExecuteAsync(FileStore.InsertSql, book);
                if (print is not null)
                    await work.ExecuteAsync(FileStore.InsertSql, print);
                await work.ExecuteOneAsync(
                    "update FoiAnswer set State = 'Approved', ApprovedBy = @By, ApprovedAt = @Now, BookFileId = @Book, PdfFileId = @Print, Version = Version + 1 where Id = @answer and State = 'Draft' and Version = @version",
                    new
                    {
                        answer,
                        version,
                        By = actor.Id,
                        work.Now,
                        Book = book.Id,
                        Print = print?.Id,
                    }
                );
                var copy = await FoiQueries.GetAsync(work, answer);
                work.Note(
                    $"{copy.Name}: {copy.Removed} passages taken out, {copy.Kept} kept. SHA-256 of the .xlsx {book.Sha256}{(print is null ? "" : $", of the PDF {print.Sha256}")}"
                );
                return Result.Done;
            }
        );
    }

    /// <summary>What gives a person a part in a copy that they did not make.</summary>
    internal const string PartActions = "'AnswerPassagesDecided', 'AnswerPassageAdded'";

    private static async Task<Refusal?> WhyNotAsync(Work work, Actor actor, Guid answer)
    {
        var copy = await FoiQueries.GetAsync(work, answer);
        // Who decided about a passage is overwritten by the next who does, so the trail is asked.
        return await AnswerFile.WhyNotCopyAsync(work, actor, copy)
            ?? FoiRules.WhyNotApproved(
                copy.IsApproved,
                copy.Proposed,
                copy.MadeBy == actor.Id
                    || await work.ScalarAsync<int>(
                        $"select count(*) from AuditEntry where SubjectId = @answer and ActorId = @Id and Action in ({PartActions})",
                        new { answer, actor.Id }
                    ) > 0
            );
    }
}
