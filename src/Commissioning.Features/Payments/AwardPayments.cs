using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>One award with its payments, and the queue of those that wait.</summary>
public sealed class AwardPayments(Db db)
{
    public const int PageSize = 25;

    public sealed record Award
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Amount { get; init; }
        /// <summary>Of the amount, what went back to the pot.</summary>
        public required Money GivenBack { get; init; }
        public DateTime? EndedAt { get; init; }
        public required string CrimeReductionReason { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public string? AcceptedName { get; init; }
        public string? AcceptedSha256 { get; init; }
    }

    public sealed record Payment
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public required PaymentStatus Status { get; init; }
        public required Guid RequestedBy { get; init; }
        public required string RequestedByName { get; init; }
        public required DateTime RequestedAt { get; init; }
        public string? DecidedByName { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public required int Version { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
    }

    public sealed record View(Award Award, IReadOnlyList<Payment> Payments)
    {
        public Money Paid => Payments.Where(payment => payment.Status == PaymentStatus.Paid).Sum(payment => payment.Amount);
        public Money Approved => Payments.Where(payment => payment.Status is PaymentStatus.Approved or PaymentStatus.Batched or PaymentStatus.Paid).Sum(payment => payment.Amount);
        public Money Taken => Payments.Where(payment => payment.Status is PaymentStatus.Requested or PaymentStatus.Approved or PaymentStatus.Batched or PaymentStatus.Paid).Sum(payment => payment.Amount);
        public Money Left => Award.Amount - Award.GivenBack - Taken;
    }

    public sealed record Queue(IReadOnlyList<Payment> Payments, int Page, int Pages);

    public Task<View> GetAsync(Guid award) => db.ReadAsync(work => GetAsync(work, award));

    internal static async Task<View> GetAsync(Work work, Guid award) =>
        new(await work.FindAsync<Award>(AwardSql, new { award }), await work.QueryAsync<Payment>(PaymentSql + " where p.AwardId = @award order by p.RequestedAt", new { award }));

    public Task<Payment> OneAsync(Guid payment) => db.ReadAsync(work => OneAsync(work, payment));

    internal static Task<Payment> OneAsync(Work work, Guid payment) => work.FindAsync<Payment>(PaymentSql + " where p.Id = @payment", new { payment });

    /// <summary>Those that wait come first, oldest first; then the others, newest first.</summary>
    public Task<Queue> QueueAsync(int page) => db.ReadAsync(async work =>
    {
        var pages = Math.Max(1, (await work.ScalarAsync<int>("select count(*) from Payment") + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return new Queue(await work.QueryAsync<Payment>(QueueSql, new { First = (page - 1) * PageSize + 1, Last = page * PageSize }), page, pages);
    });

    private const string AwardSql = """
        select w.Id, w.RoundId, w.ApplicationId, a.Reference, o.Name as Organisation, a.ProjectName, w.Amount, w.GivenBack, w.EndedAt, w.CrimeReductionReason, w.AcceptedAt, w.AcceptedName, w.AcceptedSha256
        from   Award w
        join   Application a on a.Id = w.ApplicationId
        join   Organisation o on o.Id = a.OrganisationId
        where  w.Id = @award
        """;
    private const string PaymentSql = """
        select    p.Id, p.AwardId, w.ApplicationId, p.Amount, p.Reason, p.Status, p.RequestedBy, q.DisplayName as RequestedByName, p.RequestedAt, d.DisplayName as DecidedByName, p.DecidedAt, p.DecidedNote, p.Version,
                  a.Reference, o.Name as Organisation
        from      Payment p
        join      Award w on w.Id = p.AwardId
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Person q on q.Id = p.RequestedBy
        left join Person d on d.Id = p.DecidedBy
        """;
    private const string QueueSql = """
        with Numbered as (
            select Id, row_number() over (order by case when Status = 'Requested' then 0 else 1 end, case when Status = 'Requested' then RequestedAt end, RequestedAt desc, Id) as RowNumber
            from   Payment
        )
        """ + " " + PaymentSql + """
         join     Numbered n on n.Id = p.Id
        where    n.RowNumber between @First and @Last
        order by n.RowNumber
        """;
}
