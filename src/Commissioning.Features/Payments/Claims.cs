using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Payments;

/// <summary>Claims of organisations for what they have spent, receipt by receipt (R70).</summary>
public sealed class Claims(Db db, FileStore files)
{
    public const int PageSize = 25;

    public sealed record Claim
    {
        public required Guid Id { get; init; }
        public required Guid AwardId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Amount { get; init; }
        public required Guid ClaimedById { get; init; }
        public required string ClaimedBy { get; init; }
        public required DateTime ClaimedAt { get; init; }
        public required ClaimState State { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }

        /// <summary>The status of the newest payment requested for it.</summary>
        public PaymentStatus? Payment { get; init; }
        public required int Version { get; init; }

        /// <summary>True when the payment failed, so it may be requested again.</summary>
        public bool MayAskAgain =>
            State == ClaimState.Accepted && Payment is PaymentStatus.Refused or PaymentStatus.Failed or PaymentStatus.Returned;
    }

    public sealed record ReceiptRow
    {
        public required Guid Id { get; init; }
        public required Guid BudgetLineId { get; init; }
        public required string Item { get; init; }
        public required DateOnly SpentOn { get; init; }
        public required string Supplier { get; init; }
        public required Money Amount { get; init; }
        public Guid? FileId { get; init; }
        public string? FileName { get; init; }
    }

    /// <param name="Left">What is still payable against receipts, after every claim that was not sent back, in pence.</param>
    public sealed record MyClaims(
        AwardPayments.Award Award,
        IReadOnlyList<Claim> Claims,
        IReadOnlyList<ClaimLine> Lines,
        Money Left,
        DateOnly StartsOn,
        DateOnly Today,
        bool InArrears
    )
    {
        public Refusal? WhyNot => ClaimRules.WhyCannotClaim(Award.AcceptedAt is not null, Award.EndedAt, InArrears);
    }

    public sealed record ClaimDetail(Claim Claim, IReadOnlyList<ReceiptRow> Receipts);

    public sealed record ClaimQueue(IReadOnlyList<Claim> Claims, int Page, int Pages);

    public Task<MyClaims> MineAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work => await OfAsync(work, await AwardPayments.MyAwardAsync(work, actor, application)));

    /// <summary>The receipts of the organisation's own claim that was sent back, to be corrected and sent again.</summary>
    public Task<IReadOnlyList<ReceiptRow>> GivenBackAsync(Actor actor, Guid application, Guid claim) =>
        db.ReadAsync(async work =>
        {
            var award = await AwardPayments.MyAwardAsync(work, actor, application);
            await work.FindAsync<Claim>(
                Sql + " where c.Id = @claim and c.AwardId = @award and c.State = 'GivenBack'",
                new { claim, award }
            );
            return await ReceiptsAsync(work, claim);
        });

    public Task<ClaimDetail> GetAsync(Guid claim) =>
        db.ReadAsync(async work => new ClaimDetail(await FindAsync(work, claim), await ReceiptsAsync(work, claim)));

    /// <summary>Waiting claims first, oldest first; then the others, newest first.</summary>
    public Task<ClaimQueue> QueueAsync(int page) =>
        db.ReadAsync(async work =>
        {
            var pages = Math.Max(1, (await work.ScalarAsync<int>("select count(*) from Claim") + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            return new ClaimQueue(
                await work.QueryAsync<Claim>(QueueSql, new { First = (page - 1) * PageSize + 1, Last = page * PageSize }),
                page,
                pages
            );
        });

    public async Task<StoredFile> OpenAsync(Guid claim, Guid receipt) =>
        await files.OpenAsync(
            await db.ReadAsync(work =>
                work.FirstOrDefaultAsync<Guid?>(
                    "select FileId from ClaimReceipt where Id = @receipt and ClaimId = @claim",
                    new { receipt, claim }
                )
            ) ?? throw new NotFoundException("There is no file")
        );

    internal static Task<Claim> FindAsync(Work work, Guid claim) => work.FindAsync<Claim>(Sql + " where c.Id = @claim", new { claim });

    internal static Task<IReadOnlyList<ReceiptRow>> ReceiptsAsync(Work work, Guid claim) =>
        work.QueryAsync<ReceiptRow>(ReceiptSql, new { claim });

    /// <param name="except">The claim under review, which does not count.</param>
    internal static async Task<MyClaims> OfAsync(Work work, Guid award, Guid? except = null)
    {
        var view = await AwardPayments.GetAsync(work, award);
        var claims = await work.QueryAsync<Claim>(Sql + " where c.AwardId = @award order by c.ClaimedAt desc, c.Id", new { award });
        var budget = await ApplicationReader.AwardedBudgetAsync(work, view.Award.ApplicationId);
        var claimed = (await work.QueryAsync<ClaimedRow>(ClaimedSql, new { award, except })).ToDictionary(
            row => row.BudgetLineId,
            row => row.Claimed
        );
        var arrears = view.Instalments.Where(one => one.InArrears).ToList();
        var startsOn = await work.FindOrDefaultAsync<DateOnly?>(
            "select coalesce(w.StartsOn, a.StartsOn) from Award w join Application a on a.Id = w.ApplicationId where w.Id = @award",
            new { award }
        );
        return new(
            view.Award,
            claims,
            budget
                .Select(line => new ClaimLine
                {
                    Id = line.Id,
                    Item = line.Item,
                    Budget = line.Requested,
                    Claimed = claimed.GetValueOrDefault(line.Id),
                })
                .ToList(),
            arrears.Sum(one => one.Amount) - claimed.Values.Sum(),
            startsOn!.Value,
            view.Today,
            arrears.Count > 0
        );
    }

    private const string Sql = """
        select    c.Id, c.AwardId, w.ApplicationId, a.Reference, o.Name as Organisation, a.ProjectName, c.Amount, c.ClaimedBy as ClaimedById, p.DisplayName as ClaimedBy, c.ClaimedAt, c.State, d.DisplayName as DecidedBy, c.DecidedAt, c.DecidedNote,
                  (select y.Status from Payment y where y.ClaimId = c.Id and not exists (select 1 from Payment z where z.ClaimId = c.Id and z.RequestedAt > y.RequestedAt)) as Payment, c.Version
        from      Claim c
        join      Award w on w.Id = c.AwardId
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        join      Person p on p.Id = c.ClaimedBy
        left join Person d on d.Id = c.DecidedBy
        """;
    private const string QueueSql =
        """
            with Numbered as (
                select Id, row_number() over (order by case when State = 'Sent' then 0 else 1 end, case when State = 'Sent' then ClaimedAt end, ClaimedAt desc, Id) as RowNumber
                from   Claim
            )
            """
        + " "
        + Sql
        + """
             join     Numbered n on n.Id = c.Id
            where     n.RowNumber between @First and @Last
            order by  n.RowNumber
            """;
    private const string ReceiptSql = """
        select    r.Id, r.BudgetLineId, l.Item, r.SpentOn, r.Supplier, r.Amount, r.FileId, f.Name as FileName
        from      ClaimReceipt r
        join      BudgetLine l on l.Id = r.BudgetLineId
        left join StoredFile f on f.Id = r.FileId
        where     r.ClaimId = @claim
        order by  r.Position
        """;
    private const string ClaimedSql = """
        select   r.BudgetLineId, sum(r.Amount) as Claimed
        from     ClaimReceipt r
        join     Claim c on c.Id = r.ClaimId
        where    c.AwardId = @award and c.State <> 'GivenBack' and (@except is null or c.Id <> @except)
        group by r.BudgetLineId
        """;

    private sealed record ClaimedRow
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Claimed { get; init; }
    }
}
