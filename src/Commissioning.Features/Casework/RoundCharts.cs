using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>The figures of a round's charts: how far it is, its panel, its checks and its money. Most are counters; the applications are
/// read once.</summary>
public sealed class RoundCharts(Db db)
{
    /// <param name="Checks">How many submitted applications have each result of their checks, in the order of the results.</param>
    /// <param name="Proposed">Applications in a recommendation that stands, to be funded or not.</param>
    /// <param name="Recommended">Money recommended.</param>
    public sealed record ChartFigures(
        Round Round,
        RoundStages Stages,
        IReadOnlyList<RoundDashboard.Member> Panel,
        IReadOnlyList<(CheckResult Result, int Applications)> Checks,
        IReadOnlyList<PriorityMoney> Priorities,
        int Proposed,
        Money Recommended,
        int Decided,
        int Accepted,
        int Closed
    )
    {
        public int Checked =>
            Checks.Where(row => row.Result is not (CheckResult.NotStarted or CheckResult.InProgress)).Sum(row => row.Applications);
    }

    /// <summary>The money of the submitted applications that serve one priority of the round most, so that no money is counted
    /// twice.</summary>
    /// <param name="Also">Applications that serve it beside another main priority.</param>
    public sealed record PriorityMoney(string Name, int Applications, int Also, Money Asked, Money Recommended, Money Awarded);

    public Task<ChartFigures> GetAsync(Guid round) =>
        db.ReadAsync(async work =>
        {
            var of = new { round };
            var (details, stages) = await RoundStages.FindAsync(work, round) ?? throw new NotFoundException("No such round");
            var asked = await work.QueryAsync<AskedRow>(AskedSql, of);
            var proposed = await work.QueryAsync<ProposedRow>(ProposedSql, of);
            var awards = await work.QueryAsync<AwardsRow>(AwardsSql, of);
            var also = (await work.QueryAsync<AlsoRow>(AlsoSql, of)).ToDictionary(row => row.Name, row => row.Applications);
            return new ChartFigures(
                details,
                stages,
                await RoundDashboard.PanelAsync(work, round),
                Enum.GetValues<CheckResult>()
                    .Select(result => (result, asked.Where(row => row.DueDiligence == result).Sum(row => row.Applications)))
                    .ToList(),
                asked
                    .Select(row => row.Priority)
                    .Union(also.Keys)
                    .Select(priority => new PriorityMoney(
                        priority,
                        asked.Where(row => row.Priority == priority).Sum(row => row.Applications),
                        also.GetValueOrDefault(priority),
                        asked.Where(row => row.Priority == priority).Sum(row => row.Asked),
                        proposed.Where(row => row.Priority == priority).Sum(row => row.Recommended),
                        awards.Where(row => row.Priority == priority).Sum(row => row.Offered)
                    ))
                    .OrderByDescending(priority => priority.Asked)
                    .ThenBy(priority => priority.Name, StringComparer.Ordinal)
                    .ToList(),
                proposed.Sum(row => row.Applications),
                proposed.Sum(row => row.Recommended),
                await work.ScalarAsync<int>(DecidedSql, of),
                awards.Sum(row => row.Acceptances),
                awards.Sum(row => row.Closed)
            );
        });

    private const string AskedSql = """
        select   coalesce(a.Priority, 'Not said') as Priority, a.DueDiligence, count(*) as Applications, coalesce(sum(a.AmountRequested), 0) as Asked
        from     Application a
        where    a.RoundId = @round and a.Number is not null and a.Status = 'Submitted'
        group by coalesce(a.Priority, 'Not said'), a.DueDiligence
        """;
    private const string AlsoSql = """
        select   s.Name, count(*) as Applications
        from     ApplicationPriority s
        join     Application a on a.Id = s.ApplicationId
        where    a.RoundId = @round and a.Number is not null and a.Status = 'Submitted'
        group by s.Name
        """;
    private const string ProposedSql = """
        select   coalesce(a.Priority, 'Not said') as Priority, count(*) as Applications, sum(case when l.Result = 'Fund' then l.Amount else 0 end) as Recommended
        from     Recommendation r
        join     RecommendationLine l on l.RecommendationId = r.Id
        join     Application a on a.Id = l.ApplicationId
        where    r.RoundId = @round and r.WithdrawnAt is null and a.Status = 'Submitted'
        group by coalesce(a.Priority, 'Not said')
        """;
    private const string DecidedSql = """
        select count(*)
        from   DecisionLine l
        join   Application a on a.Id = l.ApplicationId
        where  a.RoundId = @round and a.Number is not null and a.Status = 'Submitted' and l.SupersededBy is null
        """;

    // Every award is counted once in each dimension.
    private const string AwardsSql = """
        select t.Name as Priority, t.Offered, cast(t.Acceptances as int) as Acceptances, cast(t.Closed as int) as Closed
        from   AwardTally t
        where  t.RoundId = @round and t.Dimension = 'Priority'
        """;

    private sealed record AskedRow
    {
        public required string Priority { get; init; }
        public required CheckResult DueDiligence { get; init; }
        public required int Applications { get; init; }
        public required Money Asked { get; init; }
    }

    private sealed record AlsoRow
    {
        public required string Name { get; init; }
        public required int Applications { get; init; }
    }

    private sealed record ProposedRow
    {
        public required string Priority { get; init; }
        public required int Applications { get; init; }
        public required Money Recommended { get; init; }
    }

    private sealed record AwardsRow
    {
        public required string Priority { get; init; }
        public required Money Offered { get; init; }
        public required int Acceptances { get; init; }
        public required int Closed { get; init; }
    }
}
