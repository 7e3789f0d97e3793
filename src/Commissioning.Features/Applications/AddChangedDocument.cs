using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Applications;

/// <summary>The organisation adds a file of a kind that was asked for again. It joins the application when the changes are sent.</summary>
public sealed class AddChangedDocument(Db db, FileStore files, TimeProvider clock)
{
    /// <param name="replaces">A document of the same kind to remove once this one is accepted.</param>
    public async Task<Result> RunAsync(Actor actor, Guid application, Guid kind, Upload upload, string field, Guid? replaces = null)
    {
        var asked = await db.ReadAsync(work => ChangeRequestQueries.GetMineAsync(work, actor, application));
        var document = asked.Kinds.FirstOrDefault(one => one.Id == kind) ?? throw new NotFoundException("This document is not asked for");
        if (UploadRules.WhyNotAccepted(document, upload, field) is { } wrong)
            return wrong;
        // Checked before the bytes are written, so that a late file leaves nothing, and again with the row.
        if (asked.WhyCannotAnswer(clock.UtcNow()) is { } late)
            return late;
        var file = await files.WriteAsync(actor, upload, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.ChangedDocumentAdded,
            application,
            async work =>
            {
                var request = await ChangeRequestQueries.GetMineAsync(work, actor, application);
                if (request.WhyCannotAnswer(work.Now) is { } refusal)
                    return refusal;
                if (request.Id != asked.Id)
                    return new Refusal("The office has asked for something else meanwhile. Open the page again.");
                var earlier = replaces is { } old ? await RemoveChangedDocument.RemoveAsync(work, request, old, kind) : null;
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteAsync(
                    "insert into ChangeRequestDocument (RequestId, DocumentId, DocumentKindId, FileId, Change) values (@Request, @Document, @kind, @File, 'Added')",
                    new
                    {
                        Request = request.Id,
                        Document = Guid.CreateVersion7(),
                        kind,
                        File = file.Id,
                    }
                );
                work.Note($"Asked for again: {upload.Words(file)}{(earlier is null ? "" : $", in place of {earlier}")}");
                return Result.Done;
            }
        );
    }
}
