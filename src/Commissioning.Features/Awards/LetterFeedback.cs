using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>What stands first on the page of a letter that offers no grant: the reasons, the published figures of the round, and where the
/// answers can be used again.</summary>
public sealed class LetterFeedback(Db db)
{
    /// <param name="Criteria">What cost most first: that is what would have helped.</param>
    /// <param name="Failed">What every application must pass and this one did not, with the reason.</param>
    /// <param name="Next">An open round of the same fund; null: none is open.</param>
    public sealed record Feedback(
        string Reason,
        IReadOnlyList<CriterionScore> Criteria,
        IReadOnlyList<string> Failed,
        Figures Round,
        NextRound? Next
    );

    public sealed record CriterionScore(string Name, int Weight, Fraction Score, int Most, string Reason)
    {
        /// <summary>What it took from the total, in percentage points.</summary>
        public double Cost => Weight * (1 - (double)Score.Numerator / (double)Score.Denominator / Most);
    }

    public sealed record Figures
    {
        public required int Submitted { get; init; }
        public required Money Requested { get; init; }
        public required int Awards { get; init; }
        public required Money Awarded { get; init; }
        public required bool Rolling { get; init; }
        public string InWords =>
            $"{Submitted} {(Submitted == 1 ? "organisation" : "organisations")} asked for {Requested.ToShortString()}. {Awards} {(Awards == 1 ? "was" : "were")} funded{(Rolling ? " so far" : "")}, with {Awarded.ToShortString()}.";
    }

    public sealed record NextRound(Guid Id, string Name, DateTime ClosesAt);

    /// <summary>Null for a letter that has no feedback of this kind.</summary>
    public Task<Feedback?> GetMineAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var letter = await LetterReader.GetMineAsync(work, actor, application);
            if (letter.Kind is not (LetterKind.Decline or LetterKind.Reserve))
                return null;
            var round = await RoundReader.GetAsync(work, letter.RoundId);
            var tally = await work.FindAsync<TallyRow>(
                "select Submitted, Requested, Awards, Awarded from RoundTally where RoundId = @RoundId",
                new { letter.RoundId }
            );
            var next = await work.FirstOrDefaultAsync<NextRow>(NextSql, new { letter.RoundId, work.Now });
            return new Feedback(
                await OutcomeLetter.WhyAsync(work, letter.RoundId, application),
                (await work.QueryAsync<ScoreRow>(ScoresSql, new { application }))
                    .Select(row => new CriterionScore(
                        row.Name,
                        row.Weight,
                        new Fraction(row.Numerator, row.Denominator),
                        row.Most,
                        row.Reason ?? row.Wording
                    ))
                    .OrderByDescending(one => one.Cost)
                    .ToList(),
                (await work.QueryAsync<FailedRow>(OutcomeLetter.FailedSql, new { application }))
                    .Select(row => string.IsNullOrWhiteSpace(row.Reason) ? row.Name : $"{row.Name}: {row.Reason}")
                    .ToList(),
                new()
                {
                    Submitted = tally.Submitted,
                    Requested = tally.Requested,
                    Awards = tally.Awards,
                    Awarded = tally.Awarded,
                    Rolling = round.Policy.Rolling,
                },
                next is null ? null : new(next.Id, $"{next.FundName}, {next.Name}", next.ClosesAt)
            );
        });

    private const string ScoresSql = """
        select   c.Name, c.Weight, g.Numerator, g.Denominator, g.Reason, n.Wording,
                 (select max(x.Score) from CriterionAnchor x where x.CriterionId = c.Id) as Most
        from     AgreedScore g
        join     Criterion c on c.Id = g.CriterionId
        join     CriterionAnchor n on n.CriterionId = c.Id and n.Score = g.Numerator / g.Denominator
        where    g.ApplicationId = @application
        order by c.Position
        """;
    private const string NextSql = """
        select   r.Id, r.Name, r.ClosesAt, coalesce(r.FundName, f.Name) as FundName
        from     Round r
        join     Fund f on f.Id = r.FundId
        join     Round x on x.FundId = r.FundId
        where    x.Id = @RoundId and r.PublishedAt is not null and r.WithdrawnAt is null and r.OpensAt <= @Now and r.ClosesAt >= @Now
        order by r.ClosesAt, r.Id
        """;

    private sealed record TallyRow
    {
        public required int Submitted { get; init; }
        public required Money Requested { get; init; }
        public required int Awards { get; init; }
        public required Money Awarded { get; init; }
    }

    private sealed record NextRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string FundName { get; init; }
        public required DateTime ClosesAt { get; init; }
    }

    private sealed record ScoreRow
    {
        public required string Name { get; init; }
        public required int Weight { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public string? Reason { get; init; }
        public required string Wording { get; init; }
        public required int Most { get; init; }
    }

    private sealed record FailedRow
    {
        public required string Name { get; init; }
        public string? Reason { get; init; }
    }
}
