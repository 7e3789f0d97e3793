using Commissioning.Domain;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The reasons that applicants who are not funded will read in their letters, and which applications have none of the panel's own
/// words yet.</summary>
public static class LetterReasons
{
    public const int PageSize = 20;

    public sealed record CriterionReason
    {
        public required Guid ApplicationId { get; init; }
        public required Guid CriterionId { get; init; }
        public required string Criterion { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }

        /// <summary>The highest score of the criterion.</summary>
        public required int Greatest { get; init; }
        public string? Reason { get; init; }
        public Fraction Score => new(Numerator, Denominator);
    }

    public sealed record RefusedApplication
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }

        /// <summary>What the panel says as a whole; null: nothing.</summary>
        public string? Whole { get; init; }

        /// <summary>What was strong, in an officer's words; null: the letter names the highest scores.</summary>
        public string? Strengths { get; init; }

        /// <summary>The decision maker's own reason, which the letter says too.</summary>
        public string? DecisionReason { get; init; }

        /// <summary>Somebody in the office has read or written the reasons.</summary>
        public required bool IsRead { get; init; }
        public IReadOnlyList<CriterionReason> Criteria { get; init; } = [];
        public bool HasOwn =>
            Whole is not null
            || (DecisionReason is not null && !DeclineReasons.All.Contains(DecisionReason))
            || Criteria.Any(one => !string.IsNullOrWhiteSpace(one.Reason));
    }

    /// <param name="StockOnly">References of those whose letter would carry nobody's own words.</param>
    /// <param name="AreMade">The letters are made, so nothing changes any more.</param>
    public sealed record LetterReasonsPage(
        IReadOnlyList<RefusedApplication> Applications,
        IReadOnlyList<string> StockOnly,
        int Unread,
        bool AreMade,
        int Page,
        int Pages
    );

    /// <summary>The applications of a decided round that are not funded, by number.</summary>
    public static async Task<LetterReasonsPage> GetAsync(Work work, Guid round, int page)
    {
        var all = await work.QueryAsync<RefusedApplication>(RefusedSql + " order by a.Number", new { round });
        var pages = Math.Max(1, (all.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var shown = all.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var criteria = (shown.Count == 0 ? [] : await CriteriaAsync(work, round, shown[0].Number, shown[^1].Number)).ToLookup(one =>
            one.ApplicationId
        );
        return new(
            shown.Select(one => one with { Criteria = criteria[one.Id].ToList() }).ToList(),
            await StockOnlyAsync(work, round),
            all.Count(one => !one.IsRead),
            await work.ScalarAsync<int>("select count(*) from LetterBatch where RoundId = @round and DecisionId is not null", new { round })
                > 0,
            page,
            pages
        );
    }

    public static async Task<RefusedApplication> OneAsync(Work work, Guid application)
    {
        var round = await work.ScalarAsync<Guid>("select RoundId from Application where Id = @application", new { application });
        var one = await work.FindAsync<RefusedApplication>(RefusedSql + " and a.Id = @application", new { round, application });
        return one with { Criteria = await CriteriaAsync(work, round, one.Number, one.Number) };
    }

    /// <summary>References of the applications that are not funded and whose letter would carry nobody's own words.</summary>
    /// <param name="application">Only this one; null: all of the round.</param>
    internal static Task<IReadOnlyList<string>> StockOnlyAsync(Work work, Guid round, Guid? application = null) =>
        work.QueryAsync<string>(
            StockOnlySql + (application is null ? "" : " and a.Id = @application") + " order by a.Number",
            new
            {
                round,
                application,
                Usual = DeclineReasons.All,
            }
        );

    /// <summary>How many applications that are not funded have reasons which nobody in the office has read.</summary>
    internal static async Task<int> UnreadAsync(Work work, Guid round) =>
        (await work.QueryAsync<RefusedApplication>(RefusedSql, new { round })).Count(one => !one.IsRead);

    private static Task<IReadOnlyList<CriterionReason>> CriteriaAsync(Work work, Guid round, int first, int last) =>
        work.QueryAsync<CriterionReason>(
            CriteriaSql,
            new
            {
                round,
                first,
                last,
            }
        );

    private const string NotFundedSql = """
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        join      DecisionLine l on l.ApplicationId = a.Id and l.SupersededBy is null and l.Funded = 0 and l.DeferredUntil is null
        left join LetterReason w on w.ApplicationId = a.Id
        left join Moderation m on m.ApplicationId = a.Id
        where     a.RoundId = @round and a.Status = 'Submitted'
        """;
    private const string RefusedSql = $"""
        select a.Id, a.Number, a.Reference, o.Name as Organisation, a.ProjectName, w.Wording as Whole, w.Strengths, l.Reason as DecisionReason,
               case when m.ReasonsReadBy is null and w.WrittenBy is null then 0 else 1 end as IsRead
        {NotFundedSql}
        """;
    private const string StockOnlySql = $"""
        select a.Reference
        {NotFundedSql}
               and w.Wording is null and (coalesce(l.Reason, '') = '' or l.Reason in @Usual)
               and not exists (select 1 from AgreedScore g where g.ApplicationId = a.Id and coalesce(g.LetterReason, g.Reason, '') <> '')
               and not exists (select 1 from AgreedPassFail p where p.ApplicationId = a.Id and p.Passed = 0 and coalesce(p.Reason, '') <> '')
        """;
    private const string CriteriaSql = """
        select   g.ApplicationId, g.CriterionId, c.Name as Criterion, g.Numerator, g.Denominator, c.Greatest, coalesce(g.LetterReason, g.Reason) as Reason
        from     AgreedScore g
        join     Application a on a.Id = g.ApplicationId
        join     Criterion c on c.Id = g.CriterionId
        where    a.RoundId = @round and a.Number between @first and @last
        order by a.Number, c.Position, c.Id
        """;
}
