using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Documents;
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

        /// <summary>Null: it answers a question.</summary>
        public Guid? DocumentKindId { get; init; }
        public required string Name { get; init; }
        public required long ByteLength { get; init; }
        public required ScanState ScanState { get; init; }
        public DateOnly? ExpiresOn { get; init; }
    }

    /// <summary>A document that the organisation added to another application.</summary>
    public sealed record HeldDocument
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public string? Reference { get; init; }
        public required Guid FileId { get; init; }

        /// <summary>Of the document in the form.</summary>
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public required long ByteLength { get; init; }
        public required string Sha256 { get; init; }
        public required DateTime StoredAt { get; init; }
        public DateOnly? ExpiresOn { get; init; }
        public DateOnly AddedOn => LondonTime.DateOf(StoredAt);
    }

    /// <param name="Kinds">Kinds added with the application; Later: with an offer, or before payment.</param>
    /// <param name="Needed">Kinds required of this applicant, given their answers.</param>
    /// <param name="Held">By kind: the newest document of the same name that the organisation added to another application.</param>
    public sealed record DocumentList(
        Application Application,
        Round Round,
        IReadOnlyList<DocumentKind> Kinds,
        IReadOnlyList<DocumentKind> Later,
        IReadOnlySet<Guid> Needed,
        IReadOnlyList<Document> Documents,
        IReadOnlyDictionary<Guid, HeldDocument> Held,
        DateOnly Today
    )
    {
        /// <summary>The round's questions, to which the kinds' conditions refer.</summary>
        public required IReadOnlyList<Question> Questions { get; init; }

        /// <summary>Months for which a document without a date is offered again.</summary>
        public required int GoodForMonths { get; init; }

        /// <summary>Kinds that are needed and not there, or only with a virus.</summary>
        public IReadOnlyList<DocumentKind> Missing =>
            Kinds
                .Where(kind =>
                    Needed.Contains(kind.Id)
                    && !Documents.Any(document => document.DocumentKindId == kind.Id && document.ScanState != ScanState.Quarantined)
                )
                .ToList();

        public Refusal? WhyCannotUseAgain(HeldDocument held) =>
            DocumentRules.WhyCannotUseAgain(held.Kind, held.AddedOn, held.ExpiresOn, GoodForMonths, Today);
    }

    public static async Task<DocumentList> GetAsync(Work work, Actor actor, Guid application)
    {
        var found = await ApplicationReader.FindMineAsync(work, actor, application);
        var kinds = (await RoundReader.DocumentsAsync(work, found.RoundId)).ToLookup(kind => kind.Stage == DocumentStage.WithApplication);
        var content = await ApplicationReader.ContentAsync(work, found);
        var given = content.Given;
        var questions = await RoundReader.QuestionsAsync(work, found.RoundId);
        var answers = given.Lookup(given.Shown(questions));
        return new DocumentList(
            found,
            await RoundReader.GetAsync(work, found.RoundId),
            kinds[true].ToList(),
            kinds[false].ToList(),
            kinds[true].Where(kind => DocumentRules.IsNeeded(kind, answers, content.OrganisationKind)).Select(kind => kind.Id).ToHashSet(),
            await work.QueryAsync<Document>(DocumentsSql, new { application }),
            await HeldAsync(work, found, kinds[true].ToList()),
            LondonTime.DateOf(work.Now)
        )
        {
            Questions = questions,
            GoodForMonths = (await OfficeSettings.OfAsync(work, OfficeSettings.Limits)).DocumentMonths!.Value,
        };
    }

    /// <summary>The file that answers a question; null: there is none.</summary>
    internal static Task<Document?> AnsweringAsync(Work work, Guid application, Guid question) =>
        work.FindOrDefaultAsync<Document>(AnsweringSql, new { application, question });

    private static async Task<IReadOnlyDictionary<Guid, HeldDocument>> HeldAsync(
        Work work,
        Application found,
        IReadOnlyList<DocumentKind> kinds
    )
    {
        // An officer who types in what came on paper adds what came.
        if (found.Channel != Channel.Online)
            return new Dictionary<Guid, HeldDocument>();
        var held = await work.QueryAsync<HeldDocument>(HeldSql, new { found.Id, found.OrganisationId });
        return kinds
            .Select(kind => (kind.Id, Held: held.FirstOrDefault(one => MayBe(one, kind))))
            .Where(pair => pair.Held is not null)
            .ToDictionary(pair => pair.Id, pair => pair.Held!);
    }

    private static bool MayBe(HeldDocument held, DocumentKind kind) =>
        string.Equals(held.Kind.Trim(), kind.Name.Trim(), StringComparison.OrdinalIgnoreCase)
        && UploadRules.WhyNotAccepted(kind, held.Name, held.ByteLength, "") is null;

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

    private const string DocumentSql = """
        select   d.Id, d.DocumentKindId, s.Name, s.ByteLength, s.ScanState, d.ExpiresOn
        from     ApplicationDocument d
        join     StoredFile s on s.Id = d.FileId
        """;
    private const string DocumentsSql = $"""
        {DocumentSql}
        where    d.ApplicationId = @application and d.DocumentKindId is not null
        order by s.StoredAt, s.Name, s.Id
        """;
    private const string AnsweringSql = $"""
        {DocumentSql}
        where    d.ApplicationId = @application and d.QuestionId = @question
        """;

    // Of the same organisation only; the newest first.
    private const string HeldSql = """
        select   d.Id, d.ApplicationId, a.Reference, d.FileId, k.Name as Kind, s.Name, s.ByteLength, s.Sha256, s.StoredAt, d.ExpiresOn
        from     Application a
        join     ApplicationDocument d on d.ApplicationId = a.Id
        join     DocumentKind k on k.Id = d.DocumentKindId
        join     StoredFile s on s.Id = d.FileId
        where    a.OrganisationId = @OrganisationId and a.Id <> @Id and a.Channel = 'Online' and a.Status <> 'Withdrawn'
          and    s.ScanState <> 'Quarantined'
        order by s.StoredAt desc, d.Id
        """;
}
