using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Decisions;

/// <summary>Makes the panel's recommendation: every application with its rank, score and result, and the paper, frozen together.</summary>
/// <param name="encryption">Decrypts equality answers; null for the demonstration, which has none.</param>
public sealed class MakeRecommendation(Db db, Office office, FieldEncryption? encryption = null)
{
    /// <param name="Waiting">What is not done yet, in sentences: the paper can be made without it.</param>
    /// <param name="Typed">Typed figures that differ from all of the portal's, by part of the paper.</param>
    public sealed record Preview(
        Round Round,
        LetterDocument Paper,
        IReadOnlyDictionary<PaperPart, PaperTexts.PaperTextRow> Texts,
        IReadOnlyList<(PaperPart Part, IReadOnlyList<string> Figures)> Typed,
        IReadOnlyList<string> Waiting,
        Refusal? WhyNot
    );

    /// <param name="maker">Who would put it forward.</param>
    public Task<Preview> PreviewAsync(string maker, Guid round) =>
        db.ReadAsync(async work =>
        {
            var line = await FundingLineQueries.GetAsync(work, round);
            var texts = await PaperTexts.OfAsync(work, round);
            var known = (await RecommendationPaper.ValuesAsync(work, line)).Values.ToList();
            var typed = texts
                .Select(pair => (pair.Key, PaperRules.TypedFigures(pair.Value.Wording, known)))
                .Where(pair => pair.Item2.Count > 0)
                .ToList();
            var paper = await RecommendationPaper.BuildAsync(work, line, maker, office, encryption);
            return new Preview(line.Round, paper, texts, typed, await WaitingAsync(work, line, paper), WhyNot(line, work.Now));
        });

    /// <summary>What a careful officer looks at before putting the paper forward.</summary>
    private static async Task<IReadOnlyList<string>> WaitingAsync(Work work, FundingLineQueries.FundingLinePage line, LetterDocument paper)
    {
        var round = line.Round.Id;
        var open = await work.QueryAsync<string>(
            "select Reference from Application where RoundId = @round and Status = 'Submitted' and DueDiligence in ('NotStarted', 'InProgress') order by Number",
            new { round }
        );
        var parts = await work.QueryAsync<string>(
            "select a.Reference from PartAward p join Application a on a.Id = p.ApplicationId where p.RoundId = @round and p.Confirmed is null and a.Status = 'Submitted' order by a.Number",
            new { round }
        );
        var isUnanswered =
            await work.ScalarAsync<int>("select count(*) from OverAllocation where RoundId = @round and Approved is null", new { round })
            > 0;
        var waiting = PaperRules.WhatWaits(
            open.Intersect(line.Of(FitResult.Fund).Select(application => application.Reference)).ToList(),
            parts,
            isUnanswered,
            await UnwrittenAsync(work, line),
            PaperRules.Advisers.Where(adviser => !RecommendationPaper.HasComment(paper, adviser)).ToList(),
            line.Round.Policy.SignOffs
        );
        return MeetingRules.OpenFlags(await FlaggedAsync(work, round)) is { } flags ? [flags, .. waiting] : waiting;
    }

    /// <summary>How many recommended projects have no sentence of an officer.</summary>
    private static async Task<int> UnwrittenAsync(Work work, FundingLineQueries.FundingLinePage line)
    {
        var written = await CrimeReasons.WrittenAsync(work, line.Round.Id);
        return line.Of(FitResult.Fund).Count(one => !written.ContainsKey(one.Fitted.Application.ApplicationId));
    }

    private static async Task<List<string>> FlaggedAsync(Work work, Guid round) =>
        (await FlagQueries.OpenAsync(work, round)).Select(flag => flag.Reference).Distinct().ToList();

    private static Refusal? WhyNot(FundingLineQueries.FundingLinePage line, DateTime now) =>
        DecisionRules.WhyCannotRecommend(line.Round, line.Lines.Count, line.WithoutScore, line.DrawNeeded, now);

    public async Task<Result> RunAsync(Actor actor, Guid round)
    {
        // This takes about a second, so it runs before the transaction starts.
        var (unsaid, seen) = await db.ReadAsync(async work =>
        {
            var inputs = await FundingLineQueries.InputsAsync(work, round);
            return (await CloseCalls.UnsaidAsync(work, inputs), Seen(inputs.Round, inputs.Applications));
        });
        return unsaid.Count > 0
            ? new Refusal(
                $"{string.Join(", ", unsaid)} {(unsaid.Count == 1 ? "is" : "are")} too close to call by score. Record under Panel health what the panel says about {(unsaid.Count == 1 ? "it" : "each")}."
            )
            : await FreezeAsync(actor, round, seen);
    }

    /// <summary>The inputs of close calls that could change during the calculation.</summary>
    private static HashSet<object> Seen(Round round, IEnumerable<RankedApplication> applications) =>
        [
            round.Version,
            .. applications.Select(application =>
                (application.ApplicationId, application.Percent, application.Amount, application.FailedCheck, application.FailedPassFail)
            ),
        ];

    private Task<Result> FreezeAsync(Actor actor, Guid round, HashSet<object> seen) =>
        db.ChangeAsync(
            actor,
            AuditAction.RecommendationMade,
            round,
            async work =>
            {
                var line = await FundingLineQueries.GetAsync(work, round);
                if (WhyNot(line, work.Now) is { } refusal)
                    return refusal;
                if (!seen.SetEquals(Seen(line.Round, line.Lines.Select(one => one.Fitted.Application))))
                    return new Refusal(
                        "The scores or the threshold changed a moment ago. Check the paper again, then make the recommendation."
                    );
                // A second click finds the round already recommended. The next list of a rolling round is not decided yet.
                await work.ExecuteOneAsync(
                    "update Round set RecommendedAt = @Now, DecidedAt = null, Version = Version + 1 where Id = @round and Version = @Version",
                    new
                    {
                        round,
                        line.Round.Version,
                        work.Now,
                    }
                );
                var paper = await RecommendationPaper.BuildAsync(work, line, actor.Name, office, encryption);
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
                var reasons = await CrimeReasons.WrittenAsync(work, round);
                await work.ExecuteAsync(
                    LineSql,
                    line.Lines.Select(
                        (one, i) =>
                            new
                            {
                                id,
                                one.Fitted.Application.ApplicationId,
                                RankPosition = i + 1,
                                Numerator = (long)(one.Fitted.Application.Percent?.Numerator ?? 0),
                                Denominator = (long)(one.Fitted.Application.Percent?.Denominator ?? 1),
                                one.Fitted.Result,
                                one.Fitted.Application.Amount,
                                one.Fitted.Reason,
                                CrimeReason = reasons.GetValueOrDefault(one.Fitted.Application.ApplicationId)?.Wording,
                            }
                    )
                );
                work.Note(
                    $"{line.Funded} to {line.Lines.Count(one => one.Fitted.Result == Domain.Moderation.FitResult.Fund)} projects, threshold {line.Threshold!.Value.ToPercent()}, paper SHA-256 {paper.Sha256()}{(await FlaggedAsync(work, round) is { Count: > 0 } flagged ? $"; flags open on {string.Join(", ", flagged)}" : "")}"
                );
                return Result.Done;
            }
        );

    private const string LineSql = """
        insert into RecommendationLine (RecommendationId, ApplicationId, RankPosition, Numerator, Denominator, Result, Amount, Reason, CrimeReason, DueDiligence)
        values (@id, @ApplicationId, @RankPosition, @Numerator, @Denominator, @Result, @Amount, @Reason, @CrimeReason, (select a.DueDiligence from Application a where a.Id = @ApplicationId))
        """;
}
