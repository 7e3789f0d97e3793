using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>A return as its reviewer reads it: what it says now, what it said when it was sent before, what the return before it said, and
/// what to look at.</summary>
public static class ReturnReview
{
    /// <param name="Before">The return of the same grant before it; null: it is the first.</param>
    /// <param name="Versions">Each sending, the newest last.</param>
    /// <param name="FirstDueOn">The day on which it was due before an officer moved it, or its due day.</param>
    /// <param name="FlagNote">What the reviewer who accepted it said to its flags.</param>
    public sealed record ReviewedReturn(
        ReturnReader.MonitoringReturn View,
        ReturnReader.MonitoringReturn? Before,
        IReadOnlyList<ReturnFlag> Flags,
        IReadOnlyList<ReturnVersions.SentVersion> Versions,
        string? FlagNote,
        DateOnly FirstDueOn,
        DateOnly Today
    )
    {
        /// <summary>The sending before what is read now; null: there is none.</summary>
        public ReturnVersions.SentVersion? Then => Versions.SkipLast(View.Return.IsSent ? 1 : 0).LastOrDefault();

        public IEnumerable<ReturnFlag> FlagsOf(params string[] names) => Flags.Where(flag => names.Contains(flag.Name));

        /// <summary>How late it was first sent, against the day on which it was due first; or how late it is today, against its present
        /// day. Null: neither.</summary>
        public string? Late =>
            View.Return.FirstSentAt is { } at
                ? LondonTime.DateOf(at) > FirstDueOn
                    ? WorkingDays.Late(FirstDueOn, LondonTime.DateOf(at))
                    : null
                : MonitoringRules.IsOverdue(View.Return.Status, View.Return.DueOn, Today)
                    ? $"{WorkingDays.Late(View.Return.DueOn, Today)} today"
                    : null;
    }

    public static async Task<ReviewedReturn> GetAsync(Work work, Guid id)
    {
        var view = await ReturnReader.GetAsync(work, id);
        var kept = await work.FindAsync<KeptRow>(
            "select FlagNote, coalesce(FirstDueOn, DueOn) as FirstDueOn from MonitoringReturn where Id = @id",
            new { id }
        );
        return new(
            view,
            view.Before is { } before ? await ReturnReader.GetAsync(work, before.Id) : null,
            (
                await work.QueryAsync<FlagRow>(
                    "select Name, Sentence, Confirmed from ReturnFlag where ReturnId = @id order by Position",
                    new { id }
                )
            )
                .Select(row => new ReturnFlag(row.Name, row.Sentence, row.Confirmed))
                .ToList(),
            await ReturnVersions.OfAsync(work, id),
            kept.FlagNote,
            kept.FirstDueOn,
            LondonTime.DateOf(work.Now)
        );
    }

    private sealed record KeptRow
    {
        public string? FlagNote { get; init; }
        public required DateOnly FirstDueOn { get; init; }
    }

    private sealed record FlagRow
    {
        public required string Name { get; init; }
        public required string Sentence { get; init; }
        public bool? Confirmed { get; init; }
    }
}
