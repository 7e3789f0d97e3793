using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Where the line falls: bids by agreed score, the threshold, and the pot filled by rank. All on exact arithmetic.</summary>
public sealed class RoundLine(Db db)
{
    /// <summary>The bands of the published notice (R47).</summary>
    public static readonly IReadOnlyList<int> BandEdges = [70, 60, 40, 0];

    public sealed record Line(FittedBid Fitted, string Reference, string Organisation, string ProjectName, string Summary, string? Zone, string Area);

    public sealed record View(Round Round, Fraction? Threshold, IReadOnlyList<Line> Lines, int WithoutScore, IReadOnlyList<(int AtLeast, int Count)> Bands)
    {
        public IEnumerable<Line> Of(FitResult result) => Lines.Where(line => line.Fitted.Result == result);
        public Money Funded => Of(FitResult.Fund).Sum(line => line.Fitted.Bid.Amount);
        public Money Left => Round.Pot - Funded;
    }

    /// <summary>With a threshold that is tried, or else the one that is set.</summary>
    public Task<View> GetAsync(Guid round, Fraction? tried = null) => db.ReadAsync(work => GetAsync(work, round, tried));

    internal static async Task<View> GetAsync(Work work, Guid round, Fraction? tried = null)
    {
        var details = await RoundReader.GetAsync(work, round);
        var book = await MarkBook.LoadAsync(work, round);
        var rows = await work.QueryAsync<Bid>(BidsSql, new { round });
        var bids = rows.ToDictionary(row => row.Id);
        var threshold = tried ?? details.Threshold;
        var fitted = Ranking.Fit(rows.Select(row => new RankedBid { ApplicationId = row.Id, Number = row.Number, Percent = book.AgreedPercent(row.Id), Amount = row.AmountRequested, FailedCheck = row.DueDiligence == CheckResult.Fail }).ToList(), threshold ?? 0, details.Pot);
        var percents = fitted.Where(bid => bid.Bid.Percent is not null).Select(bid => bid.Bid.Percent!.Value).ToList();
        return new(details, threshold, fitted.Select(bid => LineOf(bid, bids[bid.Bid.ApplicationId])).ToList(),
            fitted.Count - percents.Count, Ranking.Bands(percents, BandEdges));
    }

    private static Line LineOf(FittedBid fitted, Bid bid) => new(fitted, bid.Reference, bid.Organisation, bid.ProjectName, bid.Summary, bid.Zone, bid.Area);

    public Task<Outcome> SetThresholdAsync(Actor actor, Guid round, Fraction threshold) => db.ChangeAsync(actor, AuditAction.ThresholdSet, round, async work =>
    {
        var details = await RoundReader.GetAsync(work, round);
        if (details.RecommendedAt is not null) return new Refusal("The recommendation is made, so the threshold can no longer be changed");
        if (!RoundRules.HasClosed(details, work.Now)) return new Refusal($"The round is open until {LondonTime.DateAndTime(details.ClosesAt)}");
        if (threshold < 0 || threshold > 100) return new Refusal("Enter a threshold from 0 to 100", "Threshold");
        await work.ExecuteOneAsync(SetSql, new { round, details.Version, Numerator = (long)threshold.Numerator, Denominator = (long)threshold.Denominator, Person = actor.Id, work.Now });
        work.Note($"{(details.Threshold is { } before ? before.ToPercent() : "None")} became {threshold.ToPercent()}");
        return Outcome.Done;
    });

    private const string BidsSql = """
        select a.Id, a.Number, a.Reference, o.Name as Organisation, o.Area, a.ProjectName, a.Summary, a.Zone, a.AmountRequested, a.DueDiligence
        from   Application a
        join   Organisation o on o.Id = a.OrganisationId
        where  a.RoundId = @round and a.Status = 'Submitted'
        """;
    private const string SetSql = """
        update Round
        set    ThresholdNumerator = @Numerator, ThresholdDenominator = @Denominator, ThresholdSetAt = @Now, ThresholdSetBy = @Person, Version = Version + 1
        where  Id = @round and Version = @Version
        """;

    private sealed record Bid
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string Area { get; init; }
        public required string ProjectName { get; init; }
        public required string Summary { get; init; }
        public string? Zone { get; init; }
        public required Money AmountRequested { get; init; }
        public required CheckResult DueDiligence { get; init; }
    }
}
