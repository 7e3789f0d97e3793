using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Applications;

/// <summary>The files of a draft, which the organisation's members add, view and remove. Each file is checked on its own.</summary>
public sealed class ApplicationDocuments(Db db, FileStore files, TimeProvider clock)
{
    public sealed record Document
    {
        public required Guid Id { get; init; }
        public required Guid DocumentKindId { get; init; }
        public required string Name { get; init; }
        public required long ByteLength { get; init; }
        public required ScanState ScanState { get; init; }
    }

    /// <param name="Kinds">Kinds added with the application; Later: with an offer, or before payment.</param>
    /// <param name="Needed">Kinds required of this applicant, given their answers.</param>
    public sealed record DocumentList(
        Application Application,
        Round Round,
        IReadOnlyList<DocumentKind> Kinds,
        IReadOnlyList<DocumentKind> Later,
        IReadOnlySet<Guid> Needed,
        IReadOnlyList<Document> Documents
    );

    public Task<DocumentList> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            var kinds = (await RoundReader.DocumentsAsync(work, found.RoundId)).ToLookup(kind =>
                kind.Stage == DocumentStage.WithApplication
            );
            var given = (await ApplicationReader.ContentAsync(work, found)).Given;
            var answers = given.Lookup(given.Shown(await RoundReader.QuestionsAsync(work, found.RoundId)));
            return new DocumentList(
                found,
                await RoundReader.GetAsync(work, found.RoundId),
                kinds[true].ToList(),
                kinds[false].ToList(),
                kinds[true].Where(kind => ApplicationRules.IsNeeded(kind, answers)).Select(kind => kind.Id).ToHashSet(),
                await work.QueryAsync<Document>(DocumentsSql, new { application })
            );
        });

    /// <param name="replaces">A document of the same kind to remove once this one is accepted.</param>
    public async Task<Result> AddAsync(Actor actor, Guid application, Guid kind, Upload upload, string field, Guid? replaces = null)
    {
        var document =
            await db.ReadAsync(async work =>
                (
                    await RoundReader.DocumentsAsync(work, (await ApplicationReader.FindMineAsync(work, actor, application)).RoundId)
                ).FirstOrDefault(one => one.Id == kind)
            ) ?? throw new NotFoundException("No such document of this round");
        if (UploadRules.WhyNotAccepted(document, upload, field) is { } wrong)
            return wrong;
        // Checked before the bytes are written, so that strangers cannot fill the disk, and again with the row.
        if (await db.ReadAsync(work => WhyNotAsync(work, actor, application)) is { } late)
            return late;
        var file = await files.WriteAsync(actor, upload, clock.UtcNow());
        return await db.ChangeAsync(
            actor,
            AuditAction.DocumentUploaded,
            application,
            async work =>
            {
                if (await WhyNotAsync(work, actor, application) is { } refusal)
                    return refusal;
                var earlier = await NameAsync(work, replaces);
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
                    }
                );
                work.Note(
                    $"{file.Name}, {file.ByteLength} bytes, SHA-256 {file.Sha256}{(replaces is null ? "" : $", in place of {earlier}")}"
                );
                return Result.Done;
            }
        );
    }

    public Task<Result> RemoveAsync(Actor actor, Guid application, Guid document) =>
        db.ChangeAsync(
            actor,
            AuditAction.DocumentRemoved,
            application,
            async work =>
            {
                if (await WhyNotAsync(work, actor, application) is { } refusal)
                    return refusal;
                var name = await NameAsync(work, document);
                await work.ExecuteOneAsync(
                    "delete from ApplicationDocument where Id = @document and ApplicationId = @application",
                    new { document, application }
                );
                work.Note($"{name} removed");
                return Result.Done;
            }
        );

    public async Task<StoredFile> OpenAsync(Actor actor, Guid application, Guid document) =>
        await files.OpenAsync(
            await db.ReadAsync(async work =>
            {
                await ApplicationReader.FindMineAsync(work, actor, application);
                return await FileIdAsync(work, application, document);
            })
        );

    private static Task<string?> NameAsync(Work work, Guid? document) =>
        work.ScalarAsync<string>(
            "select f.Name from ApplicationDocument d join StoredFile f on f.Id = d.FileId where d.Id = @document",
            new { document }
        );

    internal static async Task<Guid> FileIdAsync(Work work, Guid application, Guid document) =>
        await work.FindOrDefaultAsync<Guid?>(
            "select FileId from ApplicationDocument where Id = @document and ApplicationId = @application",
            new { document, application }
        ) ?? throw new NotFoundException("No such document of this application");

    private static async Task<Refusal?> WhyNotAsync(Work work, Actor actor, Guid application)
    {
        var found = await ApplicationReader.FindMineAsync(work, actor, application);
        return ApplicationRules.WhyCannotChange(await RoundReader.GetAsync(work, found.RoundId), found.Status, found.Channel, work.Now);
    }

    private const string DocumentsSql = """
        select   d.Id, d.DocumentKindId, s.Name, s.ByteLength, s.ScanState
        from     ApplicationDocument d
        join     StoredFile s on s.Id = d.FileId
        where    d.ApplicationId = @application
        order by s.StoredAt, s.Name, s.Id
        """;

    // The kind must belong to the application's own round.
    private const string InsertSql = """
        insert into ApplicationDocument (Id, ApplicationId, DocumentKindId, FileId)
        select @Id, a.Id, k.Id, @FileId
        from   Application a
        join   DocumentKind k on k.RoundId = a.RoundId
        where  a.Id = @application and k.Id = @kind
        """;
}
