using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The award on one screen for the person who decides a change of it.</summary>
public sealed record AwardOverview
{
    public required Money ClaimsAccepted { get; init; }

    /// <summary>Spent so far, by the latest accepted return, and the last day that it covers. Null: no return is accepted.</summary>
    public Money? Spent { get; init; }
    public DateOnly? SpentTo { get; init; }

    /// <summary>The same by the latest return that is sent and that nobody has checked. Null: none.</summary>
    public Money? NotChecked { get; init; }
    public DateOnly? NotCheckedTo { get; init; }

    /// <summary>How far the close-out is, in words.</summary>
    public required string CloseOut { get; init; }

    /// <summary>What the organisation has of subsidies, in words.</summary>
    public required string Subsidy { get; init; }

    /// <summary>Counts towards the limit, without this award. Null: it is known to be no subsidy.</summary>
    public Money? SubsidyCounted { get; init; }
    public required Money SubsidyLimit { get; init; }

    /// <summary>Who would be next from the pot.</summary>
    public required IReadOnlyList<ReserveList.ReserveRow> Reserve { get; init; }

    public static async Task<AwardOverview> OfAsync(Work work, AwardReader.AwardRow award)
    {
        var latest = await work.FindOrDefaultAsync<ReportedRow>(
            "select t.Spent, t.PeriodTo from MonitoringReturn t where t.AwardId = @Id and t.IsLatest = 1",
            award
        );
        var sent = await work.FirstOrDefaultAsync<ReportedRow>(
            "select t.Spent, t.PeriodTo from MonitoringReturn t where t.AwardId = @Id and t.Status = 'Submitted' and t.Kind <> 'Reuse' order by t.PeriodTo desc, t.Id",
            award
        );
        var close = await work.FindOrDefaultAsync<CloseRow>(
            "select ProposedAt, AgreedAt, ClosedAt, ToReturn, Received, WrittenOff from CloseOut where AwardId = @Id",
            award
        );
        var subsidy = await SubsidyQueries.GetAsync(work, award.ApplicationId);
        var isNone = subsidy.Row is { } said && SubsidyRules.IsSubsidy(said.State) == false;
        return new()
        {
            ClaimsAccepted = await work.ScalarAsync<Money>(
                "select coalesce(sum(Amount), 0) from Claim where AwardId = @Id and State = 'Accepted'",
                award
            ),
            Spent = latest?.Spent,
            SpentTo = latest?.PeriodTo,
            NotChecked = sent?.Spent,
            NotCheckedTo = sent?.PeriodTo,
            CloseOut = close switch
            {
                null => "Not started",
                { ClosedAt: { } closed } => $"Closed on {LondonTime.Date(closed)}",
                { AgreedAt: not null } =>
                    $"{close.ToReturn} to come back, {close.Received} of it received{(close.WrittenOff > Money.Zero ? $", {close.WrittenOff} written off" : "")}",
                _ => $"The figures were put to the organisation on {LondonTime.Date(close.ProposedAt)}",
            },
            Subsidy =
                $"{subsidy.Total} of other awards counts since {LondonTime.Date(SubsidyRules.CountsFrom(subsidy.Today))}. The limit is {subsidy.Limit}."
                + (isNone ? " This award is no subsidy." : ""),
            SubsidyCounted = isNone ? null : subsidy.Total,
            SubsidyLimit = subsidy.Limit,
            Reserve = (await ReserveList.OfAsync(work, award.RoundId)).Where(row => !row.Expired).Take(3).ToList(),
        };
    }

    private sealed record ReportedRow
    {
        public Money? Spent { get; init; }
        public DateOnly? PeriodTo { get; init; }
    }

    private sealed record CloseRow
    {
        public required DateTime ProposedAt { get; init; }
        public DateTime? AgreedAt { get; init; }
        public DateTime? ClosedAt { get; init; }
        public required Money ToReturn { get; init; }
        public required Money Received { get; init; }
        public required Money WrittenOff { get; init; }
    }
}
