using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The progress of a round's letters.</summary>
public sealed class RoundLetters(Db db)
{
    public sealed record RoundLetterBatch
    {
        public required Guid Id { get; init; }
        public required int Letters { get; init; }
        public required int Waiting { get; init; }
        public DateTime? ReleasedAt { get; init; }
        public int Made => Letters - Waiting;

        /// <summary>How many of each kind are not sent.</summary>
        public IReadOnlyList<KindCount> Kinds { get; init; } = [];

        /// <summary>Which words those that are made have.</summary>
        public IReadOnlyList<LetterWords> Words { get; init; } = [];

        /// <summary>Somebody asked to send it, and its letters get that day's date first.</summary>
        public required bool IsDating { get; init; }

        /// <summary>Why it was not sent after that; null: nothing stopped it.</summary>
        public string? SendNote { get; init; }

        /// <summary>Offers of it whose dates are over before they can be accepted.</summary>
        public int Held { get; init; }
    }

    public sealed record KindCount
    {
        public required LetterKind Kind { get; init; }
        public required int Count { get; init; }
    }

    /// <param name="Batch">The newest decision's batch.</param>
    public sealed record RoundLettersPage(Round Round, RoundLetterBatch? Batch)
    {
        /// <summary>Terms of the offers that are made now; null: no offer waits to be sent.</summary>
        public GrantTerms.Terms? Terms { get; init; }
    }

    public Task<RoundLettersPage> GetAsync(Guid round) =>
        db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            var decision = await work.FirstOrDefaultAsync<Guid?>(
                "select d.Id from Decision d where d.RoundId = @round and d.CorrectsId is null order by d.DecidedAt desc, d.Id",
                new { round }
            );
            var batch = await work.FindOrDefaultAsync<RoundLetterBatch>(BatchSql, new { decision });
            if (batch is { ReleasedAt: null })
                batch = batch with
                {
                    Words = await LetterWords.OfBatchAsync(work, batch.Id),
                    Kinds = await work.QueryAsync<KindCount>(KindsSql, new { decision }),
                    Held = (await HeldOffers.OfBatchAsync(work, batch.Id)).Count,
                };
            var offers = batch is null || batch.Kinds.Any(one => one.Kind.IsOffer());
            return new RoundLettersPage(details, batch) { Terms = offers ? await GrantTerms.InUseAsync(work, details.FundId) : null };
        });

    private const string BatchSql = """
        select b.Id, b.Letters, b.ReleasedAt, case when b.SendAskedBy is null then 0 else 1 end as IsDating, b.SendNote, (select count(*) from Letter l where l.BatchId = b.Id and l.State = 'Waiting') as Waiting
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
}
