using Commissioning.Domain;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>One visit; and over all grants what is planned, what is still to be done, and whom to visit next.</summary>
public static class VisitQueries
{
    public sealed record VisitRow
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public DateOnly? PlannedOn { get; init; }
        public DateOnly? VisitedOn { get; init; }
        public required string Who { get; init; }
        public required bool ByCommissioner { get; init; }
        public string? Reason { get; init; }
        public string? Notes { get; init; }
        public DateOnly? NextOn { get; init; }
        public string? CalledOff { get; init; }
        public required string RecordedBy { get; init; }
        public bool IsOpen => VisitedOn is null && CalledOff is null;

        /// <summary>The day on which it was made or is planned.</summary>
        public DateOnly Day => VisitedOn ?? PlannedOn!.Value;
    }

    public sealed record VisitAction
    {
        public required Guid Id { get; init; }
        public required Guid VisitId { get; init; }
        public required string What { get; init; }
        public required string Who { get; init; }
        public required DateOnly DueOn { get; init; }
        public DateOnly? DoneOn { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
    }

    public sealed record VisitFile
    {
        public required Guid FileId { get; init; }
        public required string Name { get; init; }
        public required string Caption { get; init; }
        public required ScanState ScanState { get; init; }
    }

    public sealed record VisitPage(VisitRow Visit, IReadOnlyList<VisitAction> Actions, IReadOnlyList<VisitFile> Files, DateOnly Today);

    public sealed record Proposed(Guid AwardId, string Reference, string Organisation, string ProjectName, VisitProposal Proposal);

    /// <param name="Due">The next visit after one that was made; nothing is planned for it yet.</param>
    public sealed record VisitsPage(
        IReadOnlyList<VisitRow> Planned,
        IReadOnlyList<VisitRow> Due,
        IReadOnlyList<VisitAction> Actions,
        IReadOnlyList<Proposed> Proposals,
        DateOnly Today
    );

    public static Task<VisitRow> FindAsync(Work work, Guid visit) => work.FindAsync<VisitRow>(Sql + " where v.Id = @visit", new { visit });

    public static async Task<VisitPage> GetAsync(Work work, Guid visit)
    {
        var row = await FindAsync(work, visit);
        return new(
            row,
            await work.QueryAsync<VisitAction>(ActionSql + " where x.VisitId = @visit order by x.DueOn, x.Id", new { visit }),
            await work.QueryAsync<VisitFile>(
                "select x.FileId, f.Name, x.Caption, f.ScanState from VisitFile x join StoredFile f on f.Id = x.FileId where x.VisitId = @visit order by f.StoredAt, f.Name, f.Id",
                new { visit }
            ),
            LondonTime.DateOf(work.Now)
        );
    }

    public static async Task<VisitsPage> AllAsync(Work work)
    {
        var today = LondonTime.DateOf(work.Now);
        var proposals = (await work.QueryAsync<FactsRow>(FactsSql, new { today }))
            .Select(row => (row, proposal: VisitRules.Propose(row.Facts, today)))
            .Where(pair => pair.proposal is not null)
            .Select(pair => new Proposed(pair.row.AwardId, pair.row.Reference, pair.row.Organisation, pair.row.ProjectName, pair.proposal!))
            .OrderBy(one => one.Proposal.Month)
            .ThenByDescending(one => one.Proposal.IsUrgent)
            .ThenByDescending(one => one.Proposal.Reasons.Count)
            .ThenBy(one => one.Reference, StringComparer.Ordinal)
            .ToList();
        return new(
            await work.QueryAsync<VisitRow>(
                Sql + " where v.VisitedOn is null and v.CalledOff is null and w.EndedAt is null order by v.PlannedOn, a.Reference, v.Id"
            ),
            await work.QueryAsync<VisitRow>($"{Sql} where w.EndedAt is null and {IsNextSql} order by v.NextOn, a.Reference, v.Id"),
            await work.QueryAsync<VisitAction>(
                ActionSql + " where x.DoneOn is null and w.EndedAt is null order by x.DueOn, a.Reference, x.Id"
            ),
            proposals
                .Zip(VisitRules.Spread(proposals.Select(one => one.Proposal.Month)))
                .Select(pair => pair.First with { Proposal = pair.First.Proposal with { Month = pair.Second } })
                .ToList(),
            today
        );
    }

    /// <summary>The visit v names a next one, and none is planned or made since.</summary>
    internal const string IsNextSql =
        "v.NextOn is not null and not exists (select 1 from Visit n where n.AwardId = v.AwardId and n.Id <> v.Id and n.CalledOff is null and coalesce(n.VisitedOn, n.PlannedOn) >= v.VisitedOn)";

    internal const string Sql = """
        select v.Id, v.AwardId, a.Reference, o.Name as Organisation, a.ProjectName, v.PlannedOn, v.VisitedOn, v.Who, v.ByCommissioner, v.Reason, v.Notes, v.NextOn, v.CalledOff, p.DisplayName as RecordedBy
        from   Visit v
        join   Award w on w.Id = v.AwardId
        join   Application a on a.Id = w.ApplicationId
        join   Organisation o on o.Id = a.OrganisationId
        join   Person p on p.Id = v.RecordedBy
        """;

    internal const string ActionSql = """
        select x.Id, x.VisitId, x.What, x.Who, x.DueOn, x.DoneOn, a.Reference, o.Name as Organisation
        from   VisitAction x
        join   Visit v on v.Id = x.VisitId
        join   Award w on w.Id = v.AwardId
        join   Application a on a.Id = w.ApplicationId
        join   Organisation o on o.Id = a.OrganisationId
        """;

    // Of the ratings, that of the last period.
    private const string FactsSql = """
        select   w.Id as AwardId, a.Reference, o.Name as Organisation, a.ProjectName, w.Amount - w.GivenBack as Amount, coalesce(w.StartsOn, a.StartsOn) as StartsOn, coalesce(w.EndsOn, a.EndsOn) as EndsOn,
                 case when exists (select 1 from CheckPlan k where k.ApplicationId = w.ApplicationId and k.Tier = 'Enhanced') then 1 else 0 end as IsEnhanced,
                 (select max(concat(case t.Kind when 'Final' then '1' else '0' end, ' ', cast(t.PeriodTo as varchar(10)), ' ', t.Rating)) from MonitoringReturn t where t.AwardId = w.Id and t.Rating is not null) as LastRating,
                 (select count(*) from MonitoringReturn t where t.AwardId = w.Id and t.Status in ('Due', 'Prepared')) as OpenReturns,
                 case when exists (select 1 from CloseOut c where c.AwardId = w.Id) then 1 else 0 end as IsClosing,
                 (select count(*) from MonitoringReturn t where t.AwardId = w.Id and t.Status in ('Due', 'Prepared') and coalesce(t.PutRightBy, t.DueOn) < @today) as LateReturns,
                 case when y.AcceptedAt < w.AcceptedAt then 0 else 1 end as IsFirst,
                 (select max(v.VisitedOn) from Visit v where v.AwardId = w.Id) as LastVisit
        from     Award w
        join     Application a on a.Id = w.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        join     (select b.OrganisationId, min(g.AcceptedAt) as AcceptedAt from Award g join Application b on b.Id = g.ApplicationId group by b.OrganisationId) y on y.OrganisationId = a.OrganisationId
        where    w.AcceptedAt is not null and w.EndedAt is null
                 and not exists (select 1 from Visit v where v.AwardId = w.Id and v.CalledOff is null and (v.VisitedOn is null or v.NextOn is not null))
        """;

    private sealed record FactsRow
    {
        public required Guid AwardId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Amount { get; init; }
        public required DateOnly StartsOn { get; init; }
        public required DateOnly EndsOn { get; init; }
        public required bool IsEnhanced { get; init; }
        public string? LastRating { get; init; }
        public required int OpenReturns { get; init; }
        public required bool IsClosing { get; init; }
        public required int LateReturns { get; init; }
        public required bool IsFirst { get; init; }
        public DateOnly? LastVisit { get; init; }
        public VisitFacts Facts =>
            new(
                Amount,
                StartsOn,
                EndsOn,
                IsEnhanced,
                LastRating is { } said ? Enum.Parse<ReturnRating>(said[(said.LastIndexOf(' ') + 1)..]) : null,
                OpenReturns,
                IsClosing,
                LateReturns,
                IsFirst,
                LastVisit
            );
    }
}
