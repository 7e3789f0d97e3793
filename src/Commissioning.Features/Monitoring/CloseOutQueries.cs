using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Awards;
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
        public string? ReuseFor { get; init; }
        public required Money Reused { get; init; }
        public DateTime? ReuseAt { get; init; }
        public string? ReuseReason { get; init; }
        public string? InvoiceNumber { get; init; }
        public required Money Received { get; init; }
        public DateOnly? ReceivedOn { get; init; }
        public string? ReceiptReference { get; init; }
        public DateTime? ClosedAt { get; init; }
        public required int Version { get; init; }
        public CloseOutState State => new(ToReturn, AgreedAt, ReuseFor, Reused, ReuseAt, Received, ClosedAt);
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
        /// <summary>Each invoice with its sum: of every recovery, and of what was paid and not spent.</summary>
        public IReadOnlyList<string> Invoices { get; init; } = [];
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
            "select Awarded, Paid, Spent, NotDrawn, ToReturn, Recovered, ProposedBy, ProposedAt, Note, AgreedName, AgreedAt, ReuseFor, Reused, ReuseAt, ReuseReason, InvoiceNumber, Received, ReceivedOn, ReceiptReference, ClosedAt, Version from CloseOut where AwardId = @Id",
            id
        );
        var open = await work.ScalarAsync<int>("select count(*) from MonitoringReturn where AwardId = @Id and Status <> 'Accepted'", id);
        var moving = await work.ScalarAsync<int>(
            "select count(*) from Payment where AwardId = @Id and Status in ('Requested', 'Approved', 'Scheduled')",
            id
        );
        return new(
            award,
            new(award.Net, award.Paid, spent.Counted),
            row,
            CloseOutRules.WhyCannotPropose(award.AcceptedAt is not null, row is not null, open, moving),
            CloseOutRules.WhyCannotPropose(award.AcceptedAt is not null, false, open, moving)
        )
        {
            Invoices =
            [
                .. (
                    await work.QueryAsync<InvoiceRow>(
                        "select InvoiceNumber, Wanted from Variation where AwardId = @Id and InvoiceNumber is not null order by InvoiceNumber, Id",
                        id
                    )
                ).Select(one => $"{one.InvoiceNumber}: {one.Wanted.Amount}"),
                .. row?.InvoiceNumber is { } own ? [$"{own}: {row.ToReturn - row.Recovered - row.Reused}"] : Array.Empty<string>(),
            ],
        };
    }

    private sealed record InvoiceRow
    {
        public required string InvoiceNumber { get; init; }
        public required VariationDetails Wanted { get; init; }
    }
}
