using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>What other thresholds would fund, who gets the money at this one, and a set that only fills the pot, as what-ifs. Nothing is
/// recorded.</summary>
public sealed class ThresholdOptions(Db db)
{
    private const int From = 40,
        To = 90,
        Step = 5;

    public sealed record AtThreshold(Fraction Threshold, int Passing, int Funded, Money Awarded, Money Left);

    public sealed record Share(string Name, int Applications, int Funded, Money Asked, Money Awarded);

    /// <param name="Dropped">Applications that the ranking funds and this set would not, each better than one that it takes
    /// instead.</param>
    public sealed record FullestPot(
        int Funded,
        Money Awarded,
        IReadOnlyList<RankedApplication> Added,
        IReadOnlyList<RankedApplication> Dropped
    );

    public sealed record ThresholdOptionsPage(
        Round Round,
        Fraction Threshold,
        IReadOnlyList<AtThreshold> Thresholds,
        IReadOnlyList<(string By, IReadOnlyList<Share> Shares)> Shares,
        FullestPot? Fullest
    );

    public Task<ThresholdOptionsPage> GetAsync(Guid round, Fraction? tried, bool fullest) =>
        db.ReadAsync(async work =>
        {
            var inputs = await FundingLineQueries.InputsAsync(work, round);
            var threshold = tried ?? inputs.Round.Threshold ?? 60;
            var left = inputs.Round.Spendable - inputs.Earlier.Sum(application => application.Amount);
            var here = inputs.Fit(threshold);
            var thresholds = Enumerable
                .Range(0, (To - From) / Step + 1)
                .Select(i => (Fraction)(From + Step * i))
                .Append(threshold)
                .Distinct()
                .Order()
                .Select(line => Of(line, line == threshold ? here : inputs.Fit(line), left))
                .ToList();
            var rows = here
                .Applications.Select(application => (application, Row: inputs.Rows[application.Application.ApplicationId]))
                .ToList();
            IReadOnlyList<Share> By(Func<FundingLineQueries.FundingLineApplication, IEnumerable<string>> names) =>
                rows.SelectMany(pair => names(pair.Row).Select(name => (Name: name, pair.application)))
                    .GroupBy(pair => pair.Name)
                    .Select(group => new Share(
                        group.Key,
                        group.Count(),
                        group.Count(pair => pair.application.Result == FitResult.Fund),
                        group.Sum(pair => pair.application.Application.Amount),
                        group.Where(pair => pair.application.Result == FitResult.Fund).Sum(pair => pair.application.Application.Amount)
                    ))
                    .OrderByDescending(share => share.Awarded)
                    .ThenBy(share => share.Name, StringComparer.Ordinal)
                    .ToList();
            List<(string, IReadOnlyList<Share>)> shares =
            [
                ("area", By(row => [row.Area])),
                ("priority", By(row => [row.Priority])),
                ("kind of organisation", By(row => [row.Kind])),
            ];
            if (rows.Any(pair => pair.Row.Zone is not null))
                shares.Add(("zone (an application for several zones counts in each)", By(row => Zones.Of(row.Zone))));
            return new ThresholdOptionsPage(inputs.Round, threshold, thresholds, shares, fullest ? FillOf(here, left) : null);
        });

    private static AtThreshold Of(Fraction threshold, Fitting fitting, Money left)
    {
        var funded = fitting.Applications.Where(application => application.Result == FitResult.Fund).ToList();
        var awarded = funded.Sum(application => application.Application.Amount);
        return new(
            threshold,
            fitting.Applications.Count(application => application.Application.Percent >= threshold),
            funded.Count,
            awarded,
            left - awarded
        );
    }

    private static FullestPot FillOf(Fitting here, Money left)
    {
        var passing = here
            .Applications.Where(application => application.Result is FitResult.Fund or FitResult.PotSpent)
            .Select(application => application.Application)
            .ToList();
        var chosen = Knapsack.Fill(passing, left);
        var funded = here
            .Applications.Where(application => application.Result == FitResult.Fund)
            .Select(application => application.Application)
            .ToList();
        var added = passing.Where(application => chosen.Contains(application.ApplicationId) && !funded.Contains(application)).ToList();
        var dropped = funded
            .Where(application => !chosen.Contains(application.ApplicationId) && added.Any(other => other.Percent < application.Percent))
            .ToList();
        return new(
            chosen.Count,
            passing.Where(application => chosen.Contains(application.ApplicationId)).Sum(application => application.Amount),
            added,
            dropped
        );
    }
}
