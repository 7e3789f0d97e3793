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

    public sealed record Meeting
    {
        public required string Note { get; init; }
        public required string Present { get; init; }
        public required int Version { get; init; }
    }

    public sealed record View(BidCopy.View Bid, Round Round, IReadOnlyList<Criterion> Criteria, IReadOnlyList<Marker> Markers, IReadOnlyList<SealedMark> Marks, IReadOnlyDictionary<Guid, Fraction> Means,
        IReadOnlyList<Agreed> Agreed, Meeting? Meeting, Refusal? WhyHidden, Refusal? WhyCannotModerate, Guid? Next, Guid? OwnAssignment)
    {
        public Fraction? MeanPercent => ScoreArithmetic.Percent(Criteria, Means);
        public Fraction? AgreedPercent => ScoreArithmetic.Percent(Criteria, Agreed.ToDictionary(score => score.CriterionId, score => score.Score));
        public int Version => Meeting?.Version ?? 0;
    }

    public Task<View> GetAsync(Actor viewer, Guid application) => db.ReadAsync(work => GetAsync(work, viewer, application));

    internal static async Task<View> GetAsync(Work work, Actor viewer, Guid application)
    {
        var bid = await BidCopy.GetAsync(work, application);
        var round = await RoundReader.GetAsync(work, bid.Bid.RoundId);
        var number = await work.ScalarAsync<int>("select Number from Application where Id = @application", new { application });
        var own = await work.FindOrDefaultAsync<Assignment>("select Id, RoundId, ApplicationId, ScorerId, Position, Conflict, SealedAt, Version from ScoringAssignment where ApplicationId = @application and ScorerId = @Viewer", new { application, Viewer = viewer.Id });
        if (ModerationRules.WhyCannotSeeMarks(own) is { } hidden) return new(bid, round, [], [], [], new Dictionary<Guid, Fraction>(), [], null, hidden, hidden, null, null);
        var book = await MarkBook.LoadAsync(work, round.Id, number, number);
        var markers = await work.QueryAsync<Marker>(MarkersSql, new { application });
        var meeting = await work.FindOrDefaultAsync<Meeting>("select Note, Present, Version from Moderation where ApplicationId = @application", new { application });
        var next = await work.FirstOrDefaultAsync<Guid?>(NextSql, new { round = round.Id, number });
        return new(bid, round, book.Criteria, markers, book.MarksOf(application), book.Means(application), book.AgreedOf(application), meeting, null,
            ModerationRules.WhyCannotModerate(round, markers.Count(marker => marker.SealedAt is null && marker.Conflict != ConflictState.Declared), work.Now), next, own?.Id);
    }

    private const string MarkersSql = """
        select   s.ScorerId, p.DisplayName as Name, s.Conflict, s.ConflictKind, s.SealedAt
        from     ScoringAssignment s
        join     Person p on p.Id = s.ScorerId
        where    s.ApplicationId = @application
        order by p.DisplayName
        """;
    private const string NextSql = """
        select   a.Id
        from     Application a
        where    a.RoundId = @round and a.Number > @number and a.Status = 'Submitted' and not exists (select 1 from AgreedScore g where g.ApplicationId = a.Id)
        order by a.Number
        """;
}
