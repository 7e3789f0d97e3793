using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Close-out of an award (R75). Paid less spent is what must come back; the organisation agrees it or asks to re-use it; its
/// receipt is recorded against an invoice; and the remainder goes to the round's pot and its ledger.</summary>
public static class CloseOutQueries
{
    public sealed record CloseOutRow
    {
        public required Money Awarded { get; init; }
        public required Money Paid { get; init; }
        public required Money Spent { get; init; }
        public required Money NotDrawn { get; init; }
        public required Money ToReturn { get; init; }
        public required Money Recovered { get; init; }
        public required Guid ProposedBy { get; init; }
        public required DateTime ProposedAt { get; init; }
        public string? Note { get; init; }
        public string? AgreedName { get; init; }
        public DateTime? AgreedAt { get; init; }
        public string? DisputedBy { get; init; }
        public DateTime? DisputedAt { get; init; }
        public string? DisputeReason { get; init; }
        public string? ReuseFor { get; init; }
        public required Money Reused { get; init; }
        public Money? ReuseSpent { get; init; }
        public DateTime? ReuseAt { get; init; }
        public string? ReuseReason { get; init; }
        public string? InvoiceNumber { get; init; }
        public required Money Received { get; init; }
        public required Money WrittenOff { get; init; }
        public DateTime? ClosedAt { get; init; }
        public required int Version { get; init; }
        public CloseOutState State =>
            new(ToReturn, AgreedAt, ReuseFor, Reused, ReuseAt, Received, ClosedAt)
            {
                DisputedAt = DisputedAt,
                ReuseSpent = ReuseSpent,
                WrittenOff = WrittenOff,
            };

        /// <summary>The sum as the organisation was asked to agree it.</summary>
        public CloseOutSum Sum => new(Awarded, Paid, Spent);
    }

    /// <param name="Sum">The closing sum of the award as it is now, before or after close-out starts.</param>
    public sealed record CloseOutPage(
        AwardReader.AwardRow Award,
        CloseOutSum Sum,
        CloseOutRow? CloseOut,
        Refusal? WhyNotYet,
        Refusal? NotReported
    )
    {
        /// <summary>Spending by line, as the last accepted return has it; empty where it gives one sum.</summary>
        public IReadOnlyList<SpentLine> Lines { get; init; } = [];

        /// <summary>What the grant shrank by after its lines were agreed, as when it is given up: zero or less, in pence.</summary>
        public Money NoLongerDue =>
            (CloseOut?.Awarded ?? Sum.Net) - Lines.Sum(line => line.Budget) is var shrunk && Lines.Count > 0 && shrunk < Money.Zero
                ? shrunk
                : Money.Zero;

        /// <summary>A return of it is accepted; otherwise nothing is known of what was spent.</summary>
        public bool HasReturns { get; init; }

        /// <summary>How far a line may be from its budget without a reason, in pence.</summary>
        public required Money Tolerance { get; init; }

        /// <summary>The short return about money used again.</summary>
        public ReturnReader.ReturnHeader? Reuse { get; init; }

        /// <summary>Each invoice: of every recovery, and of what was paid and not spent.</summary>
        public IReadOnlyList<RecoveryInvoiceQueries.InvoiceRow> Invoices { get; init; } = [];
    }

    public static async Task<CloseOutPage> GetAsync(Work work, Guid award) =>
        await ViewAsync(work, await AwardReader.FindAsync(work, award));

    public static async Task<CloseOutPage> GetMineAsync(Work work, Actor actor, Guid application) =>
        await ViewAsync(work, await AwardReader.FindMineAsync(work, actor, application)) is { CloseOut: not null } view
            ? view
            : throw new NotFoundException("The close-out is not begun");

    internal static async Task<CloseOutPage> ViewAsync(Work work, AwardReader.AwardRow award)
    {
        var id = new { award.Id };
        var spent = await ReportedSpending.OfAsync(work, award);
        var row = await work.FindOrDefaultAsync<CloseOutRow>(
            "select c.Awarded, c.Paid, c.Spent, c.NotDrawn, c.ToReturn, c.Recovered, c.ProposedBy, c.ProposedAt, c.Note, c.AgreedName, c.AgreedAt, d.DisplayName as DisputedBy, c.DisputedAt, c.DisputeReason, c.ReuseFor, c.Reused, c.ReuseSpent, c.ReuseAt, c.ReuseReason, c.InvoiceNumber, c.Received, c.WrittenOff, c.ClosedAt, c.Version from CloseOut c left join Person d on d.Id = c.DisputedBy where c.AwardId = @Id",
            id
        );
        var open = await work.ScalarAsync<int>(
            "select count(*) from MonitoringReturn where AwardId = @Id and Status <> 'Accepted' and Kind <> 'Reuse'",
            id
        );
        var moving = await work.ScalarAsync<int>(
            "select count(*) from Payment where AwardId = @Id and Status in ('Requested', 'Approved', 'Scheduled')",
            id
        );
        var ready = new CloseOutReadiness(
            award.AcceptedAt is not null,
            award.EndsOn,
            award.EndedAt,
            open,
            moving,
            await work.QueryAsync<ClaimedMore>(ClaimedMoreSql, id)
        )
        {
            // What nothing was paid for and nothing was spent of has nothing to certify.
            Certificate =
                award.Paid == Money.Zero && spent.Reported == Money.Zero ? null : await UseCertificates.StateAsync(work, award.Id),
        };
        var today = LondonTime.DateOf(work.Now);
        return new(
            award,
            new(award.Net, award.Paid, spent.Counted),
            row,
            CloseOutRules.WhyCannotPropose(ready, row is not null, today),
            CloseOutRules.WhyCannotPropose(ready, false, today)
        )
        {
            HasReturns = spent.HasReturns,
            Lines = spent.Lines,
            Tolerance = Domain.Awards.Tolerance.Of(award.Net, (await RoundReader.GetAsync(work, award.RoundId)).Policy.Awards),
            Reuse = (await ReturnReader.OfAwardAsync(work, award.Id)).LastOrDefault(one => one.Kind == ReturnKind.Reuse),
            Invoices = await RecoveryInvoiceQueries.OfAwardAsync(work, award.Id),
        };
    }

    // A return that gives one sum has no lines to compare.
    private const string ClaimedMoreSql = """
        with Claimed as (
            select   r.BudgetLineId, sum(r.Amount) as Amount
            from     Claim c
            join     ClaimReceipt r on r.ClaimId = c.Id
            where    c.AwardId = @Id and c.State = 'Accepted'
            group by r.BudgetLineId
        )
        select   l.Item, q.Amount as Claimed, s.Spent
        from     Claimed q
        join     BudgetLine l on l.Id = q.BudgetLineId
        join     MonitoringReturn t on t.AwardId = @Id and t.IsLatest = 1
        join     MonitoringSpend s on s.ReturnId = t.Id and s.BudgetLineId = l.Id
        where    q.Amount > s.Spent
        order by l.Position, l.Id
        """;
}
