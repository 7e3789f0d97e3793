using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Platform.Letters;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Decisions;

/// <summary>The panel's recommendation: every bid with its rank, score and result, and the paper, frozen together.</summary>
/// <param name="sealing">Opens the equality answers, which the demonstration has none of.</param>
public sealed class MakeRecommendation(Db db, Office office, Sealed? sealing = null)
{
    /// <param name="Unchecked">References of proposed bids whose due diligence is not done.</param>
    /// <param name="Typed">Figures in the officer's own words that are none of the portal's, by part.</param>
    public sealed record Preview(
        Round Round,
        LetterDocument Paper,
        IReadOnlyDictionary<PaperPart, PaperTexts.Row> Texts,
        IReadOnlyList<(PaperPart Part, IReadOnlyList<string> Figures)> Typed,
        IReadOnlyList<string> Unchecked,
        Refusal? WhyNot
    );

    public Task<Preview> PreviewAsync(Actor actor, Guid round) =>
        db.ReadAsync(async work =>
        {
            var line = await RoundLine.GetAsync(work, round);
            var texts = await PaperTexts.OfAsync(work, round);
            var known = (await RecommendationPaper.ValuesAsync(work, line)).Values.ToList();
            var typed = texts
                .Select(pair => (pair.Key, PaperRules.TypedFigures(pair.Value.Wording, known)))
                .Where(pair => pair.Item2.Count > 0)
                .ToList();
            var open = await work.QueryAsync<string>(
                "select Reference from Application where RoundId = @round and Status = 'Submitted' and DueDiligence in ('NotStarted', 'InProgress') order by Number",
                new { round }
            );
            return new Preview(
                line.Round,
                await RecommendationPaper.BuildAsync(work, line, actor.Name, office, sealing),
                texts,
                typed,
                open.Intersect(line.Of(FitResult.Fund).Select(bid => bid.Reference)).ToList(),
                WhyNot(line, work.Now)
            );
        });

    private static Refusal? WhyNot(RoundLine.View line, DateTime now) =>
        DecisionRules.WhyCannotRecommend(line.Round, line.Lines.Count, line.WithoutScore, line.DrawNeeded, now);

    public async Task<Outcome> RunAsync(Actor actor, Guid round)
    {
        // A second's work, so it is done before the transaction begins.
        var (unsaid, seen) = await db.ReadAsync(async work =>
        {
            var inputs = await RoundLine.InputsAsync(work, round);
            return (await CloseCalls.UnsaidAsync(work, inputs), Seen(inputs.Round, inputs.Bids));
        });
        return unsaid.Count > 0
            ? new Refusal(
                $"{string.Join(", ", unsaid)} {(unsaid.Count == 1 ? "is" : "are")} too close to call by score. Record under Panel health what the panel says of {(unsaid.Count == 1 ? "it" : "each")}."
            )
            : await FreezeAsync(actor, round, seen);
    }

    /// <summary>What close calls depend on and can change while they are looked for.</summary>
    private static HashSet<object> Seen(Round round, IEnumerable<RankedBid> bids) =>
        [round.Version, .. bids.Select(bid => (bid.ApplicationId, bid.Percent, bid.Amount, bid.FailedCheck, bid.FailedGate))];

    private Task<Outcome> FreezeAsync(Actor actor, Guid round, HashSet<object> seen) =>
        db.ChangeAsync(
            actor,
            AuditAction.RecommendationMade,
            round,
            async work =>
            {
                var line = await RoundLine.GetAsync(work, round);
                if (WhyNot(line, work.Now) is { } refusal)
                    return refusal;
                if (!seen.SetEquals(Seen(line.Round, line.Lines.Select(one => one.Fitted.Bid))))
                    return new Refusal("Scores or the line were changed a moment ago. Look at the paper again, and then recommend it.");
                // The second of two presses finds the round marked. The next list of a rolling round is not decided yet.
                await work.ExecuteOneAsync(
                    "update Round set RecommendedAt = @Now, DecidedAt = null, Version = Version + 1 where Id = @round and Version = @Version",
                    new
                    {
                        round,
                        line.Round.Version,
                        work.Now,
                    }
                );
                var paper = await RecommendationPaper.BuildAsync(work, line, actor.Name, office, sealing);
                var id = Guid.CreateVersion7();
                await work.ExecuteAsync(
                    "insert into Recommendation (Id, RoundId, Number, MadeBy, MadeAt, PaperJson, PaperSha256) values (@id, @round, @Number, @By, @Now, @Json, @Sha256)",
                    new
                    {
                        id,
                        round,
                        Number = await work.ScalarAsync<int>("select count(*) from Recommendation where RoundId = @round", new { round })
                            + 1,
                        By = actor.Id,
                        work.Now,
                        Json = paper.ToJson(),
                        Sha256 = paper.Sha256(),
                    }
                );
                await work.ExecuteAsync(
                    LineSql,
                    line.Lines.Select(
                        (one, i) =>
                            new
                            {
                                id,
                                one.Fitted.Bid.ApplicationId,
                                RankPosition = i + 1,
                                Numerator = (long)(one.Fitted.Bid.Percent?.Numerator ?? 0),
                                Denominator = (long)(one.Fitted.Bid.Percent?.Denominator ?? 1),
                                one.Fitted.Result,
                                one.Fitted.Bid.Amount,
                                one.Fitted.Reason,
                            }
                    )
                );
                work.Note(
                    $"{line.Funded} to {line.Lines.Count(one => one.Fitted.Result == Domain.Moderation.FitResult.Fund)} projects, threshold {line.Threshold!.Value.ToPercent()}, paper SHA-256 {paper.Sha256()}"
                );
                return Outcome.Done;
            }
        );

    private const string LineSql = """
        insert into RecommendationLine (RecommendationId, ApplicationId, RankPosition, Numerator, Denominator, Result, Amount, Reason)
        values (@id, @ApplicationId, @RankPosition, @Numerator, @Denominator, @Result, @Amount, @Reason)
        """;
}

/// <summary>The frozen paper, and what was decided on it.</summary>
public sealed class RoundPaper(Db db)
{
    public sealed record Row
    {
        public required Guid Id { get; init; }

        /// <summary>1 for the first; a rolling round has more.</summary>
        public required int Number { get; init; }
        public required Guid MadeBy { get; init; }
        public required string MadeByName { get; init; }
        public required DateTime MadeAt { get; init; }
        public required string PaperJson { get; init; }
        public required string PaperSha256 { get; init; }
        public DateTime? WithdrawnAt { get; init; }
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

    /// <param name="Latest">The number of the newest recommendation of the round.</param>
    public sealed record View(
        Round Round,
        Row Recommendation,
        int Latest,
        LetterDocument Paper,
        DecisionRow? Decision,
        IReadOnlyList<DecisionRow> Corrections,
        IReadOnlyList<SignPaper.SignOff> SignOffs
    );

    /// <param name="number">Which of a rolling round's; null: the newest.</param>
    public Task<View> GetAsync(Guid round, int? number = null) =>
        db.ReadAsync(async work =>
        {
            var newest = await FindAsync(work, round);
            var row =
                number is { } wanted && wanted != newest.Number
                    ? await work.FindAsync<Row>(RowSql + " where r.RoundId = @round and r.Number = @wanted", new { round, wanted })
                    : newest;
            return new View(
                await RoundReader.GetAsync(work, round),
                row,
                newest.Number,
                LetterDocument.FromJson(row.PaperJson),
                await work.FindOrDefaultAsync<DecisionRow>(DecisionSql + " and d.CorrectsId is null", new { row.Id }),
                await work.QueryAsync<DecisionRow>(
                    DecisionSql + " and d.CorrectsId is not null order by d.DecidedAt, d.Id",
                    new { row.Id }
                ),
                await SignPaper.OfAsync(work, row.Id)
            );
        });

    internal static async Task<Row> FindAsync(Work work, Guid round) =>
        await work.FirstOrDefaultAsync<Row>(RowSql + " where r.RoundId = @round order by r.Number desc", new { round })
        ?? throw new NotFoundException("No recommendation of this round");

    private const string RowSql = """
        select r.Id, r.Number, r.MadeBy, p.DisplayName as MadeByName, r.MadeAt, r.PaperJson, r.PaperSha256, r.WithdrawnAt
        from   Recommendation r
        join   Person p on p.Id = r.MadeBy
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
