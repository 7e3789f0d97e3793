using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>What a panel's marks can and cannot carry: agreement on the whole round, each marker, and how often each bid would be funded again (R46, R50).</summary>
public sealed class RoundHealth(Db db, StabilityCache cache)
{
    public sealed record BidName(Guid Id, string Reference, string ProjectName);

    /// <param name="Stability">Null while it is worked out, which <paramref name="IsWorking"/> says, and where it cannot be.</param>
    public sealed record View(
        Round Round,
        PanelHealth Health,
        IReadOnlyList<Attendance.Member> Markers,
        IReadOnlyList<BidName> Bids,
        IReadOnlyDictionary<Guid, string> Calls,
        IReadOnlyList<BidStability>? Stability,
        bool IsWorking,
        string? WhyNoStability
    );

    /// <param name="withStability">The resampling runs apart from the request; ask again for its result.</param>
    public Task<View> GetAsync(Guid round, bool withStability = true) =>
        db.ReadAsync(async work =>
        {
            var inputs = await RoundLine.InputsAsync(work, round);
            var (grid, markers) = await GridAsync(work, inputs);
            var bids = inputs.Bids;
            var names = bids.Select(bid => new BidName(bid.ApplicationId, bid.Reference, inputs.Rows[bid.ApplicationId].ProjectName))
                .ToList();
            var calls = (await CloseCalls.OfAsync(work, round)).ToDictionary(row => row.ApplicationId, row => row.Wording);
            var why =
                inputs.Round.Threshold is null ? "Set the threshold first"
                : inputs.Waiting > 0 && !inputs.Round.Policy.Rolling ? "Some bids have no agreed score yet"
                : null;
            if (why is not null || !withStability)
                return new View(inputs.Round, PanelHealth.Of(grid), markers, names, calls, null, false, why);
            var found = cache.Find(
                KeyOf(inputs, grid),
                () =>
                    RankStability.Of(
                        bids,
                        grid,
                        inputs.Round.Threshold!.Value,
                        inputs.Round.Spendable,
                        inputs.Round.Policy,
                        inputs.Earlier,
                        inputs.Round.DrawSeed,
                        SeedOf(inputs.Round)
                    )
            );
            return new View(
                inputs.Round,
                PanelHealth.Of(grid),
                markers,
                names,
                calls,
                found.Result,
                !found.Ready,
                found is { Ready: true, Result: null } ? "There are too few marks to tell an error from a difference between bids" : null
            );
        });

    /// <summary>The sealed totals as percentages, bids in the order of the line's and markers by name.</summary>
    internal static async Task<(MarkGrid Grid, IReadOnlyList<Attendance.Member> Markers)> GridAsync(Work work, RoundLine.Inputs inputs)
    {
        var markers = await Attendance.PanelAsync(work, inputs.Round.Id);
        var places = markers.Select((marker, i) => (marker.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        return (
            new(
                inputs.Bids.Count,
                markers.Count,
                inputs.Bids.SelectMany(
                    (bid, i) =>
                        inputs
                            .Book.TotalsOf(bid.ApplicationId)
                            .Where(total => places.ContainsKey(total.ScorerId))
                            .Select(total => (i, places[total.ScorerId], total.Total / 5.0))
                )
            ),
            markers
        );
    }

    /// <summary>Of the round, so that anybody who works it out again gets the same.</summary>
    public static ulong SeedOf(Round round) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(round.Id.ToString("D"))));

    private static string KeyOf(RoundLine.Inputs inputs, MarkGrid grid)
    {
        var text = new StringBuilder(inputs.Round.Id.ToString())
            .Append(inputs.Round.Threshold)
            .Append(inputs.Round.Spendable.Pence)
            .Append(inputs.Round.Policy.ToJson())
            .Append(inputs.Round.DrawSeed);
        for (var i = 0; i < inputs.Bids.Count; i++)
        {
            var bid = inputs.Bids[i];
            text.Append('|')
                .Append(bid.Reference)
                .Append(bid.Percent)
                .Append(',')
                .Append(bid.Amount.Pence)
                .Append(bid.FailedCheck)
                .Append(bid.FailedGate);
            foreach (var value in grid.ValuesOf(i))
                text.Append(',').Append(value.ToString(CultureInfo.InvariantCulture));
        }
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
