using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Awards;

/// <summary>One letter: for staff once it is made, for the applicant's people once it is sent.</summary>
public sealed class LetterReader(Db db, FileStore files, IPdfWriter pdf)
{
    public sealed record LetterSummary
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }

        /// <summary>The batch of a day's letters; null for letters of a round.</summary>
        public Guid? DayBatchId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required LetterKind Kind { get; init; }
        public required LetterState State { get; init; }
        public required string DocumentJson { get; init; }
        public required string Sha256 { get; init; }
        public Guid? PdfFileId { get; init; }
        public string? Personal { get; init; }

        /// <summary>Who wrote the words that this letter alone has; null: it has none.</summary>
        public Guid? PersonalBy { get; init; }
        public string? PersonalByName { get; init; }

        /// <summary>The second person who approved them; null: nobody has.</summary>
        public string? WordsApprovedByName { get; init; }
        public DateTime? WordsApprovedAt { get; init; }
        public bool NeedsApproval => LetterRules.NeedsApproval(Personal is not null, IsCorrection);

        /// <summary>It corrects an earlier letter.</summary>
        public required bool IsCorrection { get; init; }

        /// <summary>The letter that corrects this one; null: none.</summary>
        public Guid? CorrectedById { get; init; }

        /// <summary>A later letter was sent in its place: a correction, or about a newer decision. Null: it is the one that
        /// counts.</summary>
        public Guid? ReplacedById { get; init; }
        public LetterDocument Document => LetterDocument.FromJson(DocumentJson);
    }

    /// <param name="IsReplaced">A later letter has taken its place.</param>
    public sealed record MyLetter(Guid Id, LetterKind Kind, DateTime SentAt, string Title, bool IsReplaced);

    public Task<LetterSummary> GetAsync(Guid letter) =>
        db.FindAsync<LetterSummary>(Sql + " where l.Id = @letter and l.State <> 'Waiting'", new { letter });

    /// <summary>The decision letter that applies now.</summary>
    public Task<LetterSummary> GetMineAsync(Actor actor, Guid application) => db.ReadAsync(work => GetMineAsync(work, actor, application));

    public Task<LetterSummary> GetMineAsync(Actor actor, Guid application, Guid letter) =>
        db.FindAsync<LetterSummary>(
            Sql + " where l.Id = @letter and l.ApplicationId = @application and l.State = 'Sent'" + Member,
            new
            {
                letter,
                application,
                Person = actor.Id,
            }
        );

    /// <summary>The application of a letter that this person may read.</summary>
    public async Task<Guid> ApplicationOfMineAsync(Actor actor, Guid letter)
    {
        var found = await db.QueryAsync<Guid>(
            "select a.Id from Letter l join Application a on a.Id = l.ApplicationId where l.Id = @letter and l.State = 'Sent'" + Member,
            new { letter, Person = actor.Id }
        );
        return found.Count == 1 ? found[0] : throw new NotFoundException("No letter for this person");
    }

    /// <summary>Every letter that was sent about an application, newest first.</summary>
    public Task<IReadOnlyList<MyLetter>> ListMineAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var id = new { application, Person = actor.Id };
            if (await work.ScalarAsync<int>("select count(*) from Application a where a.Id = @application" + Member, id) == 0)
                throw new NotFoundException("No application for this person");
            var rows = await work.QueryAsync<SentLetter>(
                $"select l.Id, l.Kind, l.SentAt, l.DocumentJson, {ReplacedSql} as ReplacedById from Letter l where l.ApplicationId = @application and l.State = 'Sent' order by l.SentAt desc, l.Id",
                id
            );
            IReadOnlyList<MyLetter> mine = rows.Select(row => new MyLetter(
                    row.Id,
                    row.Kind,
                    row.SentAt,
                    LetterDocument.FromJson(row.DocumentJson).Title,
                    row.ReplacedById is not null
                ))
                .ToList();
            return mine;
        });

    internal static Task<LetterSummary> GetMineAsync(Work work, Actor actor, Guid application) =>
        work.FindAsync<LetterSummary>(
            Sql + " where l.ApplicationId = @application and l.Stands = 1" + Member,
            new { application, Person = actor.Id }
        );

    /// <summary>The decision letter that applies now. The caller has checked access.</summary>
    internal static Task<LetterSummary> StandingAsync(Work work, Guid application) =>
        work.FindAsync<LetterSummary>(Sql + " where l.ApplicationId = @application and l.Stands = 1", new { application });

    /// <summary>The stored PDF. A letter made without a PDF engine is printed now, if there is one.</summary>
    public async Task<StoredFile> PdfAsync(LetterSummary letter) =>
        letter.PdfFileId is { } id
            ? await files.OpenAsync(id)
            : new StoredFile(
                letter.Id,
                LetterFile.Name(letter.Document, letter.Kind),
                "application/pdf",
                await PrintAsync(letter, PrintSize.Usual)
            );

    /// <summary>The same letter in large print, made when it is asked for.</summary>
    public async Task<StoredFile> LargePdfAsync(LetterSummary letter) =>
        new(
            letter.Id,
            LetterFile.Name(letter.Document, letter.Kind, "-large-print"),
            "application/pdf",
            await PrintAsync(letter, PrintSize.Large)
        );

    private async Task<byte[]> PrintAsync(LetterSummary letter, PrintSize size) =>
        await pdf.WriteAsync(await letter.Document.WithLogoAsync(files), size);

    /// <summary>The letters made before and after one in its batch, in order of reference.</summary>
    public Task<(Guid? Previous, Guid? Next)> NeighboursAsync(Guid letter) =>
        db.ReadAsync(async work =>
        {
            var all = await work.QueryAsync<Guid>(
                "select l.Id from Letter l join Application a on a.Id = l.ApplicationId where l.State <> 'Waiting' and l.BatchId = (select x.BatchId from Letter x where x.Id = @letter) order by a.Number, l.Id",
                new { letter }
            );
            var at = all.ToList().IndexOf(letter);
            return (at > 0 ? all[at - 1] : (Guid?)null, at + 1 < all.Count ? all[at + 1] : (Guid?)null);
        });

    private const string Member =
        " and exists (select 1 from OrganisationMember m where m.OrganisationId = a.OrganisationId and m.PersonId = @Person)";

    // Decision letters replace each other; any letter is replaced by the one that corrects it. At most one of each.
    internal const string ReplacedSql = """
        coalesce((select x.Id from Letter x where x.CorrectsId = l.Id and x.State = 'Sent'),
                 case when l.State = 'Sent' and l.Stands = 0 and l.Kind in ('Award', 'PartAward', 'Reserve', 'Deferred', 'Decline')
                      then (select x.Id from Letter x where x.ApplicationId = l.ApplicationId and x.Stands = 1) end)
        """;
    private const string Sql = $"""
        select l.Id, a.RoundId, case when b.RoundId is null then b.Id end as DayBatchId, l.ApplicationId, l.Kind, l.State, l.DocumentJson, l.Sha256, l.PdfFileId, l.Personal, l.PersonalBy, p.DisplayName as PersonalByName, q.DisplayName as WordsApprovedByName, l.WordsApprovedAt, {ReplacedSql} as ReplacedById, case when l.CorrectsId is null then 0 else 1 end as IsCorrection, c.Id as CorrectedById
        from   Letter l
        join   LetterBatch b on b.Id = l.BatchId
        join   Application a on a.Id = l.ApplicationId
        left join Letter c on c.CorrectsId = l.Id
        left join Person p on p.Id = l.PersonalBy
        left join Person q on q.Id = l.WordsApprovedBy
        """;

    private sealed record SentLetter
    {
        public required Guid Id { get; init; }
        public required LetterKind Kind { get; init; }
        public required DateTime SentAt { get; init; }
        public required string DocumentJson { get; init; }
        public Guid? ReplacedById { get; init; }
    }
}
