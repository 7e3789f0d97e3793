using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The progress of a round's letters, and a page of them by application number.</summary>
public sealed class RoundLetters(Db db)
{
    public const int PageSize = 25;

    public sealed record RoundLetterBatch
    {
        public required int Letters { get; init; }
        public required int Waiting { get; init; }
        public DateTime? ReleasedAt { get; init; }
        public int Made => Letters - Waiting;

        /// <summary>How many of each kind are not sent.</summary>
        public IReadOnlyList<KindCount> Kinds { get; init; } = [];
    }

    public sealed record KindCount
    {
        public required LetterKind Kind { get; init; }
        public required int Count { get; init; }
    }

    public sealed record RoundLetterRow
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required LetterKind Kind { get; init; }
        public required LetterState State { get; init; }
        public string? EmailState { get; init; }
    }

    /// <param name="Batch">The newest decision's batch; the rows cover all decisions.</param>
    public sealed record RoundLettersPage(Round Round, RoundLetterBatch? Batch, IReadOnlyList<RoundLetterRow> Rows, int Page, int Pages);

    public Task<RoundLettersPage> GetAsync(Guid round, int page) =>
        db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            var last = await work.ScalarAsync<int>("select LastNumber from RoundTally where RoundId = @round", new { round });
            var pages = Math.Max(1, (last + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var decision = await work.FirstOrDefaultAsync<Guid?>(
                "select d.Id from Decision d where d.RoundId = @round and d.CorrectsId is null order by d.DecidedAt desc, d.Id",
                new { round }
            );
            var batch = await work.FindOrDefaultAsync<RoundLetterBatch>(BatchSql, new { decision });
            if (batch is { ReleasedAt: null })
                batch = batch with { Kinds = await work.QueryAsync<KindCount>(KindsSql, new { decision }) };
            var rows = await work.QueryAsync<RoundLetterRow>(
                RowsSql,
                new
                {
                    round,
                    First = (page - 1) * PageSize + 1,
                    Last = page * PageSize,
                }
            );
            return new RoundLettersPage(details, batch, rows, page, pages);
        });

    private const string BatchSql = """
        select b.Letters, b.ReleasedAt, (select count(*) from Letter l where l.BatchId = b.Id and l.State = 'Waiting') as Waiting
        from   LetterBatch b
        where  b.DecisionId = @decision
        """;
    private const string KindsSql = """
        select   l.Kind, count(*) as Count
        from     LetterBatch b
        join     Letter l on l.BatchId = b.Id
        where    b.DecisionId = @decision
        group by l.Kind
        order by l.Kind
        """;
    private const string RowsSql = """
        select    l.Id, a.Reference, o.Name as Organisation, l.Kind, l.State,
                  (select max(e.State) from OutboxEmail e where e.SubjectId = a.Id and l.SentAt is not null and e.CreatedAt = l.SentAt) as EmailState
        from      Application a
        join      Letter l on l.ApplicationId = a.Id
        join      Organisation o on o.Id = a.OrganisationId
        where     a.RoundId = @round and a.Number between @First and @Last and l.Kind in ('Award', 'PartAward', 'Reserve', 'Decline')
        order by  a.Number
        """;
}
