using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Applications;

/// <summary>A member of the organisation uses a document of an earlier application in a draft (R20). Both have the same stored
/// file.</summary>
public sealed class UseDocumentAgain(Db db)
{
    /// <param name="earlier">The document in the earlier application.</param>
    public Task<Result> RunAsync(Actor actor, Guid application, Guid kind, Guid earlier) =>
        db.ChangeAsync(
            actor,
            AuditAction.DocumentUsedAgain,
            application,
            async work =>
            {
                if (await ApplicationDocumentQueries.WhyNotAsync(work, actor, application) is { } refusal)
                    return refusal;
                var documents = await ApplicationDocumentQueries.GetAsync(work, actor, application);
                if (documents.Documents.Any(document => document.DocumentKindId == kind))
                    return new Refusal("This document is there already");
                // Only what the page may offer: of the same organisation, of the same name, and not in quarantine.
                var held =
                    documents.Held.GetValueOrDefault(kind) is { } found && found.Id == earlier
                        ? found
                        : throw new NotFoundException("No such document of the organisation");
                if (documents.WhyCannotUseAgain(held) is { } old)
                    return old;
                await work.ExecuteOneAsync(
                    AddDocument.InsertSql,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        application,
                        kind,
                        held.FileId,
                        held.ExpiresOn,
                    }
                );
                work.Note($"{held.Name}, SHA-256 {held.Sha256}, from application {held.Reference ?? "not sent"} ({held.ApplicationId})");
                return Result.Done;
            }
        );
}
