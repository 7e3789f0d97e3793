using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Minimal financial assistance for one award, in the order of the Subsidy Control Act 2022: tests, notice, the recipient's
/// confirmation, payment, award confirmation (R35).</summary>
public static class SubsidyQueries
{
    public sealed record SubsidyRow
    {
        public bool? IsEnterprise { get; init; }
        public bool? IsEconomic { get; init; }
        public required string Reason { get; init; }
        public required string AssessedBy { get; init; }
        public required DateTime AssessedAt { get; init; }
        public DateTime? NoticeAt { get; init; }
        public Money? NoticeAmount { get; init; }
        public DateTime? ConfirmedAt { get; init; }
        public string? ConfirmedName { get; init; }
        public Money? RunningTotal { get; init; }
        public Money? SubsidyLimit { get; init; }
        public DateTime? AwardConfirmedAt { get; init; }
        public DateOnly? GivenOn { get; init; }
        public Money? GrossValue { get; init; }
        public required int Version { get; init; }

        public SubsidyState State => new(IsEnterprise, IsEconomic, NoticeAt, ConfirmedAt, AwardConfirmedAt);
    }

    public sealed record Award
    {
        public required Guid ApplicationId { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public Money? Awarded { get; init; }
        public required Money Asked { get; init; }
        public DateTime? OfferedAt { get; init; }
    }

    /// <param name="Ours">What this office has given, or notified, as minimal financial assistance in other awards, so that two awards
    /// together cannot exceed the limit.</param>
    /// <param name="Named">Assistance from others that the recipient names.</param>
    public sealed record SubsidyAssessment(
        Award Award,
        SubsidyRow? Row,
        IReadOnlyList<SubsidyAssistance> Ours,
        IReadOnlyList<SubsidyAssistance> Named,
        Money Limit,
        DateOnly Today
    )
    {
        public Money Value => Award.Awarded ?? Award.Asked;
        public Money Total => SubsidyRules.RunningTotal(Ours.Concat(Named), Today);
    }

    public sealed record LimitRow
    {
        public required DateOnly ValidFrom { get; init; }
        public required Money Amount { get; init; }
        public required string Source { get; init; }
    }

    /// <summary>For the applicant: only once there is a notice.</summary>
    public static async Task<SubsidyAssessment> MineAsync(Work work, Actor actor, Guid application)
    {
        await ApplicationReader.FindMineAsync(work, actor, application);
        var view = await GetAsync(work, application);
        return view.Row?.NoticeAt is null ? throw new NotFoundException("There is no notice of a subsidy") : view;
    }

    public static async Task<SubsidyAssessment> GetAsync(Work work, Guid application)
    {
        var today = ApplicationChecks.Today(work);
        var award = await work.FindAsync<Award>(AwardSql, new { application });
        var row = await work.FindOrDefaultAsync<SubsidyRow>(RowSql, new { application });
        var ours = await work.QueryAsync<GivenRow>(OursSql, new { award.OrganisationId, application });
        var past = await work.QueryAsync<PastRow>(PastSql, new { award.OrganisationId });
        var named = await work.QueryAsync<GivenRow>(
            "select FromWhom as Source, Amount, GivenOn from SubsidyOther where ApplicationId = @application order by GivenOn, Id",
            new { application }
        );
        var limits = await LimitsAsync(work);
        return new(
            award,
            row,
            [
                .. ours.Select(one => Of(one)),
                .. past.Select(one => new SubsidyAssistance(
                    $"{one.Fund}, {one.Round}, {one.BudgetYear} ({PastRoundRules.Mark.ToLowerInvariant()})",
                    one.Amount,
                    one.DecidedOn
                )),
            ],
            named.Select(one => Of(one)).ToList(),
            SubsidyRules.LimitOn(limits.Select(limit => new SubsidyLimit(limit.ValidFrom, limit.Amount)), today),
            today
        );
        static SubsidyAssistance Of(GivenRow one) => new(one.Source, one.Amount, one.GivenOn ?? LondonTime.DateOf(one.NoticeAt!.Value));
    }

    /// <summary>What this office gave or notified to an organisation, on all its records, as minimal financial assistance.</summary>
    /// <param name="Total">What of it counts today.</param>
    public sealed record OfOne(IReadOnlyList<SubsidyAssistance> Given, Money Total, Money Limit, DateOnly From);

    public static async Task<OfOne> OfOrganisationAsync(Work work, Guid organisation)
    {
        var today = ApplicationChecks.Today(work);
        var given = (await work.QueryAsync<GivenRow>(OursSql, new { OrganisationId = organisation, application = Guid.Empty }))
            .Select(one => new SubsidyAssistance(one.Source, one.Amount, one.GivenOn ?? LondonTime.DateOf(one.NoticeAt!.Value)))
            .ToList();
        return new(
            given,
            SubsidyRules.RunningTotal(given, today),
            SubsidyRules.LimitOn((await LimitsAsync(work)).Select(limit => new SubsidyLimit(limit.ValidFrom, limit.Amount)), today),
            SubsidyRules.CountsFrom(today)
        );
    }

    public static Task<IReadOnlyList<LimitRow>> LimitsAsync(Work work) =>
        work.QueryAsync<LimitRow>("select ValidFrom, Amount, Source from SubsidyLimit order by ValidFrom desc");

    private const string AwardSql = """
        select    a.Id as ApplicationId, a.OrganisationId, a.Reference, a.ProjectName, o.Name as Organisation, w.Amount as Awarded, a.AmountRequested as Asked, w.OfferedAt
        from      Application a
        join      Organisation o on o.Id = a.OrganisationId
        left join Award w on w.ApplicationId = a.Id
        where     a.Id = @application and a.Number is not null
        """;

    private const string RowSql = """
        select s.IsEnterprise, s.IsEconomic, s.Reason, p.DisplayName as AssessedBy, s.AssessedAt, s.NoticeAt, s.NoticeAmount, s.ConfirmedAt, s.ConfirmedName, s.RunningTotal, s.SubsidyLimit, s.AwardConfirmedAt, s.GivenOn, s.GrossValue, s.Version
        from   Subsidy s
        join   Person p on p.Id = s.AssessedBy
        where  s.ApplicationId = @application
        """;

    private const string OursSql =
        LinkedOrganisations.Sql
        + """
            select   a.Reference as Source, coalesce(s.GrossValue, s.NoticeAmount) as Amount, s.GivenOn, s.NoticeAt
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     Subsidy s on s.ApplicationId = a.Id
            where    s.NoticeAt is not null and s.ApplicationId <> @application
            order by s.NoticeAt, s.ApplicationId
            """;

    // Of rounds of before the portal, for which the office says whether they count.
    private const string PastSql =
        LinkedOrganisations.Sql
        + """
            select   f.Name as Fund, r.Name as Round, r.BudgetYear, p.Awarded - coalesce(p.Returned, 0) as Amount, p.DecidedOn
            from     Body y
            join     PastApplication p on p.OrganisationId = y.Id
            join     PastRound r on r.Id = p.PastRoundId
            join     Fund f on f.Id = r.FundId
            where    r.CountsAsSubsidy = 1 and p.Result = 'Funded' and p.DecidedOn is not null
            order by p.DecidedOn, f.Name, r.Name, p.Line, p.Id
            """;

    private sealed record PastRow
    {
        public required string Fund { get; init; }
        public required string Round { get; init; }
        public required string BudgetYear { get; init; }
        public required Money Amount { get; init; }
        public required DateOnly DecidedOn { get; init; }
    }

    private sealed record GivenRow
    {
        public required string Source { get; init; }
        public required Money Amount { get; init; }
        public DateOnly? GivenOn { get; init; }
        public DateTime? NoticeAt { get; init; }
    }
}
