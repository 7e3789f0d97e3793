using Commissioning.Domain;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Decisions;

/// <summary>The frozen paper and the decisions on it.</summary>
public sealed class RoundPapers(Db db)
{
    public sealed record PaperRow
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }

        /// <summary>1 for the first; a rolling round has more.</summary>
        public required int Number { get; init; }
        public required Guid MadeBy { get; init; }
        public required string MadeByName { get; init; }
        public required DateTime MadeAt { get; init; }
        public required string PaperJson { get; init; }
        public required string PaperSha256 { get; init; }
        public DateTime? WithdrawnAt { get; init; }

        /// <summary>The day to which the decision was put off, why, by whom and when; null: it was not.</summary>
        public DateOnly? PutOffUntil { get; init; }
        public string? PutOffWhy { get; init; }
        public string? PutOffByName { get; init; }
        public DateTime? PutOffAt { get; init; }
    }

    public sealed record DecisionRow
    {
        public required Guid Id { get; init; }
        public string? Number { get; init; }
        public required string DecidedByName { get; init; }
        public required DateTime DecidedAt { get; init; }
        public required string Interests { get; init; }
        public string? Note { get; init; }
        public required int Departures { get; init; }
        public required int Funded { get; init; }
        public required Money Amount { get; init; }
    }

    /// <param name="Latest">The number of the round's newest recommendation.</param>
    /// <param name="Added">Comments of advisers that were added beside the paper after it was made.</param>
    public sealed record RoundPaper(
        Round Round,
        PaperRow Recommendation,
        int Latest,
        LetterDocument Paper,
        DecisionRow? Decision,
        IReadOnlyList<DecisionRow> Corrections,
        IReadOnlyList<SignPaper.SignOff> SignOffs,
        IReadOnlyList<DecideDeferred.DeferredRow> Deferred,
        IReadOnlyList<PaperComments.PaperCommentRow> Added
    )
    {
        public IReadOnlyList<LetterBlock> Beside =>
            Added.Count == 0
                ? []
                : [new Heading(2, PaperRules.AddedTitle), new Paragraph(PaperRules.AddedApart), .. Added.Select(PaperComments.Quoted)];

        /// <summary>For the file: the paper as it was made, then what was added beside it.</summary>
        public LetterDocument WithAdded => Added.Count == 0 ? Paper : Paper with { Blocks = [.. Paper.Blocks, new PageBreak(), .. Beside] };
    }

    /// <param name="number">Which recommendation of a rolling round; null: the newest.</param>
    public Task<RoundPaper> GetAsync(Guid round, int? number = null) =>
        db.ReadAsync(async work =>
        {
            var newest = await FindAsync(work, round);
            var row =
                number is { } wanted && wanted != newest.Number
                    ? await work.FindAsync<PaperRow>(RowSql + " where r.RoundId = @round and r.Number = @wanted", new { round, wanted })
                    : newest;
            return new RoundPaper(
                await RoundReader.GetAsync(work, round),
                row,
                newest.Number,
                LetterDocument.FromJson(row.PaperJson),
                await work.FindOrDefaultAsync<DecisionRow>(DecisionSql + " and d.CorrectsId is null", new { row.Id }),
                await work.QueryAsync<DecisionRow>(
                    DecisionSql + " and d.CorrectsId is not null order by d.DecidedAt, d.Id",
                    new { row.Id }
                ),
                await SignPaper.OfAsync(work, row.Id),
                await DecideDeferred.OfAsync(work, round),
                await PaperComments.BesideAsync(work, round, row.Number)
            );
        });

    internal static async Task<PaperRow> FindAsync(Work work, Guid round) =>
        await FindOrDefaultAsync(work, round) ?? throw new NotFoundException("No recommendation of this round");

    internal static Task<PaperRow?> FindOrDefaultAsync(Work work, Guid round) =>
        work.FirstOrDefaultAsync<PaperRow>(RowSql + " where r.RoundId = @round order by r.Number desc", new { round });

    internal static Task<PaperRow> OneAsync(Work work, Guid paper) =>
        work.FindAsync<PaperRow>(RowSql + " where r.Id = @paper", new { paper });

    private const string RowSql = """
        select    r.Id, r.RoundId, r.Number, r.MadeBy, p.DisplayName as MadeByName, r.MadeAt, r.PaperJson, r.PaperSha256, r.WithdrawnAt,
                  r.PutOffUntil, r.PutOffWhy, f.DisplayName as PutOffByName, r.PutOffAt
        from      Recommendation r
        join      Person p on p.Id = r.MadeBy
        left join Person f on f.Id = r.PutOffBy
        """;

    private const string DecisionSql = """
        select d.Id, d.Number, d.DecidedAt, p.DisplayName as DecidedByName, d.Interests, d.Note,
               (select count(*) from DecisionLine l where l.DecisionId = d.Id and l.Departure = 1) as Departures,
               (select count(*) from DecisionLine l where l.DecisionId = d.Id and l.Funded = 1) as Funded,
               (select coalesce(sum(l.Amount), 0) from DecisionLine l where l.DecisionId = d.Id and l.Funded = 1) as Amount
        from   Decision d
        join   Person p on p.Id = d.DecidedBy
        where  d.RecommendationId = @Id
        """;
}
