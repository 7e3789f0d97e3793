using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>Corrects a decision on one application by a new decision with its own number and reason; the first is kept. Possible only until
/// the letters are made; afterwards, vary the award.</summary>
public sealed class CorrectDecision(Db db)
{
    public sealed record CorrectableLine
    {
        public required Guid DecisionId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Summary { get; init; }
        public required string Priority { get; init; }
        public required ApplicationStatus Status { get; init; }
        public required bool Funded { get; init; }
        public required Money Amount { get; init; }
    }

    public sealed record DecisionToCorrect(
        Round Round,
        Guid RecommendationId,
        Guid FirstDecision,
        CorrectableLine Decided,
        Money Left,
        IReadOnlyList<ApprovalLimit> Limits,
        Guid RecommendedBy,
        Refusal? WhyNot
    );

    public Task<DecisionToCorrect> GetAsync(Actor actor, Guid round, Guid application) =>
        db.ReadAsync(work => GetAsync(work, actor, round, application));

    public Task<Result> RunAsync(Actor actor, Guid round, Guid application, string? reason, string? interests) =>
        db.ChangeAsync(
            actor,
            AuditAction.DecisionCorrected,
            application,
            async work =>
            {
                await work.ExecuteOneAsync("update Round set Version = Version + 1 where Id = @round", new { round });
                var view = await GetAsync(work, actor, round, application);
                if (view.WhyNot is { } refusal)
                    return refusal;
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say what was wrong with the decision, in up to 1,000 characters", nameof(reason));
                if (interests?.Trim() is not { Length: > 0 and <= 2000 })
                    return new Refusal("Declare your interests, or write None", nameof(interests));
                return await ApplyAsync(work, actor, view, why, interests.Trim()) is { FirstRefusal: { } no } ? no : Result.Done;
            }
        );

    /// <summary>Reverses the decision; returns the new decision's id.</summary>
    internal static async Task<Result<Guid>> ApplyAsync(Work work, Actor actor, DecisionToCorrect view, string why, string interests)
    {
        var (round, application) = (view.Round.Id, view.Decided.ApplicationId);
        var (line, funded) = (view.Decided, !view.Decided.Funded);
        if (funded && line.Amount > view.Left)
            return new Refusal($"{line.Reference} asks for {line.Amount}, and {view.Left} is left in the pot");
        if (DecisionRules.WhyAboveLimit(view.Limits, view.Round.FundId, actor.Id, line.Amount) is { } above)
            return above;
        await work.ExecuteOneAsync(
            funded
                ? "update RoundTally set Awards = Awards + 1, Awarded = Awarded + @Amount where RoundId = @round"
                : "update RoundTally set Awards = Awards - 1, Awarded = Awarded - @Amount where RoundId = @round",
            new { round, line.Amount }
        );
        if (funded && await RoundPot.AwardLaterAsync(work, actor, view.Round.BudgetYear, view.Round.FullName, line.Amount) is { } closed)
            return closed;
        if (
            !funded && await RoundPot.ReturnToCentralAsync(work, actor, view.Round.BudgetYear, view.Round.FullName, line.Amount) is { } shut
        )
            return shut;

        var (id, number) = (Guid.CreateVersion7(), await DecideRound.NextNumberAsync(work));
        await work.ExecuteAsync(
            "insert into Decision (Id, RoundId, RecommendationId, DecidedBy, DecidedAt, Interests, Note, Number, CorrectsId) values (@id, @round, @RecommendationId, @By, @Now, @Interests, @why, @number, @FirstDecision)",
            new
            {
                id,
                round,
                view.RecommendationId,
                By = actor.Id,
                work.Now,
                Interests = interests,
                why,
                number,
                view.FirstDecision,
            }
        );
        await work.ExecuteOneAsync(
            "update DecisionLine set SupersededBy = @id where DecisionId = @DecisionId and ApplicationId = @application and SupersededBy is null",
            new
            {
                id,
                line.DecisionId,
                application,
            }
        );
        await work.ExecuteAsync(
            "insert into DecisionLine (DecisionId, ApplicationId, Funded, Amount, Departure, Reason) values (@id, @application, @funded, @Amount, 1, @why)",
            new
            {
                id,
                application,
                funded,
                line.Amount,
                why,
            }
        );
        if (funded)
        {
            var last = await work.ScalarAsync<int?>("select max(Number) from Award where RoundId = @round", new { round }) ?? 0;
            var award = Guid.CreateVersion7();
            await work.ExecuteAsync(
                DecideRound.AwardSql,
                new
                {
                    Id = award,
                    Round = round,
                    ApplicationId = application,
                    Number = last + 1,
                    line.Amount,
                    view.Round.Conditions,
                    Why = DecideRound.WhyItReducesCrime(line.Summary, line.Priority),
                }
            );
            await AwardTotals.RefreshAsync(work, award);
        }
        else
        {
            // Awards are paged by their numbers, so later ones move up.
            var place = await work.ScalarAsync<int>("select Number from Award where ApplicationId = @application", new { application });
            await AwardTotals.RemoveAsync(work, application);
            await work.ExecuteOneAsync("delete from Award where ApplicationId = @application and OfferedAt is null", new { application });
            foreach (
                var later in await work.QueryAsync<Guid>(
                    "select Id from Award where RoundId = @round and Number > @place order by Number",
                    new { round, place }
                )
            )
                await work.ExecuteOneAsync("update Award set Number = Number - 1 where Id = @later", new { later });
        }
        work.Note(
            $"{number} corrects the decision on {line.Reference}, {line.Amount}. {new Changes().Add("Funded", !funded, funded)}. {why}"
        );
        return Result.Made(id);
    }

    /// <summary>The first decision, after its letters were sent, for an application to be funded from returned money.</summary>
    internal static async Task<DecisionToCorrect> ReserveAsync(Work work, Actor actor, Guid round, Guid application)
    {
        var details = await RoundReader.GetAsync(work, round);
        var first = await work.FindAsync<FirstDecision>(
            "select d.Id, d.RecommendationId, m.MadeBy from Decision d join Recommendation m on m.Id = d.RecommendationId join DecisionLine l on l.DecisionId = d.Id and l.ApplicationId = @application where d.RoundId = @round and d.CorrectsId is null",
            new { round, application }
        );
        var line = await work.FindAsync<CorrectableLine>(LineSql, new { first = first.Id, application });
        var awarded = await work.ScalarAsync<Money>("select Awarded from RoundTally where RoundId = @round", new { round });
        return new(
            details,
            first.RecommendationId,
            first.Id,
            line,
            details.Spendable - awarded,
            await ApprovalLevels.AllAsync(work),
            first.MadeBy,
            await work.ScalarAsync<int>("select count(*) from LetterBatch where DecisionId = @Id and ReleasedAt is not null", first) == 0
                    ? new("The letters about this decision have not been sent yet, so correct the decision itself")
                : first.MadeBy == actor.Id ? new("You made the recommendation, so someone else must decide")
                : line.Funded ? new("This application has already been funded")
                : line.Status == ApplicationStatus.Withdrawn ? new Refusal("This application was withdrawn")
                : null
        );
    }

    private static async Task<DecisionToCorrect> GetAsync(Work work, Actor actor, Guid round, Guid application)
    {
        var details = await RoundReader.GetAsync(work, round);
        var paper = await RoundPapers.FindAsync(work, round);
        var first =
            await work.FirstOrDefaultAsync<Guid?>(
                "select Id from Decision where RecommendationId = @Id and CorrectsId is null order by DecidedAt, Id",
                new { paper.Id }
            ) ?? throw new NotFoundException("The round is not decided");
        var line = await work.FindAsync<CorrectableLine>(LineSql, new { first, application });
        var awarded = await work.ScalarAsync<Money>("select Awarded from RoundTally where RoundId = @round", new { round });
        var why =
            await work.ScalarAsync<int>("select count(*) from LetterBatch where DecisionId = @first", new { first }) > 0
                ? new("The letters about this decision are made, so change the award, not the decision")
            : paper.MadeBy == actor.Id ? new("You made the recommendation, so someone else must decide")
            : line.Status == ApplicationStatus.Withdrawn ? new Refusal("This application was withdrawn")
            : null;
        return new(details, paper.Id, first, line, details.Spendable - awarded, await ApprovalLevels.AllAsync(work), paper.MadeBy, why);
    }

    private const string LineSql = """
        select l.DecisionId, l.ApplicationId, a.Reference, a.ProjectName, a.Summary, a.Priority, a.Status, l.Funded, l.Amount
        from   DecisionLine l
        join   Decision d on d.Id = l.DecisionId
        join   Application a on a.Id = l.ApplicationId
        where  (d.Id = @first or d.CorrectsId = @first) and l.ApplicationId = @application and l.SupersededBy is null
        """;

    private sealed record FirstDecision
    {
        public required Guid Id { get; init; }
        public required Guid RecommendationId { get; init; }
        public required Guid MadeBy { get; init; }
    }
}
