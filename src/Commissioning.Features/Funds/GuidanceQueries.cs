using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>What the public reads about a round beside its own words: files, answered questions, and figures of earlier rounds.</summary>
public static class GuidanceQueries
{
    private const int MostEarlierRounds = 3;

    public sealed record File
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required Guid FileId { get; init; }
        public required DateTime AddedAt { get; init; }
        public required long ByteLength { get; init; }
        public required string FileName { get; init; }

        /// <summary>Such as PDF, 120 kB.</summary>
        public string Kind => $"{Path.GetExtension(FileName).TrimStart('.').ToUpperInvariant()}, {Math.Max(1, ByteLength / 1000):N0} kB";
    }

    public sealed record Answered
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required string Question { get; init; }
        public required string Answer { get; init; }
        public required DateTime PublishedAt { get; init; }
        public DateTime? CorrectedAt { get; init; }
        public DateTime? RemovedAt { get; init; }
        public required bool TellDrafts { get; init; }
        public DateTime? ToldAt { get; init; }
        public required int Version { get; init; }
    }

    public static Task<IReadOnlyList<File>> FilesAsync(Work work, Guid round) =>
        work.QueryAsync<File>(FileSql + " where g.RoundId = @round and g.RemovedAt is null order by g.AddedAt, g.Id", new { round });

    internal static Task<File> FileAsync(Work work, Guid round, Guid file) =>
        work.FindAsync<File>(FileSql + " where g.Id = @file and g.RoundId = @round and g.RemovedAt is null", new { file, round });

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<Answered>> AnswersAsync(Work work, Guid round) =>
        work.QueryAsync<Answered>(
            AnswerSql + " where q.RoundId = @round and q.RemovedAt is null order by q.PublishedAt desc, q.Id",
            new { round }
        );

    public static Task<Answered> AnswerAsync(Work work, Guid answer) =>
        work.FindAsync<Answered>(AnswerSql + " where q.Id = @answer and q.RemovedAt is null", new { answer });

    /// <summary>Rounds of the same fund whose letters are out, newest first; none where nothing was funded.</summary>
    public static async Task<IReadOnlyList<EarlierRound>> EarlierAsync(Work work, Round round)
    {
        var earlier = await work.QueryAsync<Decided>(
            DecidedSql,
            new
            {
                round.FundId,
                round.Id,
                round.OpensAt,
            }
        );
        var figures = new List<EarlierRound>();
        foreach (var one in earlier)
        {
            if (figures.Count == MostEarlierRounds)
                break;
            var grants = await work.QueryAsync<Grant>(GrantsSql, new { one.Id });
            if (grants.Count > 0)
                figures.Add(EarlierRound.Of($"{one.Name}, {one.BudgetYear}", one.Submitted, grants.Select(Figures).ToList()));
        }
        return figures;
    }

    private static (Money Amount, Fraction? Score) Figures(Grant grant) =>
        (
            grant.Amount,
            grant is { Numerator: { } numerator, Denominator: { } denominator and not 0 } ? new Fraction(numerator, denominator) : null
        );

    private sealed record Decided
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string BudgetYear { get; init; }
        public required int Submitted { get; init; }
    }

    private sealed record Grant
    {
        public required Money Amount { get; init; }
        public long? Numerator { get; init; }
        public long? Denominator { get; init; }
    }

    private const string FileSql = """
        select g.Id, g.Name, g.FileId, g.AddedAt, f.ByteLength, f.Name as FileName
        from   GuidanceFile g
        join   StoredFile f on f.Id = g.FileId
        """;
    private const string AnswerSql = """
        select q.Id, q.RoundId, q.Question, q.Answer, q.PublishedAt, q.CorrectedAt, q.RemovedAt, q.TellDrafts, q.ToldAt, q.Version
        from   PublicAnswer q
        """;

    // A rolling round is finished once it has closed.
    private const string DecidedSql = """
        select   r.Id, r.Name, r.BudgetYear, t.Submitted
        from     Round r
        join     RoundTally t on t.RoundId = r.Id
        where    r.FundId = @FundId and r.Id <> @Id and r.ClosesAt < @OpensAt and r.LettersReleasedAt is not null and r.WithdrawnAt is null
        order by r.ClosesAt desc, r.Name, r.Id
        """;

    // As on the public list: offers that were declined or withdrawn are not funded projects.
    private const string GrantsSql = """
        select    w.Amount - w.GivenBack as Amount, l.Numerator, l.Denominator
        from      Award w
        left join DecisionLine d on d.ApplicationId = w.ApplicationId and d.SupersededBy is null
        left join Decision e on e.Id = d.DecisionId
        left join RecommendationLine l on l.RecommendationId = e.RecommendationId and l.ApplicationId = w.ApplicationId and l.Result <> 'NotScored'
        where     w.RoundId = @Id and w.OfferedAt is not null and (w.EndedHow is null or w.EndedHow not in ('Declined', 'OfferWithdrawn'))
        order by  w.Number
        """;
}
