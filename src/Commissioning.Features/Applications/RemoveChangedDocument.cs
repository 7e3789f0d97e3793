using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The organisation removes a file of a kind that was asked for again. It leaves the application when the changes are sent, and
/// can still be opened beside the new ones.</summary>
public sealed class RemoveChangedDocument(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application, Guid document) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangedDocumentRemoved,
            application,
            async work =>
            {
                var request = await ChangeRequestQueries.GetMineAsync(work, actor, application);
                if (request.WhyCannotAnswer(work.Now) is { } refusal)
                    return refusal;
                work.Note($"Asked for again: {await RemoveAsync(work, request, document)} removed");
                return Result.Done;
            }
        );

    /// <returns>The name of the file.</returns>
    internal static async Task<string> RemoveAsync(Work work, ChangeRequestQueries.Request request, Guid document, Guid? kind = null)
    {
        var found =
            (await ChangedApplication.GetAsync(work, request)).Documents.FirstOrDefault(one =>
                one.Id == document
                && request.Kinds.Any(asked => asked.Id == one.DocumentKindId)
                && (kind is null || one.DocumentKindId == kind)
            ) ?? throw new NotFoundException("No such document of this request");
        var row = new
        {
            Request = request.Id,
            document,
            found.DocumentKindId,
            found.FileId,
        };
        if (
            await work.ExecuteAsync(
                "delete from ChangeRequestDocument where RequestId = @Request and DocumentId = @document and Change = 'Added'",
                row
            ) == 0
        )
            await work.ExecuteAsync(
                "insert into ChangeRequestDocument (RequestId, DocumentId, DocumentKindId, FileId, Change) values (@Request, @document, @DocumentKindId, @FileId, 'Removed')",
                row
            );
        return found.Name;
    }
}
