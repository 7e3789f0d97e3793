using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Applications;

/// <summary>A member of the organisation adds a file to a draft. Each file is checked on its own.</summary>
public sealed class AddDocument(Db db, FileStore files, TimeProvider clock)
{
    /// <param name="replaces">A document of the same kind to remove once this one is accepted.</param>
    /// <param name="expires">The last day on which it is good, where the kind asks for it.</param>
    public async Task<Result> RunAsync(
        Actor actor,
        Guid application,
        Guid kind,
        Upload upload,
        string field,
        Guid? replaces = null,
        DateOnly? expires = null
    )
    {
        var document =
            await db.ReadAsync(async work =>
                (
                    await RoundReader.DocumentsAsync(work, (await ApplicationReader.FindMineAsync(work, actor, application)).RoundId)
                ).FirstOrDefault(one => one.Id == kind && one.Stage == DocumentStage.WithApplication)
            ) ?? throw new NotFoundException("No such document of this round");
        if (UploadRules.WhyNotAccepted(document, upload, field) is { } wrong)
            return wrong;
        if (DocumentRules.WhyRunOut(expires, clock.Today(), field) is { } old)
            return old;
        // Checked before the bytes are written, so that strangers cannot fill the disk, and again with the row.
        if (await db.ReadAsync(work => ApplicationDocumentQueries.WhyNotAsync(work, actor, application)) is { } late)
            return late;
        var file = await files.WriteAsync(actor, upload, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.DocumentUploaded,
            application,
            async work =>
            {
                if (await ApplicationDocumentQueries.WhyNotAsync(work, actor, application) is { } refusal)
                    return refusal;
                var earlier = await ApplicationDocumentQueries.NameAsync(work, replaces);
                if (replaces is { } old)
                    await work.ExecuteOneAsync(
                        "delete from ApplicationDocument where Id = @old and ApplicationId = @application and DocumentKindId = @kind",
                        new
                        {
                            old,
                            application,
                            kind,
                        }
                    );
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteOneAsync(
                    InsertSql,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        application,
                        kind,
                        FileId = file.Id,
                        ExpiresOn = document.Settings.AsksExpiry ? expires : null,
                    }
                );
                work.Note($"{upload.Words(file)}{(replaces is null ? "" : $", in place of {earlier}")}");
                return Result.Done;
            }
        );
    }

    // The kind must belong to the application's own round.
    internal const string InsertSql = """
        insert into ApplicationDocument (Id, ApplicationId, DocumentKindId, FileId, ExpiresOn)
        select @Id, a.Id, k.Id, @FileId, @ExpiresOn
        from   Application a
        join   DocumentKind k on k.RoundId = a.RoundId
        where  a.Id = @application and k.Id = @kind
        """;
}
