using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>One award with its instalments and payments.</summary>
public sealed class AwardPayments(Db db)
{
    public sealed record Award
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Amount { get; init; }

        /// <summary>The part of the amount that went back to the pot, in pence.</summary>
        public required Money GivenBack { get; init; }

        /// <summary>When the award ended or its close-out started; no payments are made afterwards.</summary>
        public DateTime? EndedAt { get; init; }

        /// <summary>It ended early and its close-out has not started, so accepted claims are still paid.</summary>
        public required bool PaysClaims { get; init; }
        public required string CrimeReductionReason { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public string? AcceptedName { get; init; }
        public string? AcceptedSha256 { get; init; }

        public Money Net => Amount - GivenBack;
    }

    public sealed record Payment
    {
        public required Guid Id { get; init; }

        /// <summary>The award, with its application and fund; null: a payment to an area.</summary>
        public Guid? AwardId { get; init; }
        public Guid? ApplicationId { get; init; }
        public Guid? FundId { get; init; }

        /// <summary>The area and its year; null: a payment of an award.</summary>
        public Guid? AreaId { get; init; }
        public string? Area { get; init; }
        public string? BudgetYear { get; init; }

        /// <summary>Who is paid.</summary>
        public required Guid OrganisationId { get; init; }
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public required PaymentStatus Status { get; init; }
        public required Guid RequestedBy { get; init; }
        public required string RequestedByName { get; init; }
        public required DateTime RequestedAt { get; init; }
        public Guid? DecidedBy { get; init; }
        public string? DecidedByName { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }

        /// <summary>Who approved it first, where one person's limit was not enough.</summary>
        public Guid? FirstApprovedBy { get; init; }
        public string? FirstApprovedByName { get; init; }
        public DateTime? FirstApprovedAt { get; init; }
        public string? FirstApprovedNote { get; init; }

        /// <summary>The budget year of the round or of the area.</summary>
        public required string MoneyYear { get; init; }
        public int? Instalment { get; init; }
        public Guid? ClaimId { get; init; }

        /// <summary>The account that it was approved for, by the first of two or by all.</summary>
        public Guid? BankDetailsId { get; init; }
        public string? LastFour { get; init; }
        public Guid? RunId { get; init; }
        public string? RunNumber { get; init; }
        public string? BankReference { get; init; }

        /// <summary>The payment run's day.</summary>
        public DateOnly? PayOn { get; init; }
        public DateOnly? PaidOn { get; init; }
        public DateOnly? ReturnedOn { get; init; }
        public string? ResultNote { get; init; }
        public required int Version { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }

        /// <summary>Somebody has given the first of two approvals, and the account is the one that they saw.</summary>
        /// <param name="account">The account in use now.</param>
        public bool HasFirst(Guid? account) =>
            Status == PaymentStatus.Requested && FirstApprovedBy is not null && account is not null && BankDetailsId == account;

        /// <summary>The status, and what it waits for.</summary>
        public string StatusInWords =>
            Status == PaymentStatus.Requested && FirstApprovedBy is not null ? "Waits for a second approval" : Status.ToString();

        /// <summary>The page of all payments of its award or area.</summary>
        public string Page => AwardId is { } award ? Links.Payments.Award(award) : Links.Payments.Area(BudgetYear!, AreaId!.Value);

        /// <summary>The date of its last step; for a payment with the bank, the day it is paid.</summary>
        public DateOnly On => PaidOn ?? PayOn ?? LondonTime.DateOf(DecidedAt ?? RequestedAt);
    }

    public sealed record AwardPaymentsPage(
        Award Award,
        IReadOnlyList<Payment> Payments,
        IReadOnlyList<Instalment> Instalments,
        DateOnly Today
    )
    {
        public Money Paid => Payments.Where(payment => payment.Status == PaymentStatus.Paid).Sum(payment => payment.Amount);
        public Money Approved =>
            Payments
                .Where(payment => payment.Status is PaymentStatus.Approved or PaymentStatus.Scheduled or PaymentStatus.Paid)
                .Sum(payment => payment.Amount);
        public Money Claimed =>
            Payments
                .Where(payment =>
                    payment.Status is PaymentStatus.Requested or PaymentStatus.Approved or PaymentStatus.Scheduled or PaymentStatus.Paid
                )
                .Sum(payment => payment.Amount);
        public Money Left => Award.Net - Claimed;
    }

    public Task<AwardPaymentsPage> GetAsync(Guid award) => db.ReadAsync(work => GetAsync(work, award));

    internal static async Task<AwardPaymentsPage> GetAsync(Work work, Guid award) =>
        new(
            await work.FindAsync<Award>(AwardSql, new { award }),
            await work.QueryAsync<Payment>(PaymentSql + " where p.AwardId = @award order by p.RequestedAt, p.Id", new { award }),
            await Instalments.OfAsync(work, award),
            LondonTime.DateOf(work.Now)
        );

    /// <summary>The organisation of an award.</summary>
    public static Task<Guid> OrganisationAsync(Work work, Guid award) =>
        work.ScalarAsync<Guid>(
            "select a.OrganisationId from Award w join Application a on a.Id = w.ApplicationId where w.Id = @award",
            new { award }
        );

    /// <summary>For the organisation's members, once the grant is offered.</summary>
    public Task<AwardPaymentsPage> MineAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work => await GetAsync(work, await MyAwardAsync(work, actor, application)));

    internal static async Task<Guid> MyAwardAsync(Work work, Actor actor, Guid application) =>
        await work.FindOrDefaultAsync<Guid?>(MineSql, new { application, Person = actor.Id })
        ?? throw new NotFoundException("No award of this person");

    public Task<Payment> OneAsync(Guid payment) => db.ReadAsync(work => OneAsync(work, payment));

    internal static Task<Payment> OneAsync(Work work, Guid payment) =>
        work.FindAsync<Payment>(PaymentSql + " where p.Id = @payment", new { payment });

    private const string AwardSql = """
        select w.Id, w.RoundId, w.ApplicationId, a.Reference, o.Name as Organisation, a.ProjectName, w.Amount, w.GivenBack, coalesce(w.EndedAt, (select c.ProposedAt from CloseOut c where c.AwardId = w.Id)) as EndedAt, case when w.EndedHow in ('GivenUp', 'Terminated') and not exists (select 1 from CloseOut c where c.AwardId = w.Id) then 1 else 0 end as PaysClaims, w.CrimeReductionReason, w.AcceptedAt, w.AcceptedName, w.AcceptedSha256
        from   Award w
        join   Application a on a.Id = w.ApplicationId
        join   Organisation o on o.Id = a.OrganisationId
        where  w.Id = @award
        """;
    private const string MineSql = $"""
        select w.Id
        from   Award w
        join   Application a on a.Id = w.ApplicationId
        where  a.Id = @application and w.OfferedAt is not null and {ApplicationReader.IsMineSql}
        """;
    internal const string PaymentSql = $"""
        select    p.Id, p.AwardId, w.ApplicationId, o.Id as OrganisationId, n.FundId, p.AreaId, c.Name as Area, p.BudgetYear, p.Amount, p.Reason, p.Status, p.RequestedBy, q.DisplayName as RequestedByName, p.RequestedAt, p.DecidedBy, d.DisplayName as DecidedByName, p.DecidedAt, p.DecidedNote, p.FirstApprovedBy, f.DisplayName as FirstApprovedByName, p.FirstApprovedAt, p.FirstApprovedNote, coalesce(p.BudgetYear, n.BudgetYear) as MoneyYear,
                  i.Position as Instalment, p.ClaimId, p.BankDetailsId, b.LastFour, p.RunId, h.Number as RunNumber, p.BankReference, h.PayOn, p.PaidOn, p.ReturnedOn, p.ResultNote, p.Version, {PaymentSubject.ReferenceSql} as Reference, o.Name as Organisation, {PaymentSubject.ProjectSql} as ProjectName
        from      Payment p
        {PaymentSubject.JoinSql}
        left join Round n on n.Id = w.RoundId
        join      Person q on q.Id = p.RequestedBy
        left join Person d on d.Id = p.DecidedBy
        left join Person f on f.Id = p.FirstApprovedBy
        left join Instalment i on i.Id = p.InstalmentId
        left join BankDetails b on b.Id = p.BankDetailsId
        left join PaymentRun h on h.Id = p.RunId
        """;
}
