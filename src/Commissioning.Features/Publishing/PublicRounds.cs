using Commissioning.Domain;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Rounds as everybody reads them: when they opened, closed and were decided, how many applications got a grant, why others did
/// not, and their published grants with exact pence in the office's own format (R64, R67).</summary>
public sealed class PublicRounds(Db db)
{
    public const int PageSize = 25;

    /// <summary>A round whose letters are out.</summary>
    public sealed record Summary
    {
        public required Guid Id { get; init; }
        public required Guid FundId { get; init; }
        public required string FundName { get; init; }
        public required string Name { get; init; }
        public required string BudgetYear { get; init; }
        public required DateTime OpensAt { get; init; }
        public required DateTime ClosesAt { get; init; }

        /// <summary>When it was first decided. Null: no decision has a number.</summary>
        public DateTime? DecidedAt { get; init; }
        public required DateTime LettersReleasedAt { get; init; }

        /// <summary>Money that the round could award.</summary>
        public required Money Pot { get; init; }
        public required int Submitted { get; init; }

        /// <summary>Money that the applications asked for.</summary>
        public required Money Requested { get; init; }

        /// <summary>Grants that the public reads, with or without a name.</summary>
        public required int Grants { get; init; }

        /// <summary>Money of these grants.</summary>
        public required Money Amount { get; init; }

        /// <summary>Accepted grants that are in no figure here, because nobody has decided yet what the public reads of them.</summary>
        public required int NotPublished { get; init; }

        /// <summary>Applications that were offered a grant. Awards are paged by their numbers, which ended awards keep.</summary>
        public required int Numbers { get; init; }

        /// <summary>Of them, offers that were declined or withdrawn.</summary>
        public required int Refused { get; init; }
        public string FullName => $"{FundName}, {Name}, {BudgetYear}";
        public PublicGrantSearch.Rates Rates =>
            new(1, Submitted, Numbers, Refused, Grants, Amount, Submitted < PublicGrantSearch.FewestApplications ? null : Requested);

        /// <summary>Whole weeks from the closing to the letters.</summary>
        public int Weeks => Math.Max(0, (LondonTime.DateOf(LettersReleasedAt).DayNumber - LondonTime.DateOf(ClosesAt).DayNumber) / 7);
        public string InWords => PublicationRules.GrantsInWords(Submitted, Numbers, Refused, Grants, Amount);

        /// <summary>Null: there is nothing to say.</summary>
        public string? NotPublishedInWords =>
            NotPublished switch
            {
                0 => null,
                1 => "1 more grant was accepted and is not published yet. It is in no figure here.",
                _ => $"{NotPublished:N0} more grants were accepted and are not published yet. They are in no figure here.",
            };
    }

    /// <summary>A published round that is not decided, or whose letters are not out.</summary>
    public sealed record ComingRound
    {
        public required Guid Id { get; init; }
        public required string FundName { get; init; }
        public required string Name { get; init; }
        public required string BudgetYear { get; init; }
        public required DateTime OpensAt { get; init; }
        public required DateTime ClosesAt { get; init; }
        public required DateOnly DecisionExpectedOn { get; init; }
        public string FullName => $"{FundName}, {Name}, {BudgetYear}";

        public string StateAt(DateTime now) =>
            now < OpensAt ? "Opens soon"
            : now < ClosesAt ? "Open"
            : "Closed, not decided yet";
    }

    /// <param name="Coming">Those that open or close next come first.</param>
    /// <param name="Past">The newest first.</param>
    public sealed record RoundLists(IReadOnlyList<ComingRound> Coming, IReadOnlyList<Summary> Past, DateTime Now)
    {
        /// <summary>Rounds of before the portal that a publisher has published, the newest first.</summary>
        public IReadOnlyList<PastRounds.PastRound> Earlier { get; init; } = [];
    }

    /// <param name="Notes">What could not be done as the address says.</param>
    /// <param name="Reasons">Why applications got no grant; empty: too few to say.</param>
    /// <param name="Decisions">The oldest first.</param>
    /// <param name="Editions">Figures of the fund's finished projects that are published, the newest first.</param>
    public sealed record RoundPage(
        Summary Summary,
        IReadOnlyList<PublicGrants.Grant> Grants,
        int Page,
        int Pages,
        IReadOnlyList<string> Notes,
        IReadOnlyList<RefusalReasons.ReasonCount> Reasons,
        IReadOnlyList<PublicDecisions.PublicDecision> Decisions,
        IReadOnlyList<FigureEditions.Edition> Editions
    );

    public Task<RoundLists> ListAsync() =>
        db.ReadAsync(async work => new RoundLists(
            await work.QueryAsync<ComingRound>(ComingSql),
            await work.QueryAsync<Summary>(SummarySql + " order by r.ClosesAt desc, f.Name, r.Id"),
            work.Now
        )
        {
            Earlier = await PastRounds.PublishedAsync(work),
        });

    /// <summary>"Not found" before its letters are out.</summary>
    /// <param name="typed">The values of the address by name.</param>
    public Task<RoundPage> GetAsync(Guid round, Func<string, string?> typed) =>
        db.ReadAsync(async work =>
        {
            var summary = await work.FindAsync<Summary>(SummarySql + " and r.Id = @round", new { round });
            var pages = Math.Max(1, (summary.Numbers + PageSize - 1) / PageSize);
            var address = new TypedAddress(typed);
            var (page, notes) = TypedAddress.OnAPageOf(pages, address.Page(), address.Notes);
            return new RoundPage(
                summary,
                await PublicGrants.FindAsync(
                    work,
                    "w.RoundId = @round and w.Number between @First and @Last",
                    new
                    {
                        round,
                        First = (page - 1) * PageSize + 1,
                        Last = page * PageSize,
                    }
                ),
                page,
                pages,
                notes,
                RefusalReasons.Shown(
                    (await work.QueryAsync<RefusedRow>(RefusedSql, new { round })).Select(row => new RefusalReasons.ReasonCount(
                        RefusalReasons.InWords(row.Result, row.Reason),
                        row.Applications
                    ))
                ),
                await PublicDecisions.OfRoundAsync(work, round),
                (await FigureEditions.OfAsync(work, summary.FundId))
                    .Where(edition => edition is { PublishedAt: not null, WithdrawnAt: null })
                    .ToList()
            );
        });

    private sealed record RefusedRow
    {
        public required FitResult Result { get; init; }
        public string? Reason { get; init; }
        public required int Applications { get; init; }
    }

    private const string SummarySql = $"""
        select r.Id, r.FundId, f.Name as FundName, r.Name, r.BudgetYear, r.OpensAt, r.ClosesAt, r.LettersReleasedAt, r.Pot, t.Submitted, t.Requested, t.Awards as Numbers,
               (select min(d.DecidedAt) from Decision d where d.RoundId = r.Id and d.Number is not null) as DecidedAt,
               (select count(*) {PublicGrants.PublishedSql} and w.RoundId = r.Id) as Grants,
               (select coalesce(sum(w.Amount - w.GivenBack), 0) {PublicGrants.PublishedSql} and w.RoundId = r.Id) as Amount,
               (select count(*) {PublicGrants.NotPublishedSql} and w.RoundId = r.Id) as NotPublished,
               (select count(*) from Award w where w.RoundId = r.Id and {PublicGrants.IsRefusedSql}) as Refused
        from   Round r
        join   Fund f on f.Id = r.FundId
        join   RoundTally t on t.RoundId = r.Id
        where  r.LettersReleasedAt is not null
        """;
    private const string ComingSql = """
        select   r.Id, f.Name as FundName, r.Name, r.BudgetYear, r.OpensAt, r.ClosesAt, r.DecisionExpectedOn
        from     Round r
        join     Fund f on f.Id = r.FundId
        where    r.PublishedAt is not null and r.WithdrawnAt is null and r.LettersReleasedAt is null
        order by r.ClosesAt, f.Name, r.Id
        """;

    // A deferred application is decided later, and one that got a grant in the end was not refused.
    private const string RefusedSql = """
        select   l.Result, case when l.Result = 'Fund' then n.Reason end as Reason, count(*) as Applications
        from     DecisionLine n
        join     Decision d on d.Id = n.DecisionId
        join     RecommendationLine l on l.RecommendationId = d.RecommendationId and l.ApplicationId = n.ApplicationId
        where    d.RoundId = @round and n.Funded = 0 and n.SupersededBy is null and n.DeferredUntil is null
                 and not exists (select 1 from Award w where w.ApplicationId = n.ApplicationId)
        group by l.Result, case when l.Result = 'Fund' then n.Reason end
        """;
}
