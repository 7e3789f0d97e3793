using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Funds;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>The home page of a member of staff: what waits for them, live rounds, what is at risk, what comes in the next 14 days, and the
/// year's money.</summary>
public sealed class Home(Db db)
{
    public const int DaysAhead = 14;

    /// <summary>A round stays on the home page for this long after its letters went.</summary>
    public const int LiveDays = 60;

    /// <param name="Findings">Open findings of due diligence that hold a decision of the round.</param>
    public sealed record LiveRound(Round Round, RoundStages Stages, IReadOnlyList<RoundProgress.Stage> Line, int Findings);

    /// <summary>Something that has a date. With a time, At is that moment (UTC); without one, DayOn is the day.</summary>
    public sealed record Coming
    {
        public DateTime? At { get; init; }
        public DateOnly? DayOn { get; init; }
        public required string What { get; init; }
        public required string Name { get; init; }
        public required Guid Id { get; init; }
        public required int Count { get; init; }
        public DateOnly Day => DayOn ?? LondonTime.DateOf(At!.Value);
    }

    /// <summary>What left and came back in a budget year, up to now.</summary>
    /// <param name="Awarded">By rounds of the year, less what went back to the pot.</param>
    /// <param name="Paid">On those awards, less what was paid back.</param>
    /// <param name="CspSpent">What the areas spent. Null: the year has no ledger.</param>
    public sealed record YearMoney(FinancialYear Year, Money Awarded, Money Paid, Money? CspSpent);

    /// <param name="AtRisk">Open alarms about areas' and funds' money, oldest first.</param>
    /// <param name="Money">Null: the person sees no awards, or there are none.</param>
    public sealed record View(
        IReadOnlyList<WaitingQueries.Waiting> Waiting,
        IReadOnlyList<LiveRound> Rounds,
        IReadOnlyList<Coming> Coming,
        IReadOnlyList<CspAlarms.CspAlarm> AtRisk,
        YearMoney? Money
    );

    public Task<View> GetAsync(Actor person, IReadOnlyList<Role> roles) =>
        db.ReadAsync(async work =>
        {
            var may = RolePermissions.Of(roles);
            return new View(
                await WaitingQueries.OfAsync(work, person, roles),
                may.Contains(Permission.ViewRounds) ? await LiveAsync(work) : [],
                may.Contains(Permission.ViewRounds) ? await ComingAsync(work, may.Contains(Permission.ViewAwards)) : [],
                may.Contains(Permission.ViewCspBudgets) ? await CspAlarms.OpenAsync(work) : [],
                may.Contains(Permission.ViewAwards) && may.Contains(Permission.ViewCspBudgets) ? await MoneyAsync(work) : null
            );
        });

    private static async Task<YearMoney?> MoneyAsync(Work work)
    {
        var year = FinancialYear.Of(LondonTime.DateOf(work.Now));
        var key = new { Year = year.ToString() };
        var awards = await work.FindAsync<AwardSums>(AwardSumsSql, key);
        Money? spent =
            await work.ScalarAsync<int>("select count(*) from LedgerYear where BudgetYear = @Year", key) > 0
                ? (await YearOverview.GetAsync(work, year)).Total.Expenditure
                : null;
        return awards.Awarded == Money.Zero && spent is null ? null : new(year, awards.Awarded, awards.Paid, spent);
    }

    private static async Task<IReadOnlyList<LiveRound>> LiveAsync(Work work)
    {
        var rounds = new List<LiveRound>();
        foreach (var round in await work.QueryAsync<Guid>(LiveSql, new { Since = work.Now.AddDays(-LiveDays) }))
            rounds.Add(await OfRoundAsync(work, round));
        return rounds;
    }

    public static async Task<LiveRound> OfRoundAsync(Work work, Guid round)
    {
        var (details, stages) = await RoundStages.FindAsync(work, round) ?? throw new NotFoundException("No such round");
        var after = await work.FindAsync<AfterLetters>(AfterLettersSql, new { round });
        var findings = details.DecidedAt is null ? await work.ScalarAsync<int>(FindingsSql, new { round }) : 0;
        return new(details, stages, stages.LineOf(details, after.Paid, after.Accepted, after.Closed, work.Now), findings);
    }

    private static async Task<IReadOnlyList<Coming>> ComingAsync(Work work, bool awards)
    {
        var until = work.Now.AddDays(DaysAhead);
        var times = await work.QueryAsync<Coming>(RoundDatesSql, new { From = work.Now, To = until });
        var days = await work.QueryAsync<Coming>(
            awards ? $"{DecisionDatesSql}\nunion all\n{AwardDatesSql}" : DecisionDatesSql,
            new { FromDay = LondonTime.DateOf(work.Now), ToDay = LondonTime.DateOf(until) }
        );
        return times
            .Concat(days)
            .OrderBy(row => row.Day)
            .ThenBy(row => row.What, StringComparer.Ordinal)
            .ThenBy(row => row.Name, StringComparer.Ordinal)
            .ToList();
    }

    private sealed record AwardSums
    {
        public required Money Awarded { get; init; }
        public required Money Paid { get; init; }
    }

    private sealed record AfterLetters
    {
        public required Money Paid { get; init; }
        public required int Accepted { get; init; }
        public required int Closed { get; init; }
    }

    private const string LiveSql =
        "select Id from Round where PublishedAt is not null and WithdrawnAt is null and (LettersReleasedAt is null or LettersReleasedAt > @Since) order by ClosesAt, Id";

    private static readonly string FindingsSql =
        $"select count(*) from Finding f join Application a on a.Id = f.ApplicationId where a.RoundId = @round and a.Status = 'Submitted' and {FindingSql.HoldsDecision}";

    // Every award is counted once in each dimension.
    private const string AfterLettersSql = """
        select coalesce(sum(t.Paid), 0) as Paid, cast(coalesce(sum(t.Acceptances), 0) as int) as Accepted, cast(coalesce(sum(t.Closed), 0) as int) as Closed
        from   AwardTally t
        where  t.RoundId = @round and t.Dimension = 'Kind'
        """;
    private const string AwardSumsSql = """
        select coalesce(sum(t.Offered), 0) as Awarded, coalesce(sum(t.Paid), 0) as Paid
        from   Round r
        join   AwardTally t on t.RoundId = r.Id and t.Dimension = 'All' and t.Name = 'All'
        where  r.BudgetYear = @Year
        """;
    private const string RoundDatesSql = """
        select r.OpensAt as At, 'Opens' as What, concat(coalesce(r.FundName, f.Name), ', ', r.Name) as Name, r.Id, 1 as Count from Round r join Fund f on f.Id = r.FundId where r.PublishedAt is not null and r.WithdrawnAt is null and r.OpensAt between @From and @To
        union all
        select r.ClosesAt, 'Closes', concat(coalesce(r.FundName, f.Name), ', ', r.Name), r.Id, 1 from Round r join Fund f on f.Id = r.FundId where r.PublishedAt is not null and r.WithdrawnAt is null and r.ClosesAt between @From and @To
        union all
        select r.ScoringClosesAt, 'Scoring closes', concat(coalesce(r.FundName, f.Name), ', ', r.Name), r.Id, 1 from Round r join Fund f on f.Id = r.FundId where r.PublishedAt is not null and r.WithdrawnAt is null and r.DecidedAt is null and r.ScoringClosesAt between @From and @To
        """;
    private const string DecisionDatesSql =
        "select r.DecisionExpectedOn as DayOn, 'Decision expected' as What, concat(coalesce(r.FundName, f.Name), ', ', r.Name) as Name, r.Id, 1 as Count from Round r join Fund f on f.Id = r.FundId where r.PublishedAt is not null and r.WithdrawnAt is null and r.DecidedAt is null and r.DecisionExpectedOn between @FromDay and @ToDay";
    private const string AwardDatesSql = """
        select min(coalesce(m.PutRightBy, m.DueOn)) as DayOn, 'Monitoring returns due' as What, '' as Name, w.RoundId as Id, count(*) as Count from MonitoringReturn m join Award w on w.Id = m.AwardId where m.Status in ('Due', 'Prepared') and coalesce(m.PutRightBy, m.DueOn) between @FromDay and @ToDay and coalesce(w.EndedHow, '') <> 'Closed' group by w.RoundId
        """;
}
