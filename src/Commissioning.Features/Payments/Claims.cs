using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
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

        /// <summary>What was said when that payment was refused, or by the bank.</summary>
        public string? PaymentNote { get; init; }
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
        DateOnly EndsOn,
        DateOnly Today,
        bool InArrears,
        ClaimProof Proof
    )
    {
        public Refusal? WhyNot => ClaimRules.WhyCannotClaim(Award.AcceptedAt is not null, Award.EndedAt, InArrears);
    }

    /// <param name="Proof">Which receipts need a copy, by the settings of now.</param>
    public sealed record ClaimDetail(Claim Claim, IReadOnlyList<ReceiptRow> Receipts, IReadOnlyList<ClaimedLine> Lines, ClaimProof Proof);

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
        db.ReadAsync(async work =>
        {
            var (found, receipts) = (await FindAsync(work, claim), await ReceiptsAsync(work, claim));
            return new ClaimDetail(
                found,
                receipts,
                await LinesAsync(work, found, receipts),
                (await OfAsync(work, found.AwardId, except: claim)).Proof
            );
        });

    /// <summary>Each budget line of the claim, with what is claimed of it in all and what the returns say.</summary>
    private static async Task<IReadOnlyList<ClaimedLine>> LinesAsync(Work work, Claim claim, IReadOnlyList<ReceiptRow> receipts)
    {
        var others = (await work.QueryAsync<ClaimedRow>(AcceptedSql, new { award = claim.AwardId, except = claim.Id })).ToDictionary(
            row => row.BudgetLineId,
            row => row.Claimed
        );
        var reported = (await work.QueryAsync<ReportedRow>(ReportedSql, new { award = claim.AwardId })).ToDictionary(row =>
            row.BudgetLineId
        );
        return receipts
            .GroupBy(receipt => (receipt.BudgetLineId, receipt.Item))
            .Select(line =>
            {
                var (here, said) = (line.Sum(receipt => receipt.Amount), reported.GetValueOrDefault(line.Key.BudgetLineId));
                return new ClaimedLine(
                    line.Key.Item,
                    here,
                    here + others.GetValueOrDefault(line.Key.BudgetLineId),
                    said?.Spent,
                    said?.Kind == "Final"
                );
            })
            .ToList();
    }

    /// <summary>The copies of receipts of claims of the award that were sent back.</summary>
    internal static async Task<IReadOnlyDictionary<int, Guid>> CopiesAsync(Work work, Guid award, IReadOnlyDictionary<int, Guid> kept)
    {
        var copies = new Dictionary<int, Guid>();
        foreach (var (place, receipt) in kept)
            if (
                await work.FindOrDefaultAsync<Guid?>(
                    "select r.FileId from ClaimReceipt r join Claim c on c.Id = r.ClaimId where r.Id = @receipt and c.AwardId = @award and c.State = 'GivenBack' and r.FileId is not null",
                    new { receipt, award }
                ) is
                { } file
            )
                copies[place] = file;
        return copies;
    }

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
        var policy = (await RoundReader.GetAsync(work, view.Award.RoundId)).Policy.Awards;
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
        var endsOn = await work.FindOrDefaultAsync<DateOnly?>(
            "select coalesce(w.EndsOn, a.EndsOn) from Award w join Application a on a.Id = w.ApplicationId where w.Id = @award",
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
            endsOn!.Value,
            view.Today,
            arrears.Count > 0,
            new(EvidenceSample.Of(award, budget.Select(line => line.Id).ToList(), view.Award.Net, policy), policy.ProofFrom)
        );
    }

    private const string Sql = """
        select    c.Id, c.AwardId, w.ApplicationId, a.Reference, o.Name as Organisation, a.ProjectName, c.Amount, c.ClaimedBy as ClaimedById, p.DisplayName as ClaimedBy, c.ClaimedAt, c.State, d.DisplayName as DecidedBy, c.DecidedAt, c.DecidedNote,
                  (select y.Status from Payment y where y.ClaimId = c.Id and not exists (select 1 from Payment z where z.ClaimId = c.Id and z.RequestedAt > y.RequestedAt)) as Payment,
                  (select coalesce(y.ResultNote, y.DecidedNote) from Payment y where y.ClaimId = c.Id and not exists (select 1 from Payment z where z.ClaimId = c.Id and z.RequestedAt > y.RequestedAt)) as PaymentNote, c.Version
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

    private const string AcceptedSql = """
        select   r.BudgetLineId, sum(r.Amount) as Claimed
        from     ClaimReceipt r
        join     Claim c on c.Id = r.ClaimId
        where    c.AwardId = @award and c.State = 'Accepted' and c.Id <> @except
        group by r.BudgetLineId
        """;
    private const string ReportedSql = """
        select s.BudgetLineId, s.Spent, t.Kind
        from   MonitoringReturn t
        join   MonitoringSpend s on s.ReturnId = t.Id
        where  t.AwardId = @award and t.IsLatest = 1
        """;

    private sealed record ReportedRow
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Spent { get; init; }
        public required string Kind { get; init; }
    }

    private sealed record ClaimedRow
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Claimed { get; init; }
    }
}
