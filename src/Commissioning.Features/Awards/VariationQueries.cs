using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Variations of awards as both sides read them (R71): what was asked, by whom, and where the award stands.</summary>
public static class VariationQueries
{
    public sealed record VariationRow
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required VariationKind Kind { get; init; }
        public required string Reason { get; init; }
        public required VariationDetails Wanted { get; init; }
        public VariationDetails? Earlier { get; init; }
        public required bool AskedByOffice { get; init; }
        public required Guid AskedById { get; init; }
        public required string AskedBy { get; init; }
        public required DateTime AskedAt { get; init; }
        public required VariationState State { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public string? LetterNote { get; init; }
        public string? InvoiceNumber { get; init; }
        public DateOnly? AnswerBy { get; init; }
        public DateTime? AnsweredAt { get; init; }
        public string? AnsweredBy { get; init; }
        public bool? AnswerAccepts { get; init; }
        public string? Answer { get; init; }
        public DateTime? PutRightAt { get; init; }
        public string? PutRightNote { get; init; }
        public required int Version { get; init; }
    }

    public sealed record VariationDetail(AwardReader.AwardRow Award, Round Round, AwardStanding Standing, IReadOnlyList<BudgetLine> Budget);

    public sealed record VariationQueue
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required VariationKind Kind { get; init; }
        public required DateTime AskedAt { get; init; }
    }

    public static async Task<VariationDetail> GetAsync(Work work, Guid award) =>
        await ViewAsync(work, await AwardReader.FindAsync(work, award));

    public static async Task<VariationDetail> GetMineAsync(Work work, Actor actor, Guid application) =>
        await ViewAsync(work, await AwardReader.FindMineAsync(work, actor, application));

    /// <summary>A variation, with the role that decides it.</summary>
    public static async Task<(VariationRow Change, VariationDetail View, Role Decides)> OneAsync(Work work, Guid change)
    {
        var row = await FindAsync(work, change);
        var view = await ViewAsync(work, await AwardReader.FindAsync(work, row.AwardId));
        return (row, view, VariationRules.ApproverOf(row.Kind, row.Wanted, view.Standing, view.Round.Policy.Awards));
    }

    /// <param name="WhyNotNow">Null: it can be approved now.</param>
    public sealed record DecisionView(
        VariationRow Change,
        VariationDetail View,
        Role Decides,
        AwardOverview Overview,
        VariationEffect Effect,
        Refusal? WhyNotNow
    );

    /// <summary>What the one who decides should see: the award on one screen, and what the change will do.</summary>
    public static async Task<DecisionView> ForDecisionAsync(Work work, Guid change)
    {
        var (row, view, decides) = await OneAsync(work, change);
        var overview = await AwardOverview.OfAsync(work, view.Award);
        var standing = view.Standing with { SubsidyCounted = overview.SubsidyCounted, SubsidyLimit = overview.SubsidyLimit };
        return new(
            row,
            view with
            {
                Standing = standing,
            },
            decides,
            overview,
            VariationEffects.Of(row.Kind, row.Wanted, standing),
            WhyNotNow(row, view, LondonTime.DateOf(work.Now))
        );
    }

    /// <summary>Null when the change can be approved by anyone who may decide it.</summary>
    internal static Refusal? WhyNotNow(VariationRow row, VariationDetail view, DateOnly today) =>
        row.Kind == VariationKind.Recovery
        && RecoveryRules.WhyNotYet(row.AnswerBy, row.AnsweredAt, view.Standing.FinalUnread, today) is { } early
            ? early
        : VariationRules.WhyWrong(row.Kind, row.Wanted, view.Standing, row.Reason, today) is [var wrong, ..]
            ? new($"This change can no longer be approved: {wrong.Sentence}")
        : null;

    public static Task<IReadOnlyList<VariationQueue>> WaitingAsync(Work work) =>
        work.QueryAsync<VariationQueue>(
            """
            select   c.Id, c.AwardId, a.Reference, o.Name as Organisation, c.Kind, c.AskedAt
            from     Variation c
            join     Award w on w.Id = c.AwardId
            join     Application a on a.Id = w.ApplicationId
            join     Organisation o on o.Id = a.OrganisationId
            where    c.DecidedAt is null
            order by c.AskedAt, c.Id
            """
        );

    /// <summary>A notice of breach was sent.</summary>
    public static async Task<bool> HasNoticeAsync(Work work, Guid award) =>
        await work.ScalarAsync<int>(
            "select count(*) from Variation c join Letter l on l.SubjectId = c.Id where c.AwardId = @award and c.Kind = 'BreachNotice' and l.State = 'Sent'",
            new { award }
        ) > 0;

    internal static Task<IReadOnlyList<VariationRow>> OfAsync(Work work, Guid award) =>
        work.QueryAsync<VariationRow>(Sql + " where c.AwardId = @award order by c.AskedAt, c.Id", new { award });

    internal static async Task<VariationDetail> ViewAsync(Work work, AwardReader.AwardRow award)
    {
        var round = await RoundReader.GetAsync(work, award.RoundId);
        var budget = await ApplicationReader.AwardedBudgetAsync(work, award.ApplicationId);
        var awarded = await work.ScalarAsync<Money>("select Awarded from RoundTally where RoundId = @RoundId", award);
        var claimed = (
            await work.QueryAsync<Claimed>(
                "select r.BudgetLineId, sum(r.Amount) as Amount from Claim c join ClaimReceipt r on r.ClaimId = c.Id where c.AwardId = @Id and c.State in ('Sent', 'Accepted') group by r.BudgetLineId",
                award
            )
        ).ToDictionary(row => row.BudgetLineId, row => row.Amount);
        var toReturn = await work.ScalarAsync<Money>(
            "select coalesce(sum(c.ToReturn - coalesce(c.ReuseSpent, c.Reused)), 0) from CloseOut c where c.AwardId = @Id",
            award
        );
        var recovering =
            award.EndedAt is null
            && await work.ScalarAsync<int>(
                "select count(*) from CloseOut c where c.AwardId = @Id and c.ClosedAt is null and c.Recovered > 0 and c.Recovered = c.ToReturn",
                award
            ) > 0;
        var asked = await work.ScalarAsync<int>("select count(*) from CloseOut c where c.AwardId = @Id and c.AgreedAt is null", award) > 0;
        var unsent = await work.ScalarAsync<int>(
            "select count(*) from Variation c join Letter l on l.SubjectId = c.Id where c.AwardId = @Id and c.Kind = 'BreachNotice' and c.PutRightAt is null and l.State <> 'Sent'",
            award
        );
        var remedy = await work.FirstOrDefaultAsync<DateOnly?>(
            "select RemedyBy from Variation where AwardId = @Id and Kind = 'BreachNotice' and State = 'Approved' and PutRightAt is null order by RemedyBy desc, Id",
            award
        );
        var now = new VariationDetails
        {
            Purpose = award.Purpose,
            StartsOn = award.StartsOn,
            EndsOn = award.EndsOn,
            ContactName = award.ContactName,
            ContactEmail = award.ContactEmail,
            Amount = award.Net,
            Lines = budget.Select(line => new BudgetLineAmount(line.Id, line.Item, line.Requested)).ToList(),
        };
        var reported = await work.FindAsync<ReportedRow>(ReportedSql, new { award.Id, Today = LondonTime.DateOf(work.Now) });
        var receipts = await work.FindAsync<SpentRow>(SpentSql, award);
        var waiting = await work.QueryAsync<WaitingRow>(
            "select Amount, ClaimedAt from Claim where AwardId = @Id and State = 'Sent' order by ClaimedAt, Id",
            award
        );
        var open = await work.QueryAsync<OpenRow>(
            "select Amount, Reason, case when ClaimId is null then 0 else 1 end as OfClaim from Payment where AwardId = @Id and Status in ('Requested', 'Approved') order by RequestedAt, Id",
            award
        );
        return new(
            award,
            round,
            new(
                award.Amount,
                award.GivenBack,
                award.Requested,
                award.Approved,
                award.Paid,
                round.Spendable - awarded,
                now,
                award.AcceptedAt is not null,
                award.EndedAt is not null || award.IsClosing,
                round.ProjectsStartOn
            )
            {
                Claimed = claimed,
                OnItsWay = award.OnItsWay,
                ClaimsOwed = award.ClaimsOwed,
                ClaimsWaiting = waiting.Select(one => new WaitingClaim(one.Amount, LondonTime.DateOf(one.ClaimedAt))).ToList(),
                OpenPayments = open.Select(one => new OpenPayment(one.Amount, one.Reason, one.OfClaim)).ToList(),
                Instalments = (await work.QueryAsync<InstalmentRow>(InstalmentsSql, award)).Select(one => one.Planned).ToList(),
                Limits = await LimitsAsync(work, award, round),
                ReportedFrom = reported.ReportedFrom,
                ReportedTo = reported.ReportedTo,
                FirstSpentOn = receipts.FirstOn,
                LastSpentOn = receipts.LastOn,
                OpenReturns = reported.OpenReturns,
                LateSince = reported.LateSince,
                FinalSent = reported.FinalSent,
                FinalUnread = reported.FinalUnread,
                ToReturn = toReturn,
                FiguresAsked = asked,
                OnlyRecovered = recovering,
                RemedyBy = remedy,
                NoticeUnsent = unsent > 0,
                Clauses = (await GrantTerms.OfApplicationAsync(work, award.ApplicationId))
                    .Clauses.Select(clause => clause.Heading)
                    .ToList(),
                Suspended = award.SuspendedAt is not null,
            },
            budget
        );
    }

    /// <summary>The round's largest grant, and its limits on the money of one area, priority or organisation (R53).</summary>
    private static async Task<IReadOnlyList<AwardLimit>> LimitsAsync(Work work, AwardReader.AwardRow award, Round round)
    {
        List<AwardLimit> limits = [new("The largest grant of this round", round.MaximumGrant, Money.Zero)];
        foreach (var limit in round.Policy.Limits)
            if (limit.MostMoney is { } most)
                limits.Add(
                    new(
                        $"The most for one {PolicyRules.Name(limit.By)} in this round",
                        most,
                        await work.ScalarAsync<Money>(
                            OthersSql
                                + limit.By switch
                                {
                                    LimitBy.Area => " and p.Area = q.Area",
                                    LimitBy.Priority => " and a.Priority = b.Priority",
                                    _ => " and coalesce(p.SameAs, p.Id) = coalesce(q.SameAs, q.Id)",
                                },
                            award
                        )
                    )
                );
        return limits;
    }

    internal static Task<VariationRow> FindAsync(Work work, Guid change) =>
        work.FindAsync<VariationRow>(Sql + " where c.Id = @change", new { change });

    private const string Sql = """
        select    c.Id, c.AwardId, c.Kind, c.Reason, c.Wanted, c.Earlier, c.AskedByOffice, c.AskedBy as AskedById, p.DisplayName as AskedBy, c.AskedAt, c.State, d.DisplayName as DecidedBy, c.DecidedAt, c.DecidedNote, c.LetterNote, c.InvoiceNumber, c.AnswerBy, c.AnsweredAt, n.DisplayName as AnsweredBy, c.AnswerAccepts, c.Answer, c.PutRightAt, c.PutRightNote, c.Version
        from      Variation c
        join      Person p on p.Id = c.AskedBy
        left join Person d on d.Id = c.DecidedBy
        left join Person n on n.Id = c.AnsweredBy
        """;
    private const string OthersSql = """
        select coalesce(sum(o.Amount - o.GivenBack), 0)
        from   Award o
        join   Application a on a.Id = o.ApplicationId
        join   Organisation p on p.Id = a.OrganisationId
        join   Application b on b.Id = @ApplicationId
        join   Organisation q on q.Id = b.OrganisationId
        where  o.RoundId = @RoundId and o.Id <> @Id
        """;
    private const string ReportedSql = """
        select min(case when t.FirstSentAt is null then null else t.PeriodFrom end) as ReportedFrom,
               max(case when t.FirstSentAt is null then null else t.PeriodTo end) as ReportedTo,
               coalesce(sum(case when t.Status in ('Submitted', 'Accepted') then 0 else 1 end), 0) as OpenReturns,
               min(case when t.Status in ('Due', 'Prepared') and coalesce(t.PutRightBy, t.DueOn) < @Today then coalesce(t.PutRightBy, t.DueOn) end) as LateSince,
               coalesce(max(case when t.Kind = 'Final' and t.Status in ('Submitted', 'Accepted') then 1 else 0 end), 0) as FinalSent,
               coalesce(max(case when t.Kind = 'Final' and t.Status = 'Submitted' then 1 else 0 end), 0) as FinalUnread
        from   MonitoringReturn t
        where  t.AwardId = @Id
        """;
    private const string SpentSql = """
        select min(r.SpentOn) as FirstOn, max(r.SpentOn) as LastOn
        from   Claim c
        join   ClaimReceipt r on r.ClaimId = c.Id
        where  c.AwardId = @Id and c.State in ('Sent', 'Accepted')
        """;
    internal const string InstalmentsSql = """
        select   i.Id, i.Position, i.Amount, i.DueOn,
                 (select coalesce(sum(p.Amount), 0) from Payment p where p.InstalmentId = i.Id and p.Status in ('Requested', 'Approved', 'Scheduled', 'Paid')) as Claimed
        from     Instalment i
        where    i.AwardId = @Id
        order by i.Position
        """;

    internal sealed record InstalmentRow
    {
        public required Guid Id { get; init; }
        public required int Position { get; init; }
        public required Money Amount { get; init; }
        public required DateOnly DueOn { get; init; }
        public required Money Claimed { get; init; }
        public PlannedInstalment Planned => new(Position, Amount, Claimed, DueOn);
    }

    private sealed record ReportedRow
    {
        public DateOnly? ReportedFrom { get; init; }
        public DateOnly? ReportedTo { get; init; }
        public required int OpenReturns { get; init; }
        public DateOnly? LateSince { get; init; }
        public required bool FinalSent { get; init; }
        public required bool FinalUnread { get; init; }
    }

    private sealed record SpentRow
    {
        public DateOnly? FirstOn { get; init; }
        public DateOnly? LastOn { get; init; }
    }

    private sealed record WaitingRow
    {
        public required Money Amount { get; init; }
        public required DateTime ClaimedAt { get; init; }
    }

    private sealed record OpenRow
    {
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public required bool OfClaim { get; init; }
    }

    internal sealed record Claimed
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Amount { get; init; }
    }
}
