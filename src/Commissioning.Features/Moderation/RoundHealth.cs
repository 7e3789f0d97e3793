using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>How far a panel's scores can be relied on: agreement over the whole round, each assessor, and how often each application would
/// be funded again (R46, R50).</summary>
public sealed class RoundHealth(Db db, StabilityCache cache)
{
    /// <param name="Percent">The agreed score; null: none.</param>
    public sealed record ApplicationName(Guid Id, string Reference, string ProjectName, Fraction? Percent, Money Amount);

    /// <param name="Stability">Null while it is calculated (<paramref name="IsWorking"/>), and where it cannot be.</param>
    public sealed record RoundHealthPage(
        Round Round,
        PanelHealth Health,
        IReadOnlyList<Attendance.Member> Assessors,
        IReadOnlyList<ApplicationName> Applications,
        IReadOnlyDictionary<Guid, string> Calls,
        IReadOnlyList<ApplicationStability>? Stability,
        bool IsWorking,
        string? WhyNoStability
    );

    /// <param name="withStability">Resampling runs outside the request; ask again for its result.</param>
    public Task<RoundHealthPage> GetAsync(Guid round, bool withStability = true) =>
        db.ReadAsync(async work =>
        {
            var inputs = await FundingLineQueries.InputsAsync(work, round);
            var (grid, assessors) = await GridAsync(work, inputs);
            var applications = inputs.Applications;
            var names = applications
                .Select(application => new ApplicationName(
                    application.ApplicationId,
                    application.Reference,
                    inputs.Rows[application.ApplicationId].ProjectName,
                    application.Percent,
                    application.Amount
                ))
                .ToList();
            var calls = (await CloseCalls.OfAsync(work, round)).ToDictionary(row => row.ApplicationId, row => row.Wording);
            var why =
                inputs.Round.Threshold is null ? "Set the threshold first"
                : inputs.Waiting > 0 && !inputs.Round.Policy.Rolling ? "Some applications have no agreed score yet"
                : null;
            if (why is not null || !withStability)
                return new RoundHealthPage(inputs.Round, PanelHealth.Of(grid), assessors, names, calls, null, false, why);
            var found = Stability(cache, inputs, grid, inputs.Round.Threshold!.Value, inputs.Round.Spendable, inputs.Round.Policy);
            return new RoundHealthPage(
                inputs.Round,
                PanelHealth.Of(grid),
                assessors,
                names,
                calls,
                found.Result,
                !found.Ready,
                found is { Ready: true, Result: null }
                    ? "There are too few scores to tell an error from a difference between applications"
                    : null
            );
        });

    public sealed record UnsaidCall(string Reference, string ProjectName);

    /// <summary>Applications too close to call that the panel says nothing about yet; null while they are worked out.</summary>
    public Task<IReadOnlyList<UnsaidCall>?> UnsaidAsync(Guid round) =>
        db.ReadAsync<IReadOnlyList<UnsaidCall>?>(async work =>
        {
            var inputs = await FundingLineQueries.InputsAsync(work, round);
            if (inputs.Round.Threshold is not { } threshold || inputs.Round.IsRecommended)
                return [];
            var (grid, _) = await GridAsync(work, inputs);
            var found = Stability(cache, inputs, grid, threshold, inputs.Round.Spendable, inputs.Round.Policy);
            var said = (await CloseCalls.OfAsync(work, round)).Select(row => row.ApplicationId).ToHashSet();
            return !found.Ready
                ? null
                :
                [
                    .. (found.Result ?? [])
                        .Where(one => one.TooClose && !said.Contains(one.ApplicationId))
                        .Select(one => inputs.Rows[one.ApplicationId])
                        .OrderBy(row => row.Reference, StringComparer.Ordinal)
                        .Select(row => new UnsaidCall(row.Reference, row.ProjectName)),
                ];
        });

    /// <summary>The submitted totals as percentages; applications in the order of the ranking, assessors by name.</summary>
    internal static async Task<(ScoreGrid Grid, IReadOnlyList<Attendance.Member> Assessors)> GridAsync(
        Work work,
        FundingLineQueries.Inputs inputs
    )
    {
        var assessors = await Attendance.PanelAsync(work, inputs.Round.Id);
        var places = assessors.Select((assessor, i) => (assessor.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        return (
            new(
                inputs.Applications.Count,
                assessors.Count,
                inputs.Applications.SelectMany(
                    (application, i) =>
                        inputs
                            .Book.TotalsOf(application.ApplicationId)
                            .Where(total => places.ContainsKey(total.AssessorId))
                            .Select(total => (i, places[total.AssessorId], (double)total.Total / inputs.Round.ScoreUnit))
                )
            ),
            assessors
        );
    }

    /// <summary>Derived from the round, so that anyone can repeat the calculation.</summary>
    public static ulong SeedOf(Round round) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(round.Id.ToString("D"))));

    /// <summary>How often each application would be funded again; not ready while it is calculated outside the request.</summary>
    internal static (bool Ready, IReadOnlyList<ApplicationStability>? Result) Stability(
        StabilityCache cache,
        FundingLineQueries.Inputs inputs,
        ScoreGrid grid,
        Fraction threshold,
        Money pot,
        RoundPolicy policy
    ) =>
        cache.Find(
            KeyOf(inputs, grid, threshold, pot, policy),
            () =>
                RankStability.Of(
                    inputs.Applications,
                    grid,
                    threshold,
                    pot,
                    policy,
                    inputs.Earlier,
                    inputs.Round.DrawSeed,
                    SeedOf(inputs.Round)
                )
        );

    private static string KeyOf(FundingLineQueries.Inputs inputs, ScoreGrid grid, Fraction threshold, Money pot, RoundPolicy policy)
    {
        var text = new StringBuilder(inputs.Round.Id.ToString())
            .Append(threshold)
            .Append(' ')
            .Append(pot.Pence)
            .Append(policy.ToJson())
            .Append(inputs.Round.DrawSeed);
        for (var i = 0; i < inputs.Applications.Count; i++)
        {
            var application = inputs.Applications[i];
            text.Append('|')
                .Append(application.Reference)
                .Append(application.Percent)
                .Append(',')
                .Append(application.Amount.Pence)
                .Append(application.FailedCheck)
                .Append(application.FailedPassFail);
            foreach (var value in grid.ValuesOf(i))
                text.Append(',').Append(value.ToString(CultureInfo.InvariantCulture));
        }
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
