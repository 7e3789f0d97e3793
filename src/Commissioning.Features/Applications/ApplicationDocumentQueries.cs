using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Applications;

/// <summary>The files of a draft, as the organisation's members see them.</summary>
public static class ApplicationDocumentQueries
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

    public static async Task<DocumentList> GetAsync(Work work, Actor actor, Guid application)
    {
        var found = await ApplicationReader.FindMineAsync(work, actor, application);
        var kinds = (await RoundReader.DocumentsAsync(work, found.RoundId)).ToLookup(kind => kind.Stage == DocumentStage.WithApplication);
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
    }

    internal static Task<string?> NameAsync(Work work, Guid? document) =>
        work.ScalarAsync<string>(
            "select f.Name from ApplicationDocument d join StoredFile f on f.Id = d.FileId where d.Id = @document",
            new { document }
        );

    /// <summary>The file of a document that the application has, or had before it was changed at the office's request.</summary>
    /// <param name="unsent">Also what was entered for a request and is not sent.</param>
    internal static async Task<Guid> FileIdAsync(Work work, Guid application, Guid document, bool unsent = false) =>
        await work.FindOrDefaultAsync<Guid?>(
            "select FileId from ApplicationDocument where Id = @document and ApplicationId = @application",
            new { document, application }
        )
        ?? await work.FirstOrDefaultAsync<Guid?>(
            EarlierSql,
            new
            {
                document,
                application,
                Unsent = unsent ? 1 : 0,
            }
        )
        ?? throw new NotFoundException("No such document of this application");

    internal static async Task<Refusal?> WhyNotAsync(Work work, Actor actor, Guid application)
    {
        var found = await ApplicationReader.FindMineAsync(work, actor, application);
        return ApplicationRules.WhyCannotChange(
            await RoundReader.GetAsync(work, found.RoundId),
            found.Status,
            found.Channel,
            found.ClosesAt,
            work.Now
        );
    }

    private const string EarlierSql = """
        select   x.FileId
        from     ChangeRequestDocument x
        join     ChangeRequest c on c.Id = x.RequestId
        where    x.DocumentId = @document and c.ApplicationId = @application and (c.AnsweredAt is not null or @Unsent = 1)
        order by c.AskedAt, c.Id
        """;

    private const string DocumentsSql = """
        select   d.Id, d.DocumentKindId, s.Name, s.ByteLength, s.ScanState
        from     ApplicationDocument d
        join     StoredFile s on s.Id = d.FileId
        where    d.ApplicationId = @application
        order by s.StoredAt, s.Name, s.Id
        """;
}
