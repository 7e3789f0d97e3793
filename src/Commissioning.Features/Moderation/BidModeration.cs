using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>One bid at the moderation meeting: every marker's sealed points and reasons, untouched, beside what the panel agrees.</summary>
public sealed class BidModeration(Db db)
{
    public sealed record Marker
    {
        public required Guid ScorerId { get; init; }
        public required string Name { get; init; }
        public required ConflictState Conflict { get; init; }
        public string? ConflictKind { get; init; }
        public DateTime? SealedAt { get; init; }
    }

    public sealed record GateSaid
    {
        public required Guid ScorerId { get; init; }
        public required Guid GateId { get; init; }
        public bool? Passed { get; init; }
        public required string Reason { get; init; }
    }

    public sealed record Meeting
    {
        public required string Note { get; init; }
        public required string Present { get; init; }
        public required int Version { get; init; }
    }

    public sealed record View(
        BidCopy.View Bid,
        Round Round,
        IReadOnlyList<Attendance.Member> Panel,
        IReadOnlyList<Guid> LastPresent,
        IReadOnlyList<Gate> Gates,
        IReadOnlyList<GateSaid> GatesSaid,
        IReadOnlyList<GateCount> GateCounts,
        IReadOnlyList<AgreedGateRow> AgreedGates,
        IReadOnlyList<Criterion> Criteria,
        IReadOnlyList<Marker> Markers,
        IReadOnlyList<SealedMark> Marks,
        IReadOnlyDictionary<Guid, Fraction> Means,
        IReadOnlyList<Agreed> Agreed,
        IReadOnlyList<Fraction> MarkerPercents,
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

        /// <summary>What every marker said of a gate; null when they differ or nobody said.</summary>
        public bool? Unanimous(Gate gate) =>
            GateCounts.FirstOrDefault(count => count.GateId == gate.Id) switch
            {
                { Passed: > 0, Failed: 0 } => true,
                { Passed: 0, Failed: > 0 } => false,
                _ => null,
            };
    }

    public Task<View> GetAsync(Actor viewer, Guid application) => db.ReadAsync(work => GetAsync(work, viewer, application));

    internal static async Task<View> GetAsync(Work work, Actor viewer, Guid application)
    {
        var bid = await BidCopy.GetAsync(work, application);
        var round = await RoundReader.GetAsync(work, bid.Bid.RoundId);
        var number = await work.ScalarAsync<int>("select Number from Application where Id = @application", new { application });
        var own = await work.FindOrDefaultAsync<Assignment>(
            "select Id, RoundId, ApplicationId, ScorerId, Position, Conflict, SealedAt, Version from ScoringAssignment where ApplicationId = @application and ScorerId = @Viewer",
            new { application, Viewer = viewer.Id }
        );
        if (
            ModerationRules.WhyCannotSeeMarks(
                own,
                own is null ? await RoundModeration.OpenSheetsAsync(work, round.Id, viewer) : 0,
                work.Now > round.ScoringClosesAt
            ) is
            { } hidden
        )
            return new(
                bid,
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
        var book = await MarkBook.LoadAsync(work, round.Id, number, number);
        var markers = await work.QueryAsync<Marker>(MarkersSql, new { application });
        var marks = await MarkBook.MarksAsync(work, round.Id, number, number);
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
            bid,
            round,
            panel,
            present,
            book.Gates,
            book.Gates.Count == 0 ? [] : await work.QueryAsync<GateSaid>(GatesSaidSql, new { application }),
            book.GateCountsOf(application),
            book.AgreedGatesOf(application),
            book.Criteria,
            markers,
            marks,
            MarkBook.Means(marks),
            book.AgreedOf(application),
            book.MarkerPercents(application),
            book.NeedOf(application, round, MarkBook.Expected(round, panel.Count)),
            meeting,
            null,
            ModerationRules.WhyCannotModerate(
                round,
                markers.Count(marker => marker.SealedAt is null && marker.Conflict != ConflictState.Declared),
                work.Now
            ),
            next,
            own?.Id
        );
    }

    private const string MarkersSql = """
        select   s.ScorerId, p.DisplayName as Name, s.Conflict, s.ConflictKind, s.SealedAt
        from     ScoringAssignment s
        join     Person p on p.Id = s.ScorerId
        where    s.ApplicationId = @application
        order by p.DisplayName, p.Id
        """;
    private const string GatesSaidSql = """
        select s.ScorerId, g.GateId, g.Passed, g.Reason
        from   GateMark g
        join   ScoringAssignment s on s.Id = g.AssignmentId
        where  s.ApplicationId = @application and s.SealedAt is not null
        """;
    private const string NextSql = """
        select   a.Id
        from     Application a
        where    a.RoundId = @round and a.Number > @number and a.Status = 'Submitted' and not exists (select 1 from AgreedScore g where g.ApplicationId = a.Id)
        order by a.Number
        """;
}
