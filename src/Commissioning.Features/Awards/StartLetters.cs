using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Queues a decided round's letters, one for each application that was not withdrawn. A job makes them; nothing is sent
/// yet.</summary>
public sealed class StartLetters(Db db)
{
    /// <param name="anyway">Also when nobody has read the reasons of some applications.</param>
    public Task<Result> RunAsync(Actor actor, Guid round, bool anyway = false) =>
        db.ChangeAsync(
            actor,
            AuditAction.LettersStarted,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                if (details.DecidedAt is null)
                    return new Refusal("The round must be decided before its letters are made");
                var decision = await work.FirstOrDefaultAsync<Guid>(
                    "select d.Id from Decision d where d.RoundId = @round and d.CorrectsId is null order by d.DecidedAt desc, d.Id",
                    new { round }
                );
                if (await work.ScalarAsync<int>("select count(*) from LetterBatch where DecisionId = @decision", new { decision }) > 0)
                    return new Refusal("The letters of this round have already been started");
                if (LetterReasonRules.WhyStockWords(await LetterReasons.StockOnlyAsync(work, round)) is { } stock)
                    return stock;
                var unread = await LetterReasons.UnreadAsync(work, round);
                if (LetterReasonRules.WhyUnread(unread, anyway) is { } hasty)
                    return hasty;
                var applications = await work.QueryAsync<DecidedApplication>(ApplicationsSql, new { decision });
                if (applications.Count == 0)
                    return new Refusal("Every letter of this decision has been sent");
                var batch = Guid.CreateVersion7();
                await work.ExecuteAsync(
                    "insert into LetterBatch (Id, RoundId, DecisionId, StartedBy, StartedAt, WordsAt, Letters) values (@batch, @round, @decision, @By, @Now, @Now, @Count)",
                    new
                    {
                        batch,
                        round,
                        decision,
                        By = actor.Id,
                        work.Now,
                        applications.Count,
                    }
                );
                // What somebody wrote for one letter alone comes back with it.
                await work.ExecuteAsync(
                    "insert into Letter (Id, BatchId, ApplicationId, Kind, SubjectId, State, Personal, PersonalBy) select @Id, @batch, a.Id, @Kind, @decision, 'Waiting', k.Wording, k.WrittenBy from Application a left join KeptParagraph k on k.ApplicationId = a.Id and k.Kind = @Kind where a.Id = @ApplicationId",
                    applications.Select(application => new
                    {
                        Id = Guid.CreateVersion7(),
                        batch,
                        decision,
                        application.ApplicationId,
                        Kind = KindOf(application, details.Policy.ReserveDays),
                    })
                );
                await work.ExecuteAsync(
                    "delete from KeptParagraph where exists (select 1 from Letter l where l.BatchId = @batch and l.ApplicationId = KeptParagraph.ApplicationId and l.Kind = KeptParagraph.Kind)",
                    new { batch }
                );
                work.Note($"{LetterRules.Count(applications.Count)}{(unread > 0 ? $", {unread} with reasons that nobody has read" : "")}");
                return Result.Done;
            }
        );

    private static LetterKind KindOf(DecidedApplication application, int reserveDays) =>
        LetterKinds.Of(
            DecisionChoices.Of(application.Funded, application.DeferredUntil),
            application.IsPart,
            application.Result,
            reserveDays > 0
        );

    private const string ApplicationsSql = """
        select   l.ApplicationId, l.Funded, r.Result, l.DeferredUntil, case when l.Amount < a.AmountRequested then 1 else 0 end as IsPart
        from     DecisionLine l
        join     Decision d on d.Id = l.DecisionId
        join     RecommendationLine r on r.RecommendationId = d.RecommendationId and r.ApplicationId = l.ApplicationId
        join     Application a on a.Id = l.ApplicationId
        where    (d.Id = @decision or d.CorrectsId = @decision) and l.SupersededBy is null and a.Status = 'Submitted'
                 and not exists (select 1 from Letter x where x.ApplicationId = a.Id and x.SubjectId = d.Id)
        order by a.Number
        """;

    private sealed record DecidedApplication
    {
        public required Guid ApplicationId { get; init; }
        public required bool Funded { get; init; }
        public required FitResult Result { get; init; }
        public required bool IsPart { get; init; }
        public DateOnly? DeferredUntil { get; init; }
    }
}
