using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Xunit;

namespace Commissioning.Testing;

/// <summary>Checks that a round's stored award figures, and their sums, equal a recount of all rows.</summary>
public static class AwardTallyAssert
{
    /// <summary>Every award with its figures, counted from the rows in one grouped statement: independent of the portal's own
    /// count.</summary>
    internal const string CountedSql = """
        with Paid as (select AwardId, sum(Amount) as Pence from Payment where Status = 'Paid' group by AwardId),
             Ranked as (select Id, AwardId, coalesce(Spent, 0) as Spent, coalesce(PeopleNew, 0) as PeopleNew, coalesce(PeopleRepeat, 0) as PeopleRepeat, row_number() over (partition by AwardId order by Kind, PeriodTo desc, Id) as Place from MonitoringReturn where Status = 'Accepted' and Kind <> 'Reuse'),
             Latest as (select Id, AwardId, Spent, PeopleNew, PeopleRepeat from Ranked where Place = 1),
             Unread as (select AwardId, Spent, row_number() over (partition by AwardId order by Kind, PeriodTo desc, Id) as Place from MonitoringReturn where Status = 'Submitted' and Kind <> 'Reuse'),
             Newest as (select AwardId, Spent from Unread where Place = 1),
             Waiting as (select AwardId, count(*) as Number from Unread group by AwardId),
             Said as (
                 select s.AwardId, sum(case when m.Verdict = 'Met' then 1 else 0 end) as Met, sum(case when m.Verdict = 'Partly' then 1 else 0 end) as PartlyMet, sum(case when m.Verdict = 'NotMet' then 1 else 0 end) as NotMet
                 from Latest s join MonitoringOutcome m on m.ReturnId = s.Id group by s.AwardId),
             Measures as (select ApplicationId, count(*) as Number from OutcomeMeasure group by ApplicationId)
        select w.Id as AwardId, w.RoundId, coalesce(a.Priority, 'Not said') as Priority, o.Area, coalesce(a.Zone, 'None') as Zone, coalesce(w.PreventionLevel, 'Not said') as PreventionLevel, o.Kind,
               case when w.EndedHow in ('Declined', 'OfferWithdrawn') then 0 else 1 end as Awards, w.Amount - w.GivenBack as Offered, case when w.AcceptedAt is null then 0 else 1 end as Acceptances, case when w.AcceptedAt is null then 0 else w.Amount - w.GivenBack end as Accepted,
               coalesce(Paid.Pence, 0) - coalesce(c.Received, 0) as Paid, coalesce(Latest.Spent, 0) as Reported, coalesce(c.NotDrawn + c.ToReturn, 0) as Unspent, w.GivenBack, case when w.EndedHow = 'Closed' then 1 else 0 end as Closed,
               case when w.AcceptedAt is null then 0 else coalesce(Measures.Number, 0) end as Promised, coalesce(Said.Met, 0) as Met, coalesce(Said.PartlyMet, 0) as PartlyMet, coalesce(Said.NotMet, 0) as NotMet,
               coalesce(Latest.PeopleNew, 0) as PeopleNew, coalesce(Latest.PeopleRepeat, 0) as PeopleRepeat,
               coalesce(Waiting.Number, 0) as NotChecked, coalesce(Newest.Spent, 0) as NotCheckedSpent, coalesce(c.NotDrawn, 0) as NotDrawn, coalesce(c.Received, 0) as CameBack, coalesce(c.Reused, 0) as UsedAgain, coalesce(c.Recovered, 0) as Recovered, case when Latest.AwardId is null then 0 else 1 end as Checked
        from   Award w join Application a on a.Id = w.ApplicationId join Organisation o on o.Id = a.OrganisationId left join CloseOut c on c.AwardId = w.Id left join Paid on Paid.AwardId = w.Id left join Latest on Latest.AwardId = w.Id
               left join Newest on Newest.AwardId = w.Id left join Waiting on Waiting.AwardId = w.Id left join Said on Said.AwardId = w.Id left join Measures on Measures.ApplicationId = w.ApplicationId
        where  w.RoundId = @round
        """;
    internal static readonly string[] Dimensions = ["Priority", "Area", "Zone", "PreventionLevel", "Kind"];
    private static readonly string Columns = string.Join(", ", AwardTotals.Columns);

    public static async Task MatchesAsync(Db db, Guid round)
    {
        var counted = await db.QueryAsync<AwardTallyRow>(CountedSql, new { round });
        var kept = await db.QueryAsync<AwardTallyRow>(
            $"select AwardId, RoundId, Priority, Area, Zone, PreventionLevel, Kind, {Columns} from AwardFigure where RoundId = @round",
            new { round }
        );
        Assert.Equal(counted.OrderBy(row => row.AwardId), kept.OrderBy(row => row.AwardId));
        var shares = counted
            .SelectMany(row =>
                new[]
                {
                    ("All", "All", row),
                    ("Priority", row.Priority, row),
                    ("Area", row.Area, row),
                    ("Zone", row.Zone, row),
                    ("PreventionLevel", row.PreventionLevel, row),
                    ("Kind", row.Kind, row),
                }
            )
            .GroupBy(share => (share.Item1, share.Item2))
            .ToDictionary(
                share => share.Key,
                share => share.Select(one => one.row.Numbers).Aggregate((a, b) => a.Zip(b, (x, y) => x + y).ToArray())
            );
        var tallies = (
            await db.QueryAsync<Tally>($"select Dimension, Name, {Columns} from AwardTally where RoundId = @round", new { round })
        ).ToDictionary(row => (row.Dimension, row.Name), row => row.Numbers);
        foreach (var (share, numbers) in shares)
            Assert.Equal(numbers, tallies[share]);
        // A breakdown that no award has any more may remain, with zero in it.
        Assert.All(
            tallies.Where(tally => !shares.ContainsKey(tally.Key)),
            tally => Assert.All(tally.Value, number => Assert.Equal(0, number))
        );
    }

    private abstract record Figures
    {
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
        public long[] Numbers =>
            [
                Awards,
                Offered,
                Acceptances,
                Accepted,
                Paid,
                Reported,
                Unspent,
                GivenBack,
                Closed,
                Promised,
                Met,
                PartlyMet,
                NotMet,
                PeopleNew,
                PeopleRepeat,
                NotChecked,
                NotCheckedSpent,
                NotDrawn,
                CameBack,
                UsedAgain,
                Recovered,
                Checked,
            ];
    }

    private sealed record AwardTallyRow : Figures
    {
        public required Guid AwardId { get; init; }
        public required Guid RoundId { get; init; }
        public required string Priority { get; init; }
        public required string Area { get; init; }
        public required string Zone { get; init; }
        public required string PreventionLevel { get; init; }
        public required string Kind { get; init; }
    }

    private sealed record Tally : Figures
    {
        public required string Dimension { get; init; }
        public required string Name { get; init; }
    }
}
