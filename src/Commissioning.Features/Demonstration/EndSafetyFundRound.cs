using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Decisions;
using Commissioning.Features.Funds;
using Commissioning.Features.Moderation;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Demonstration;

/// <summary>Takes the Safety Fund round from where it waits, with nine sheets that nobody can submit, to its published end: 16
/// organisations funded within £193,993.11. Each step is an ordinary act of the portal at its date: amended by two people, scored,
/// moderated, recommended, decided, letters sent.</summary>
internal sealed class EndSafetyFundRound(Db now, FinishDemonstrationRound finish, Office office)
{
    private const int Funded = 16;

    /// <summary>Takes the round to where it waits for the decision.</summary>
    /// <returns>False when it is there or further on already.</returns>
    public async Task<bool> RecommendOnceAsync(Guid round, IReadOnlyDictionary<string, Actor> people)
    {
        if (await now.ScalarAsync<int>("select count(*) from Round where Id = @round and RecommendedAt is not null", new { round }) > 0)
            return false;
        await AmendAsync(round, people["officer2"], people["officer"]);
        await ScoreAsync(round);
        await ModerateAsync(round, people["officer"]);
        await RecommendAsync(round, people["officer"]);
        return true;
    }

    /// <returns>False when it is decided already.</returns>
    public async Task<bool> RunOnceAsync(Guid round, IReadOnlyDictionary<string, Actor> people)
    {
        await RecommendOnceAsync(round, people);
        if (await now.ScalarAsync<int>("select count(*) from Round where Id = @round and DecidedAt is not null", new { round }) > 0)
            return false;
        Done(
            await new DecideRound(finish.At("2025-03-20 15:00"), office).RunAsync(
                people["approver"],
                round,
                DecideRound.AsRecommended with
                {
                    Note = "Agreed as recommended.",
                }
            )
        );
        await finish.SendLettersAsync(round, people["officer"], "2025-03-24 09:30", "2025-03-24 11:00");
        return true;
    }

    private async Task AmendAsync(Guid round, Actor asks, Actor approves)
    {
        var db = finish.At("2025-02-17 09:30");
        Done(
            await new RequestAmendment(db).RunAsync(
                asks,
                round,
                new(AmendmentKind.LaterDates, "Scoring took longer than we had planned.")
                {
                    ScoringClosesAt = LondonTime.ToUtc(new(2025, 2, 28), new(17, 0)),
                }
            )
        );
        var amendment = (await db.ReadAsync(work => AmendmentQueries.OfRoundAsync(work, round))).First();
        var approved = finish.At("2025-02-17 10:15");
        Done(
            await new DecideAmendment(
                approved,
                new AssignAssessors(approved, FinishDemonstrationRound.Clock("2025-02-17 10:15")),
                office
            ).RunAsync(approves, amendment.Id, approve: true, null)
        );
    }

    /// <summary>The sheets that were missing, with invented scores: the other assessors' mean of each criterion, to the nearest
    /// point.</summary>
    private async Task ScoreAsync(Guid round)
    {
        var db = finish.At("2025-02-26 19:00");
        var criteria = await db.ReadAsync(work => RoundReader.CriteriaAsync(work, round));
        foreach (
            var sheet in await db.QueryAsync<MissingSheet>(
                "select Id, ApplicationId, AssessorId from ScoringAssignment where RoundId = @round and Conflict in ('NotDeclared', 'None') and SubmittedAt is null order by Position, AssessorId",
                new { round }
            )
        )
        {
            var assessor = new Actor(sheet.AssessorId, "Assessor");
            var given = (
                await db.QueryAsync<GivenScore>(
                    "select s.CriterionId, s.Value from Score s join ScoringAssignment a on a.Id = s.AssignmentId where a.ApplicationId = @ApplicationId and a.SubmittedAt is not null",
                    sheet
                )
            ).ToLookup(score => score.CriterionId, score => score.Value);
            await DeclareNoConflictAsync(db, assessor, round);
            var version = await db.ScalarAsync<int>("select Version from ScoringAssignment where Id = @Id", sheet);
            Done(
                await new SaveScores(db).RunAsync(
                    assessor,
                    new(
                        sheet.Id,
                        version,
                        criteria
                            .Select(criterion => new Score(
                                criterion.Id,
                                (2 * given[criterion.Id].Sum() + given[criterion.Id].Count()) / (2 * given[criterion.Id].Count()),
                                "In line with what the application shows."
                            ))
                            .ToList(),
                        [],
                        Submit: true
                    )
                )
            );
        }
    }

    private static async Task DeclareNoConflictAsync(Db db, Actor assessor, Guid round)
    {
        var names = await db.ReadAsync(work => ConflictQueries.UndeclaredAsync(work, assessor, round));
        if (names.Count > 0)
            Done(
                await new DeclareConflictList(db, new(db)).RunAsync(
                    assessor,
                    round,
                    names.Select(name => new DeclareConflictList.Line(name.Id, HasConflict: false, null, null)).ToList()
                )
            );
    }

    private async Task ModerateAsync(Guid round, Actor officer)
    {
        var db = finish.At("2025-03-03 14:00");
        var present = new Attendance(
            (await db.ReadAsync(work => Attendance.PanelAsync(work, round))).Select(member => member.Id).ToList(),
            null
        );
        var agreed = await new AgreeMeans(db).RunAsync(officer, round, present);
        Done(Result.Of(agreed.Refusals));
        foreach (
            var application in await db.QueryAsync<Guid>(
                "select a.Id from Application a where a.RoundId = @round and a.Status = 'Submitted' and not exists (select 1 from Moderation m where m.ApplicationId = a.Id) order by a.Number",
                new { round }
            )
        )
        {
            var sheet = await db.ReadAsync(work => ApplicationModeration.GetAsync(work, officer, application));
            Done(
                await new AgreeScores(db).RunAsync(
                    officer,
                    new(
                        application,
                        sheet.Version,
                        [],
                        sheet.Criteria.Select(criterion => new AgreeScores.AgreedLine(criterion.Id, null, null)).ToList(),
                        "Read together. The panel keeps to the mean.",
                        present with
                        {
                            Members = [.. present.Members.Except(sheet.Away)],
                        }
                    )
                )
            );
        }
    }

    private async Task RecommendAsync(Guid round, Actor officer)
    {
        var moderated = finish.At("2025-03-04 10:00");
        Done(await new SetThreshold(moderated).RunAsync(officer, round, await ThresholdAsync(moderated, round)));
        await FinishDemonstrationRound.SayOfCloseCallsAsync(moderated, round, officer);
        Done(await new MakeRecommendation(finish.At("2025-03-10 11:00"), office).RunAsync(officer, round));
    }

    /// <summary>The highest half per cent at which 16 are funded; the published round did not say where its threshold was.</summary>
    private static async Task<Fraction> ThresholdAsync(Db db, Guid round)
    {
        for (var halves = 200; halves > 0; halves--)
        {
            var tried = new Fraction(halves, 2);
            var line = await db.ReadAsync(work => FundingLineQueries.GetAsync(work, round, tried));
            if (line.Of(Domain.Moderation.FitResult.Fund).Count() == Funded && !line.DrawNeeded)
                return tried;
        }
        throw new InvalidOperationException($"No threshold of the demonstration's round funds {Funded} organisations");
    }

    private static void Done(Result outcome) => FinishDemonstrationRound.Done(outcome);

    private sealed record MissingSheet
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Guid AssessorId { get; init; }
    }

    private sealed record GivenScore
    {
        public required Guid CriterionId { get; init; }
        public required int Value { get; init; }
    }
}
