using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Thresholds, with other pots, limits and part awards, that were tried and kept for the minutes.</summary>
public static class TriedThresholds
{
    public sealed record TriedThreshold
    {
        public required Guid Id { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }

        /// <summary>The pot that was tried.</summary>
        public required Money Pot { get; init; }

        /// <summary>What else was other than the round has it, in sentences; empty: nothing.</summary>
        public required string Moved { get; init; }

        /// <summary>The query of the threshold page that shows it again.</summary>
        public required string Address { get; init; }

        /// <summary>How many applications would have been funded.</summary>
        public required int Funded { get; init; }
        public required Money Awarded { get; init; }

        /// <summary>How many had no agreed score, so that the mean was used; 0: nothing was provisional.</summary>
        public required int OnMeans { get; init; }

        /// <summary>References of those that would have been funded, each with its amount.</summary>
        public required string FundedList { get; init; }

        /// <summary>What was said to it; empty: nothing.</summary>
        public required string Note { get; init; }
        public required string ByName { get; init; }
        public required DateTime TriedAt { get; init; }

        /// <summary>In per cent.</summary>
        public Fraction Threshold => new(Numerator, Denominator);
        public Money Left => Pot - Awarded;
    }

    /// <summary>In the order in which they were kept.</summary>
    public static Task<IReadOnlyList<TriedThreshold>> OfRoundAsync(Work work, Guid round) =>
        work.QueryAsync<TriedThreshold>(OfRoundSql, new { round });

    private const string OfRoundSql = """
        select   t.Id, t.Numerator, t.Denominator, t.Pot, t.Moved, t.Address, t.Funded, t.Awarded, t.OnMeans, t.FundedList, t.Note, p.DisplayName as ByName, t.TriedAt
        from     TriedThreshold t
        join     Person p on p.Id = t.TriedBy
        where    t.RoundId = @round
        order by t.TriedAt, t.Id
        """;
}
