using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>What a threshold, with other pots, limits and part awards, would fund: list, money, who gets it, and close calls. Uses agreed
/// scores, and the mean of the assessors' where nothing is agreed, which is provisional. Nothing is recorded.</summary>
public sealed class ThresholdTrials(Db db, StabilityCache cache)
{
    private const int From = 40,
        To = 90,
        Step = 5;

    public sealed record AtThreshold(Fraction Threshold, int Passing, int Funded, Money Awarded, Money Left);

    public sealed record Share(string Name, int Applications, int Funded, Money Asked, Money Awarded);

    /// <param name="Share">How often it would be funded if the panel scored again, from 0 to 1.</param>
    public sealed record CloseCall(
        Guid Id,
        string Reference,
        string ProjectName,
        Fraction? Percent,
        Money Amount,
        double Share,
        string? Wording
    );

    /// <param name="OnMeans">Applications that stand here with a mean.</param>
    /// <param name="Close">Null while they are worked out, and where they cannot be.</param>
    /// <param name="IsWorking">They are being worked out: ask again.</param>
    public sealed record TrialPage(
        FundingLineQueries.FundingLinePage Line,
        IReadOnlySet<Guid> OnMeans,
        RoundPolicy Policy,
        IReadOnlyList<AtThreshold> Thresholds,
        IReadOnlyList<(string By, IReadOnlyList<Share> Shares)> Shares,
        BestValue? BestValue,
        IReadOnlyList<CloseCall>? Close,
        bool IsWorking,
        string Moved,
        IReadOnlyList<TriedThresholds.TriedThreshold> Kept
    );

    public Task<TrialPage> GetAsync(Guid round, ThresholdTrial trial) =>
        db.ReadAsync(async work =>
        {
            var inputs = await FundingLineQueries.InputsAsync(work, round, provisional: true);
            var tried = Try(inputs, trial);
            var close = await CloseAsync(work, tried);
            return new TrialPage(
                await FundingLineQueries.PageAsync(work, tried.Inputs, tried.Fitting, tried.Threshold, tried.Pot),
                inputs.OnMeans,
                tried.Policy,
                Enumerable
                    .Range(0, (To - From) / Step + 1)
                    .Select(i => (Fraction)(From + Step * i))
                    .Concat(tried.Threshold is { } here ? [here] : [])
                    .Distinct()
                    .Order()
                    .Select(line => Of(line, tried.Fit(line), tried.Pot))
                    .ToList(),
                SharesOf(tried),
                tried.BestValue,
                close?.Close,
                close?.Working ?? false,
                trial.Moved(inputs),
                await TriedThresholds.OfRoundAsync(work, round)
            );
        });

    /// <summary>The inputs with what was moved, and what follows.</summary>
    internal sealed record Tried(
        FundingLineQueries.Inputs Inputs,
        Fraction? Threshold,
        Money Pot,
        RoundPolicy Policy,
        Fitting Fitting,
        BestValue? BestValue
    )
    {
        public Fitting Fit(Fraction threshold) =>
            Ranking.Fit(Inputs.Applications, threshold, Pot + Inputs.Used, Policy, Inputs.Earlier, Inputs.Round.DrawSeed);
    }

    internal static Tried Try(FundingLineQueries.Inputs inputs, ThresholdTrial trial)
    {
        var threshold = trial.Threshold ?? inputs.Round.Threshold;
        var tried = new Tried(
            inputs with
            {
                Applications = trial.With(inputs.Applications),
            },
            threshold,
            trial.Pot ?? inputs.Pot,
            trial.PolicyOf(inputs.Round.Policy),
            new([], [], false, []),
            null
        );
        var byRank = tried.Fit(threshold ?? 0);
        return trial.BestValue && BestValue.Of(byRank, tried.Pot) is var best
            ? tried with
            {
                Fitting = best.Fitting,
                BestValue = best,
            }
            : tried with
            {
                Fitting = byRank,
            };
    }

    private async Task<(IReadOnlyList<CloseCall>? Close, bool Working)?> CloseAsync(Work work, Tried tried)
    {
        if (tried.Threshold is not { } threshold || tried.BestValue is not null)
            return null;
        var (grid, _) = await RoundHealth.GridAsync(work, tried.Inputs);
        var (ready, found) = RoundHealth.Stability(cache, tried.Inputs, grid, threshold, tried.Pot + tried.Inputs.Used, tried.Policy);
        var calls = (await CloseCalls.OfAsync(work, tried.Inputs.Round.Id)).ToDictionary(row => row.ApplicationId, row => row.Wording);
        return (
            found
                ?.Zip(tried.Inputs.Applications)
                .Where(pair => pair.First.TooClose)
                .OrderByDescending(pair => pair.Second.Percent)
                .ThenBy(pair => pair.Second.Number)
                .Select(pair => new CloseCall(
                    pair.Second.ApplicationId,
                    pair.Second.Reference,
                    tried.Inputs.Rows[pair.Second.ApplicationId].ProjectName,
                    pair.Second.Percent,
                    pair.Second.Amount,
                    pair.First.Share,
                    calls.GetValueOrDefault(pair.Second.ApplicationId)
                ))
                .ToList(),
            !ready
        );
    }

    private static List<(string, IReadOnlyList<Share>)> SharesOf(Tried tried)
    {
        var rows = tried
            .Fitting.Applications.Select(application => (application, Row: tried.Inputs.Rows[application.Application.ApplicationId]))
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
        return shares;
    }

    private static AtThreshold Of(Fraction threshold, Fitting fitting, Money pot)
    {
        var funded = fitting.Applications.Where(application => application.Result == FitResult.Fund).ToList();
        var awarded = funded.Sum(application => application.Application.Amount);
        return new(
            threshold,
            fitting.Applications.Count(application => application.Application.Percent >= threshold),
            funded.Count,
            awarded,
            pot - awarded
        );
    }
}
