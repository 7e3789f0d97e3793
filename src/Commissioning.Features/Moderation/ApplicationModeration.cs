using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>One application at the moderation meeting: every assessor's submitted scores and reasons, unchanged, with what the panel
/// agrees.</summary>
public static class ApplicationModeration
{
    public sealed record AssessorScores
    {
        public required Guid AssessorId { get; init; }
        public required string Name { get; init; }
        public required ConflictState Conflict { get; init; }
        public string? ConflictKind { get; init; }
        public DateTime? SubmittedAt { get; init; }
    }

    public sealed record PassFailAnswerGiven
    {
        public required Guid AssessorId { get; init; }
        public required Guid PassFailCriterionId { get; init; }
        public bool? Passed { get; init; }
        public required string Reason { get; init; }
    }

    public sealed record Meeting
    {
        public required string Note { get; init; }
        public required string Present { get; init; }
        public required int Version { get; init; }
    }

    public sealed record ModerationSheet(
        SubmittedCopy.SubmittedVersions Application,
        Round Round,
        IReadOnlyList<Attendance.Member> Panel,
        IReadOnlyList<Guid> LastPresent,
        IReadOnlyList<PassFailCriterion> PassFailCriteria,
        IReadOnlyList<PassFailAnswerGiven> PassFailAnswersGiven,
        IReadOnlyList<PassFailCount> PassFailCounts,
        IReadOnlyList<AgreedPassFailRow> AgreedPassFails,
        IReadOnlyList<Criterion> Criteria,
        IReadOnlyList<AssessorScores> Assessors,
        IReadOnlyList<SubmittedScore> Scores,
        IReadOnlyDictionary<Guid, Fraction> Means,
        IReadOnlyList<AgreedScoreRow> Agreed,
        IReadOnlyList<Fraction> AssessorPercents,
        ModerationNeed Need,
        Meeting? Meeting,
        Refusal? WhyHidden,
        Refusal? WhyCannotModerate,
        Guid? Next,
        Guid? OwnAssignment
    )
    {
        public Fraction? MeanPercent => ScoreArithmetic.Percent(Criteria, Means);
        public Fraction? AgreedPercent =>
            ScoreArithmetic.Percent(Criteria, Agreed.ToDictionary(score => score.CriterionId, score => score.Score));
        public int Version => Meeting?.Version ?? 0;

        /// <summary>The assessors' common answer to a pass/fail criterion; null when they differ or none answered.</summary>
        public bool? Unanimous(PassFailCriterion passFail) =>
            PassFailCounts.FirstOrDefault(count => count.PassFailCriterionId == passFail.Id) switch
            {
                { Passed: > 0, Failed: 0 } => true,
                { Passed: 0, Failed: > 0 } => false,
                _ => null,
            };
    }

    public static async Task<ModerationSheet> GetAsync(Work work, Actor viewer, Guid application)
    {
        var submitted = await SubmittedCopy.GetAsync(work, application);
        var round = await RoundReader.GetAsync(work, submitted.Application.RoundId);
        var number = await work.ScalarAsync<int>("select Number from Application where Id = @application", new { application });
        var own = await work.FindOrDefaultAsync<Assignment>(
            "select Id, RoundId, ApplicationId, AssessorId, Position, Conflict, SubmittedAt, Version from ScoringAssignment where ApplicationId = @application and AssessorId = @Viewer",
            new { application, Viewer = viewer.Id }
        );
        if (
            ModerationRules.WhyCannotSeeScores(
                own,
                own is null ? await RoundModeration.OpenSheetsAsync(work, round.Id, viewer) : 0,
                work.Now > round.ScoringClosesAt
            ) is
            { } hidden
        )
            return new(
                submitted,
                round,
                [],
                [],
                [],
                [],
                [],
                [],
                [],
                [],
                [],
                new Dictionary<Guid, Fraction>(),
                [],
                [],
                new([], 0),
                null,
                hidden,
                hidden,
                null,
                null
            );
        var book = await RoundScores.LoadAsync(work, round.Id, number, number);
        var assessors = await work.QueryAsync<AssessorScores>(AssessorsSql, new { application });
        var scores = await RoundScores.ScoresAsync(work, round.Id, number, number);
        var panel = await Attendance.PanelAsync(work, round.Id);
        var meeting = await work.FindOrDefaultAsync<Meeting>(
            "select Note, Present, Version from Moderation where ApplicationId = @application",
            new { application }
        );
        var next = await work.FirstOrDefaultAsync<Guid?>(NextSql, new { round = round.Id, number });
        var present = meeting is null
            ? await Attendance.LastAsync(work, round.Id)
            : await work.QueryAsync<Guid>("select PersonId from ModerationPresent where ApplicationId = @application", new { application });
        return new(
            submitted,
            round,
            panel,
            present,
            book.PassFailCriteria,
            book.PassFailCriteria.Count == 0 ? [] : await work.QueryAsync<PassFailAnswerGiven>(PassFailsSaidSql, new { application }),
            book.PassFailCountsOf(application),
            book.AgreedPassFailsOf(application),
            book.Criteria,
            assessors,
            scores,
            RoundScores.Means(scores),
            book.AgreedOf(application),
            book.AssessorPercents(application),
            book.NeedOf(application, round, RoundScores.Expected(round, panel.Count)),
            meeting,
            null,
            ModerationRules.WhyCannotModerate(
                round,
                assessors.Count(assessor => assessor.SubmittedAt is null && assessor.Conflict != ConflictState.Declared),
                work.Now
            ),
            next,
            own?.Id
        );
    }

    private const string AssessorsSql = """
        select   s.AssessorId, p.DisplayName as Name, s.Conflict, s.ConflictKind, s.SubmittedAt
        from     ScoringAssignment s
        join     Person p on p.Id = s.AssessorId
        where    s.ApplicationId = @application
        order by p.DisplayName, p.Id
        """;
    private const string PassFailsSaidSql = """
        select s.AssessorId, g.PassFailCriterionId, g.Passed, g.Reason
        from   PassFailAnswer g
        join   ScoringAssignment s on s.Id = g.AssignmentId
        where  s.ApplicationId = @application and s.SubmittedAt is not null
        """;
    private const string NextSql = """
        select   a.Id
        from     Application a
        where    a.RoundId = @round and a.Number > @number and a.Status = 'Submitted' and not exists (select 1 from AgreedScore g where g.ApplicationId = a.Id)
        order by a.Number
        """;
}
