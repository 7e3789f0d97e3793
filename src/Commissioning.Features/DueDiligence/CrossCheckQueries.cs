using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What an application's organisation shares with others over all funds (R34): its other applications and awards, overdue returns,
/// stop flags, and the other cross-checks together.</summary>
public static class CrossCheckQueries
{
    public sealed record Grant
    {
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Fund { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required Money Asked { get; init; }

        /// <summary>Null: not decided, or not funded.</summary>
        public Money? Awarded { get; init; }

        /// <summary>When it was decided or, before that, sent.</summary>
        public required DateTime At { get; init; }
        public required int IsDecided { get; init; }
    }

    public sealed record Flag
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required StopFlagKind Kind { get; init; }

        /// <summary>The only reason that leaves the flag's own page.</summary>
        public required string NeutralReason { get; init; }
        public required int IsAsked { get; init; }
        public DateOnly? Until { get; init; }
        public required string PlacedBy { get; init; }
        public required DateTime PlacedAt { get; init; }
    }

    private sealed record SentOrDue
    {
        public required string Reference { get; init; }
        public required string Kind { get; init; }
        public DateOnly? PeriodFrom { get; init; }
        public DateOnly? PeriodTo { get; init; }
        public required DateOnly DueOn { get; init; }
        public DateOnly? FirstDueOn { get; init; }
        public DateTime? FirstSentAt { get; init; }
        public DateOnly? PutRightBy { get; init; }
        public required string Status { get; init; }
    }

    /// <param name="Returns">Those that are late or came late, the latest due first.</param>
    public sealed record CrossChecksPage(
        ApplicationChecks.CheckedApplication Application,
        IReadOnlyList<SharedDetailQueries.RelatedOrganisation> Others,
        IReadOnlyList<Grant> Grants,
        IReadOnlyList<ReturnLateness> Returns,
        IReadOnlyList<Flag> Flags,
        IReadOnlyList<TextOverlapQueries.Overlap> Texts,
        DateOnly? ListDate,
        IReadOnlyList<SanctionQueries.SanctionHit> Sanctions,
        IReadOnlyList<StaffLinkQueries.Link> Links,
        DateOnly Today
    )
    {
        public required OrganisationHistory.Page History { get; init; }

        /// <summary>Grants of other funders, from their files.</summary>
        public required FunderGrants.Page OtherFunders { get; init; }

        public Money AwardedSince(DateOnly day) =>
            Grants.Where(grant => DateOnly.FromDateTime(LondonTime.ToLondon(grant.At)) >= day).Sum(grant => grant.Awarded ?? Money.Zero)
            + History.BroughtIn.Where(grant => grant.DecidedOn >= day).Sum(grant => grant.Awarded ?? Money.Zero);

        /// <summary>Nobody need look at anything before the checks pass; other grants of the organisation are no finding.</summary>
        public bool FoundNothing =>
            !Returns.Any(one => one.IsNotable(Today))
            && Flags.Count == 0
            && Texts.Count == 0
            && Links.Count == 0
            && !Unresolved.Any()
            && Sanctions.All(hit => hit.Said is { IsSame: false });
        public IEnumerable<Grant> Pending => Grants.Where(grant => grant.IsDecided == 0);
        public IEnumerable<SharedDetailQueries.RelatedOrganisation> Unresolved =>
            Others.Where(other => other is { PossibleDuplicate: true, Said: null });
    }

    public static async Task<CrossChecksPage> GetAsync(Work work, Guid application)
    {
        var submitted = await ApplicationChecks.ApplicationAsync(work, application);
        var today = ApplicationChecks.Today(work);
        var (source, _) = await MatchIndex.SourceAsync(work, submitted.OrganisationId);
        var (listDate, hits) = await SanctionQueries.OfAsync(work, submitted.OrganisationId, source);
        var keys = new
        {
            submitted.OrganisationId,
            Application = application,
            today,
        };
        return new CrossChecksPage(
            submitted,
            await SharedDetailQueries.OfAsync(work, submitted.OrganisationId, source.Details.Postcode),
            await work.QueryAsync<Grant>(GrantsSql, keys),
            await LatenessAsync(work, submitted.OrganisationId),
            await FlagsAsync(work, submitted.OrganisationId),
            await TextOverlapQueries.OfAsync(work, submitted),
            listDate,
            hits,
            await StaffLinkQueries.OfAsync(work, submitted, source),
            today
        )
        {
            History = await OrganisationHistory.GetAsync(work, submitted),
            OtherFunders = await FunderGrants.OfApplicationAsync(work, submitted),
        };
    }

    /// <summary>How late the organisation's returns are or were, on any of its records; only those that are or were.</summary>
    internal static async Task<IReadOnlyList<ReturnLateness>> LatenessAsync(Work work, Guid organisation) =>
        (await work.QueryAsync<SentOrDue>(ReturnsSql, new { OrganisationId = organisation }))
            .Select(row => new ReturnLateness(
                row.Reference,
                Which(row.Kind, row.PeriodFrom, row.PeriodTo),
                row.DueOn,
                row.FirstDueOn,
                row.FirstSentAt is { } at ? LondonTime.DateOf(at) : null,
                row.Status is "Due" or "Prepared" ? row.PutRightBy : null
            ))
            .Where(one => one.InWords(ApplicationChecks.Today(work)) is not null)
            .ToList();

    /// <summary>A return in words, after "its".</summary>
    internal static string Which(string kind, DateOnly? from, DateOnly? to) =>
        kind == "Final" ? "final return"
        : kind == "Reuse" ? "return about money used again"
        : from is { } first && to is { } last ? $"return for {LondonTime.Date(first)} to {LondonTime.Date(last)}"
        : "return";

    /// <summary>Active flags on any record of the same organisation.</summary>
    public static Task<IReadOnlyList<Flag>> FlagsAsync(Work work, Guid organisation) =>
        work.QueryAsync<Flag>(FlagsSql, new { OrganisationId = organisation, today = ApplicationChecks.Today(work) });

    private const string GrantsSql =
        LinkedOrganisations.Sql
        + """
            select    a.Id as ApplicationId, a.Reference, f.Name as Fund, a.ProjectName, o.Name as Organisation, a.AmountRequested as Asked, w.Amount as Awarded,
                      coalesce((select max(d.DecidedAt) from DecisionLine l join Decision d on d.Id = l.DecisionId where l.ApplicationId = a.Id), a.SubmittedAt) as At,
                      (select count(*) from DecisionLine l where l.ApplicationId = a.Id) as IsDecided
            from      Body y
            join      Organisation o on o.Id = y.Id
            join      Application a on a.OrganisationId = o.Id
            join      Round r on r.Id = a.RoundId
            join      Fund f on f.Id = r.FundId
            left join Award w on w.ApplicationId = a.Id
            where     a.Id <> @Application and a.Status = 'Submitted'
            order by  a.SubmittedAt desc, a.Id
            """;

    private const string ReturnsSql =
        LinkedOrganisations.Sql
        + """
            select   a.Reference, m.Kind, m.PeriodFrom, m.PeriodTo, m.DueOn, m.FirstDueOn, m.FirstSentAt, m.PutRightBy, m.Status
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     Award w on w.ApplicationId = a.Id
            join     MonitoringReturn m on m.AwardId = w.Id
            where    m.FirstSentAt is not null or w.EndedHow is null or w.EndedHow <> 'Closed'
            order by m.DueOn desc, m.Id
            """;

    private const string FlagsSql =
        LinkedOrganisations.Sql
        + """
            select   f.Id, f.OrganisationId, o.Name as Organisation, f.Kind, f.NeutralReason, case when f.AskedBy is null then 0 else 1 end as IsAsked, f.Until, coalesce(p.DisplayName, 'The portal') as PlacedBy, f.PlacedAt
            from     Body y
            join     StopFlag f on f.OrganisationId = y.Id
            join     Organisation o on o.Id = f.OrganisationId
            left join Person p on p.Id = f.PlacedBy
            where    f.LiftedAt is null and (f.Until is null or f.Until >= @today)
            order by f.PlacedAt, f.Id
            """;
}
