using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The progress of a round's letters.</summary>
public sealed class RoundLetters(Db db)
{
    public sealed record RoundLetterBatch
    {
        public required int Letters { get; init; }
        public required int Waiting { get; init; }
        public DateTime? ReleasedAt { get; init; }
        public int Made => Letters - Waiting;
    }

    /// <param name="Batch">The newest decision's batch.</param>
    public sealed record RoundLettersPage(Round Round, RoundLetterBatch? Batch);

    public Task<RoundLettersPage> GetAsync(Guid round) =>
        db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            var decision = await work.FirstOrDefaultAsync<Guid?>(
                "select d.Id from Decision d where d.RoundId = @round and d.CorrectsId is null order by d.DecidedAt desc, d.Id",
                new { round }
            );
            return new RoundLettersPage(details, await work.FindOrDefaultAsync<RoundLetterBatch>(BatchSql, new { decision }));
        });

    private const string BatchSql = """
        select b.Letters, b.ReleasedAt, (select count(*) from Letter l where l.BatchId = b.Id and l.State = 'Waiting') as Waiting
        from   LetterBatch b
        where  b.DecisionId = @decision
        """;
}
