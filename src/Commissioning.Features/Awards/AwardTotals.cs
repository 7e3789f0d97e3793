using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The figures of an award, and their sums by round and by breakdown. Every command that changes an award, its payments or its
/// returns ends with <see cref="RefreshAsync"/>, which recounts that award and adjusts the sums by the difference. Dashboards therefore
/// cost the same for 200 awards and for 20,000.</summary>
public static class AwardTotals
{
    /// <summary>The summed columns, in pence or counts.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "Awards",
        "Offered",
        "Acceptances",
        "Accepted",
        "Paid",
        "Reported",
        "Unspent",
        "GivenBack",
        "Closed",
        "Promised",
        "Met",
        "PartlyMet",
        "NotMet",
        "PeopleNew",
        "PeopleRepeat",
        "NotChecked",
        "NotCheckedSpent",
        "NotDrawn",
        "CameBack",
        "UsedAgain",
        "Recovered",
        "Checked",
    ];

    private static readonly string List = string.Join(", ", Columns),
        Values = string.Join(", ", Columns.Select(column => "@" + column)),
        Assignments = string.Join(", ", Columns.Select(column => $"{column} = @{column}")),
        Increments = string.Join(", ", Columns.Select(column => $"{column} = {column} + @{column}"));

    /// <summary>Recounts an award and adjusts the sums that include it.</summary>
    public static async Task RefreshAsync(Work work, Guid award)
    {
        var after = await work.FindAsync<AwardTotalsRow>(CountSql, new { award });
        var before = await work.FindOrDefaultAsync<AwardTotalsRow>(
            $"select AwardId, RoundId, Priority, Area, Zone, PreventionLevel, Kind, {List} from AwardFigure where AwardId = @award",
            new { award }
        );
        if (after == before)
            return;
        if (before is null)
            await work.ExecuteAsync(
                $"insert into AwardFigure (AwardId, RoundId, Priority, Area, Zone, PreventionLevel, Kind, {List}) values (@AwardId, @RoundId, @Priority, @Area, @Zone, @PreventionLevel, @Kind, {Values})",
                after
            );
        else
            await work.ExecuteOneAsync(
                $"update AwardFigure set Priority = @Priority, Area = @Area, Zone = @Zone, PreventionLevel = @PreventionLevel, Kind = @Kind, {Assignments} where AwardId = @AwardId",
                after
            );
        foreach (var (dimension, name) in after.Shares())
        {
            var earlier = before?.Shares().First(share => share.Dimension == dimension).Name;
            if (earlier == name)
                await AddAsync(work, after.RoundId, dimension, name, after.Less(before));
            else
            {
                if (earlier is not null)
                    await AddAsync(work, after.RoundId, dimension, earlier, before!.Negative());
                await AddAsync(work, after.RoundId, dimension, name, after);
            }
        }
    }

    /// <summary>Called before an award that was never offered is deleted because its decision was corrected.</summary>
    public static async Task RemoveAsync(Work work, Guid application)
    {
        if (
            await work.FindOrDefaultAsync<AwardTotalsRow>(
                $"select f.AwardId, f.RoundId, f.Priority, f.Area, f.Zone, f.PreventionLevel, f.Kind, {List} from AwardFigure f where f.AwardId in (select w.Id from Award w where w.ApplicationId = @application)",
                new { application }
            )
            is not { } row
        )
            return;
        await work.ExecuteOneAsync("delete from AwardFigure where AwardId = @AwardId", row);
        foreach (var (dimension, name) in row.Shares())
            await AddAsync(work, row.RoundId, dimension, name, row.Negative());
    }

    private static async Task AddAsync(Work work, Guid round, string dimension, string name, AwardTotalsRow add)
    {
        var row = new
        {
            round,
            dimension,
            name,
            add.Awards,
            add.Offered,
            add.Acceptances,
            add.Accepted,
            add.Paid,
            add.Reported,
            add.Unspent,
            add.GivenBack,
            add.Closed,
            add.Promised,
            add.Met,
            add.PartlyMet,
            add.NotMet,
            add.PeopleNew,
            add.PeopleRepeat,
            add.NotChecked,
            add.NotCheckedSpent,
            add.NotDrawn,
            add.CameBack,
            add.UsedAgain,
            add.Recovered,
            add.Checked,
        };
        if (
            await work.ExecuteAsync(
                $"update AwardTally set {Increments} where RoundId = @round and Dimension = @dimension and Name = @name",
                row
            ) == 0
        )
            await work.ExecuteAsync(
                $"insert into AwardTally (RoundId, Dimension, Name, {List}) values (@round, @dimension, @name, {Values})",
                row
            );
    }

    // Offered and accepted are net of money that went back, and paid is net of returned money, so that offered, unallocated and returned
    // add up to the pot. Reported, outcomes and people come from the last accepted return.
    private const string CountSql = """
        select    w.Id as AwardId, w.RoundId, substring(coalesce(a.Priority, 'Not said'), 1, 200) as Priority, o.Area, substring(coalesce(a.Zone, 'None'), 1, 200) as Zone, coalesce(w.PreventionLevel, 'Not said') as PreventionLevel, o.Kind,
                  case when w.EndedHow in ('Declined', 'OfferWithdrawn') then 0 else 1 end as Awards, w.Amount - w.GivenBack as Offered, case when w.AcceptedAt is null then 0 else 1 end as Acceptances, case when w.AcceptedAt is null then 0 else w.Amount - w.GivenBack end as Accepted,
                  (select coalesce(sum(p.Amount), 0) from Payment p where p.AwardId = w.Id and p.Status = 'Paid') - coalesce((select c.Received from CloseOut c where c.AwardId = w.Id), 0) as Paid,
                  coalesce((select t.Spent from MonitoringReturn t where t.AwardId = w.Id and t.IsLatest = 1), 0) as Reported,
                  coalesce((select c.NotDrawn + c.ToReturn from CloseOut c where c.AwardId = w.Id), 0) as Unspent, w.GivenBack, case when w.EndedHow = 'Closed' then 1 else 0 end as Closed,
                  case when w.AcceptedAt is null then 0 else (select count(*) from OutcomeMeasure m where m.ApplicationId = w.ApplicationId) end as Promised,
                  (select count(*) from MonitoringReturn t join MonitoringOutcome x on x.ReturnId = t.Id where t.AwardId = w.Id and t.IsLatest = 1 and x.Verdict = 'Met') as Met,
                  (select count(*) from MonitoringReturn t join MonitoringOutcome x on x.ReturnId = t.Id where t.AwardId = w.Id and t.IsLatest = 1 and x.Verdict = 'Partly') as PartlyMet,
                  (select count(*) from MonitoringReturn t join MonitoringOutcome x on x.ReturnId = t.Id where t.AwardId = w.Id and t.IsLatest = 1 and x.Verdict = 'NotMet') as NotMet,
                  coalesce((select t.PeopleNew from MonitoringReturn t where t.AwardId = w.Id and t.IsLatest = 1), 0) as PeopleNew,
                  coalesce((select t.PeopleRepeat from MonitoringReturn t where t.AwardId = w.Id and t.IsLatest = 1), 0) as PeopleRepeat,
                  (select count(*) from MonitoringReturn t where t.AwardId = w.Id and t.Status = 'Submitted' and t.Kind <> 'Reuse') as NotChecked,
                  coalesce((select max(t.Spent) from MonitoringReturn t where t.AwardId = w.Id and t.Status = 'Submitted' and t.Kind <> 'Reuse' and not exists (select 1 from MonitoringReturn u where u.AwardId = w.Id and u.Status = 'Submitted' and u.Id <> t.Id and (u.Kind = 'Final' and t.Kind = 'Interim' or u.Kind = t.Kind and u.PeriodTo > t.PeriodTo))), 0) as NotCheckedSpent,
                  coalesce((select c.NotDrawn from CloseOut c where c.AwardId = w.Id), 0) as NotDrawn, coalesce((select c.Received from CloseOut c where c.AwardId = w.Id), 0) as CameBack, coalesce((select c.Reused from CloseOut c where c.AwardId = w.Id), 0) as UsedAgain,
                  coalesce((select c.Recovered from CloseOut c where c.AwardId = w.Id), 0) as Recovered, (select count(*) from MonitoringReturn t where t.AwardId = w.Id and t.IsLatest = 1) as Checked
        from      Award w
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        where     w.Id = @award
        """;

    private sealed record AwardTotalsRow
    {
        public required Guid AwardId { get; init; }
        public required Guid RoundId { get; init; }
        public required string Priority { get; init; }
        public required string Area { get; init; }
        public required string Zone { get; init; }
        public required string PreventionLevel { get; init; }
        public required string Kind { get; init; }
        public required long Awards { get; init; }
        public required long Offered { get; init; }
        public required long Acceptances { get; init; }
        public required long Accepted { get; init; }
        public required long Paid { get; init; }
        public required long Reported { get; init; }
        public required long Unspent { get; init; }
        public required long GivenBack { get; init; }
        public required long Closed { get; init; }
        public required long Promised { get; init; }
        public required long Met { get; init; }
        public required long PartlyMet { get; init; }
        public required long NotMet { get; init; }
        public required long PeopleNew { get; init; }
        public required long PeopleRepeat { get; init; }
        public required long NotChecked { get; init; }
        public required long NotCheckedSpent { get; init; }
        public required long NotDrawn { get; init; }
        public required long CameBack { get; init; }
        public required long UsedAgain { get; init; }
        public required long Recovered { get; init; }
        public required long Checked { get; init; }

        public IReadOnlyList<(string Dimension, string Name)> Shares() =>
            [
                ("All", "All"),
                (nameof(Priority), Priority),
                (nameof(Area), Area),
                (nameof(Zone), Zone),
                (nameof(PreventionLevel), PreventionLevel),
                (nameof(Kind), Kind),
            ];

        public AwardTotalsRow Negative() =>
            (
                this with
                {
                    Awards = 0,
                    Offered = 0,
                    Acceptances = 0,
                    Accepted = 0,
                    Paid = 0,
                    Reported = 0,
                    Unspent = 0,
                    GivenBack = 0,
                    Closed = 0,
                    Promised = 0,
                    Met = 0,
                    PartlyMet = 0,
                    NotMet = 0,
                    PeopleNew = 0,
                    PeopleRepeat = 0,
                    NotChecked = 0,
                    NotCheckedSpent = 0,
                    NotDrawn = 0,
                    CameBack = 0,
                    UsedAgain = 0,
                    Recovered = 0,
                    Checked = 0,
                }
            ).Less(this);

        public AwardTotalsRow Less(AwardTotalsRow? other) =>
            other is null
                ? this
                : this with
                {
                    Awards = Awards - other.Awards,
                    Offered = Offered - other.Offered,
                    Acceptances = Acceptances - other.Acceptances,
                    Accepted = Accepted - other.Accepted,
                    Paid = Paid - other.Paid,
                    Reported = Reported - other.Reported,
                    Unspent = Unspent - other.Unspent,
                    GivenBack = GivenBack - other.GivenBack,
                    Closed = Closed - other.Closed,
                    Promised = Promised - other.Promised,
                    Met = Met - other.Met,
                    PartlyMet = PartlyMet - other.PartlyMet,
                    NotMet = NotMet - other.NotMet,
                    PeopleNew = PeopleNew - other.PeopleNew,
                    PeopleRepeat = PeopleRepeat - other.PeopleRepeat,
                    NotChecked = NotChecked - other.NotChecked,
                    NotCheckedSpent = NotCheckedSpent - other.NotCheckedSpent,
                    NotDrawn = NotDrawn - other.NotDrawn,
                    CameBack = CameBack - other.CameBack,
                    UsedAgain = UsedAgain - other.UsedAgain,
                    Recovered = Recovered - other.Recovered,
                    Checked = Checked - other.Checked,
                };
    }
}
