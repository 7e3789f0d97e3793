using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Scoring;
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
        public bool IsOut => Conflict is ConflictState.Declared or ConflictState.Recused;
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

        /// <summary>Why it was agreed with fewer scores than the round asks for.</summary>
        public string? FewReason { get; init; }

        /// <summary>Who recorded the agreed scores last.</summary>
        public string? ByName { get; init; }
        public DateTime? At { get; init; }
        public required int Version { get; init; }
    }

    /// <summary>A flag of the scores, or one that a person raised, with who looks after it.</summary>
    /// <param name="Id">Null: of the scores, and nobody looks after it by name.</param>
    /// <param name="Kind">Null: a person raised it.</param>
    /// <param name="Owner">Null: the meeting.</param>
    /// <param name="Settled">How, by whom and when; null: it is open.</param>
    public sealed record MeetingFlag(
        Guid? Id,
        FlagKind? Kind,
        string Words,
        string? RaisedBy,
        Guid? OwnerId,
        string? Owner,
        string? Settled
    );

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
        Guid? OwnAssignment,
        IReadOnlyList<EarlierSheet> Earlier
    )
    {
        /// <summary>The total of each assessor who submitted a sheet, in per cent.</summary>
        public IReadOnlyDictionary<Guid, Fraction> PercentOf { get; init; } = new Dictionary<Guid, Fraction>();
        public IReadOnlyList<FlagQueries.FlagRow> FlagRows { get; init; } = [];

        /// <summary>What was agreed before a sheet left the count, and is agreed again; null: nothing.</summary>
        public AgreedContent? Before { get; init; }

        /// <summary>What assessors said beside their scores.</summary>
        public IReadOnlyList<AdviceQueries.GivenAdvice> Advice { get; init; } = [];

        /// <summary>Flags, open ones first. Agreed scores settle those of the scores.</summary>
        public IReadOnlyList<MeetingFlag> Flags
        {
            get
            {
                var agreed = Meeting is { At: { } at } meeting
                    ? $"by the agreed scores, which {meeting.ByName} recorded on {LondonTime.DateAndTime(at)}"
                    : null;
                return Need
                    .Found.Where(found => FlagRows.All(row => row.Kind != found.Kind))
                    .Select(found => new MeetingFlag(null, found.Kind, found.Words, null, null, null, agreed))
                    .Concat(
                        FlagRows.Select(row => new MeetingFlag(
                            row.Id,
                            row.Kind,
                            Need.Found.FirstOrDefault(found => found.Kind == row.Kind)?.Words ?? row.Wording,
                            row.Kind is null ? row.RaisedByName : null,
                            row.OwnerId,
                            row.OwnerName,
                            row.ResolvedAt is { } when ? $"by {row.ResolvedByName} on {LondonTime.DateAndTime(when)}: {row.Resolution}"
                                : row.Kind is null ? null
                                : agreed
                        ))
                    )
                    .OrderBy(flag => flag.Settled is not null)
                    .ToList();
            }
        }

        /// <summary>What the scores on the screen are: when it changes, an empty box would agree another mean than the one that was
        /// seen.</summary>
        public string ScoresSeen =>
            string.Join(
                ' ',
                Criteria
                    .Select(criterion => Means.TryGetValue(criterion.Id, out var mean) ? mean.ToString() : "-")
                    .Concat(PassFailCriteria.Select(passFail => Unanimous(passFail)?.ToString() ?? "-"))
            );

        /// <summary>The difference between the highest and the lowest score for a criterion; null: fewer than two.</summary>
        public int? SpreadOf(Criterion criterion) =>
            Scores.Where(score => score.CriterionId == criterion.Id).Select(score => score.Value).ToList() is { Count: > 1 } values
                ? values.Max() - values.Min()
                : null;

        /// <summary>The assessors' own reasons for a criterion, to pick from, in the order of their names.</summary>
        public IReadOnlyList<(string Assessor, int Score, string Reason)> ReasonsFor(Criterion criterion) =>
            Scores
                .Where(score => score.CriterionId == criterion.Id && !string.IsNullOrWhiteSpace(score.Reason))
                .Select(score => (Assessors.First(one => one.AssessorId == score.AssessorId).Name, score.Value, score.Reason.Trim()))
                .ToList();

        /// <summary>What an assessor gave for a criterion; null: nothing.</summary>
        public SubmittedScore? ScoreOf(Guid assessor, Criterion criterion) =>
            Scores.FirstOrDefault(score => score.AssessorId == assessor && score.CriterionId == criterion.Id);

        public Fraction? MeanPercent => ScoreArithmetic.Percent(Criteria, Means);
        public Fraction? AgreedPercent =>
            ScoreArithmetic.Percent(Criteria, Agreed.ToDictionary(score => score.CriterionId, score => score.Score));
        public int Version => Meeting?.Version ?? 0;

        /// <summary>Assessors with a conflict of interest, who may not be there.</summary>
        public IReadOnlyCollection<Guid> Away => [.. Assessors.Where(assessor => assessor.IsOut).Select(assessor => assessor.AssessorId)];

        /// <summary>Submitted sheets, which are the scores that count.</summary>
        public int Submitted => Assessors.Count(assessor => assessor.SubmittedAt is not null);

        /// <summary>An assessor's words as the draft of the agreed reason for a criterion.</summary>
        public string? DraftReason(Criterion criterion) =>
            Means.TryGetValue(criterion.Id, out var mean)
                ? ModerationRules.DraftReason(
                    Scores.Where(score => score.CriterionId == criterion.Id).Select(score => (score.Value, score.Reason)),
                    mean
                )
                : null;

        /// <summary>An assessor's words as the draft of why an application fails; null: they passed it.</summary>
        public string? DraftReason(PassFailCriterion passFail) =>
            ModerationRules.DraftReason(
                PassFailAnswersGiven
                    .Where(answer => answer.PassFailCriterionId == passFail.Id && answer.Passed == false)
                    .Select(answer => (0, answer.Reason)),
                0
            );

        /// <summary>The assessors' common answer to a pass/fail criterion; null when they differ or none answered.</summary>
        public bool? Unanimous(PassFailCriterion passFail) =>
            PassFailCounts.FirstOrDefault(count => count.PassFailCriterionId == passFail.Id) switch
            {
                { Passed: > 0, Failed: 0 } => true,
                { Passed: 0, Failed: > 0 } => false,
                _ => null,
            };
    }

    public static Task<Guid> RoundOfAsync(Work work, Guid application) =>
        work.ScalarAsync<Guid>("select RoundId from Application where Id = @application", new { application });

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
                []
            );
        var book = await RoundScores.LoadAsync(work, round.Id, number, number);
        var assessors = await work.QueryAsync<AssessorScores>(AssessorsSql, new { application });
        var scores = await RoundScores.ScoresAsync(work, round.Id, number, number);
        var panel = await Attendance.PanelAsync(work, round.Id);
        var meeting = await work.FindOrDefaultAsync<Meeting>(MeetingSql, new { application });
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
            book.NeedOf(application, round, RoundScores.Expected(round, panel)),
            meeting,
            null,
            ModerationRules.WhyCannotModerate(round, assessors.Count(assessor => assessor is { SubmittedAt: null, IsOut: false }), work.Now)
                ?? (
                    await ChangeRequestQueries.WaitingAsync(work, application) is { } request && request.IsOpenAt(work.Now)
                        ? ModerationRules.WhyMustWait(request.InWords, request.DueOn)
                        : null
                ),
            own?.Id,
            await SheetVersions.OfApplicationAsync(work, application)
        )
        {
            PercentOf = book.PercentByAssessor(application),
            FlagRows = await FlagQueries.OfApplicationAsync(work, application),
            Advice = await AdviceQueries.OfApplicationAsync(work, application),
            Before = meeting is null ? await ReopenedModeration.DraftAsync(work, application) : null,
        };
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
    private const string MeetingSql = """
        select    m.Note, m.Present, m.FewReason, m.Version, (select max(g.AgreedAt) from AgreedScore g where g.ApplicationId = m.ApplicationId) as At,
                  (select max(p.DisplayName) from AgreedScore g join Person p on p.Id = g.AgreedBy where g.ApplicationId = m.ApplicationId) as ByName
        from      Moderation m
        where     m.ApplicationId = @application
        """;
}
