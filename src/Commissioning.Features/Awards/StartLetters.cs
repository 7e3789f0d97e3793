using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Starts a decided round's letters: one for each bid that was not withdrawn. A job makes them; nothing leaves yet.</summary>
public sealed class StartLetters(Db db)
{
    public Task<Outcome> RunAsync(Actor actor, Guid round) => db.ChangeAsync(actor, AuditAction.LettersStarted, round, async work =>
    {
        var details = await RoundReader.GetAsync(work, round);
        if (details.DecidedAt is null) return new Refusal("The round must be decided before its letters are made");
        var decision = await work.FirstOrDefaultAsync<Guid>("select d.Id from Decision d where d.RoundId = @round and d.CorrectsId is null order by d.DecidedAt desc", new { round });
        if (await work.ScalarAsync<int>("select count(*) from LetterBatch where DecisionId = @decision", new { decision }) > 0) return new Refusal("The letters of this round were started already");
        var bids = await work.QueryAsync<Bid>(BidsSql, new { decision });
        var batch = Guid.CreateVersion7();
        await work.ExecuteAsync("insert into LetterBatch (Id, RoundId, DecisionId, StartedBy, StartedAt, Letters) values (@batch, @round, @decision, @By, @Now, @Count)", new { batch, round, decision, By = actor.Id, work.Now, bids.Count });
        await work.ExecuteAsync("insert into Letter (Id, BatchId, ApplicationId, Kind, SubjectId, State) values (@Id, @batch, @ApplicationId, @Kind, @decision, 'Waiting')",
            bids.Select(bid => new { Id = Guid.CreateVersion7(), batch, decision, bid.ApplicationId, Kind = bid.Funded ? LetterKind.Award : LetterKind.Decline }));
        work.Note($"{bids.Count} letters");
        return Outcome.Done;
    });

    private const string BidsSql = """
        select   l.ApplicationId, l.Funded
        from     DecisionLine l
        join     Decision d on d.Id = l.DecisionId
        join     Application a on a.Id = l.ApplicationId
        where    (d.Id = @decision or d.CorrectsId = @decision) and l.SupersededBy is null and a.Status = 'Submitted'
        order by a.Number
        """;

    private sealed record Bid
    {
        public required Guid ApplicationId { get; init; }
        public required bool Funded { get; init; }
    }
}
