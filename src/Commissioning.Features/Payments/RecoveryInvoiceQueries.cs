using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Payments;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The invoices for money that is to come back, each with its receipts, write-offs and reminders.</summary>
public static class RecoveryInvoiceQueries
{
    public sealed record InvoiceRow
    {
        public required Guid Id { get; init; }
        public required string Number { get; init; }
        public required RecoveryKind Kind { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }

        /// <summary>Null, as all that follows of an award: money of an area.</summary>
        public Guid? AwardId { get; init; }
        public Guid? ApplicationId { get; init; }
        public string? Reference { get; init; }
        public string? ProjectName { get; init; }
        public Guid? FundId { get; init; }
        public Guid? AreaId { get; init; }
        public string? Area { get; init; }
        public string? BudgetYear { get; init; }

        /// <summary>The year of the round or of the area, whose payment limits count.</summary>
        public required string MoneyYear { get; init; }
        public required string Reason { get; init; }
        public required Money Amount { get; init; }
        public required Money Received { get; init; }
        public required Money WrittenOff { get; init; }
        public required string IssuedByName { get; init; }
        public required DateTime IssuedAt { get; init; }
        public required DateOnly DueOn { get; init; }
        public ReminderStop? StoppedFor { get; init; }
        public string? StoppedReason { get; init; }
        public DateOnly? StoppedUntil { get; init; }
        public required int Version { get; init; }
        public Money Owed => Amount - Received - WrittenOff;

        /// <summary>What it belongs to, as people name it.</summary>
        public string Subject => Reference ?? $"{Area} {BudgetYear}";

        public RecoveryState StateOn(DateOnly today) =>
            RecoveryInvoiceRules.StateOf(Amount, Received, WrittenOff, DueOn, StoppedUntil, today);
    }

    public sealed record ReceiptRow
    {
        public required Guid Id { get; init; }
        public required Money Amount { get; init; }
        public required Money Rest { get; init; }
        public string? RestNote { get; init; }
        public required DateOnly ReceivedOn { get; init; }
        public required string Reference { get; init; }
        public Guid? ReversesId { get; init; }
        public required bool IsReversed { get; init; }
        public string? Reason { get; init; }
        public required string RecordedByName { get; init; }
        public required DateTime RecordedAt { get; init; }
        public bool CanBeReversed => ReversesId is null && !IsReversed;
    }

    public sealed record WriteOffRow
    {
        public required Guid Id { get; init; }
        public required Guid InvoiceId { get; init; }
        public required Money Amount { get; init; }
        public required string Reason { get; init; }

        /// <summary>Proposed, Approved or Refused.</summary>
        public required string State { get; init; }
        public required Guid ProposedBy { get; init; }
        public required string ProposedByName { get; init; }
        public required DateTime ProposedAt { get; init; }
        public string? DecidedByName { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public required int Version { get; init; }
    }

    public sealed record ReminderRow
    {
        public required int DaysAfter { get; init; }
        public required DateTime SentAt { get; init; }
    }

    public sealed record InvoicePage(
        InvoiceRow Invoice,
        IReadOnlyList<ReceiptRow> Receipts,
        IReadOnlyList<WriteOffRow> WriteOffs,
        IReadOnlyList<ReminderRow> Reminders,
        DateOnly Today
    )
    {
        public RecoveryState State => Invoice.StateOn(Today);

        /// <summary>The write-off that waits for a decision; null: none.</summary>
        public WriteOffRow? Waiting => WriteOffs.FirstOrDefault(one => one.State == "Proposed");
    }

    public static async Task<InvoicePage> GetAsync(Work work, Guid invoice)
    {
        var id = new { invoice };
        return new(
            await FindAsync(work, invoice),
            await work.QueryAsync<ReceiptRow>(ReceiptsSql + " where r.InvoiceId = @invoice order by r.RecordedAt, r.Id", id),
            await work.QueryAsync<WriteOffRow>(WriteOffSql + " where f.InvoiceId = @invoice order by f.ProposedAt, f.Id", id),
            await work.QueryAsync<ReminderRow>(
                "select DaysAfter, SentAt from RecoveryReminder where InvoiceId = @invoice order by SentAt, DaysAfter",
                id
            ),
            LondonTime.DateOf(work.Now)
        );
    }

    internal static Task<InvoiceRow> FindAsync(Work work, Guid invoice) =>
        work.FindAsync<InvoiceRow>(Sql + " where i.Id = @invoice", new { invoice });

    /// <summary>Oldest first; without those that nothing was ever owed on.</summary>
    public static Task<IReadOnlyList<InvoiceRow>> OfAwardAsync(Work work, Guid award) =>
        work.QueryAsync<InvoiceRow>(Sql + " where i.AwardId = @award and i.Amount > 0 order by i.Number, i.Id", new { award });

    public static Task<IReadOnlyList<InvoiceRow>> OfAreaAsync(Work work, string year, Guid area) =>
        work.QueryAsync<InvoiceRow>(
            Sql + " where i.AreaId = @area and i.BudgetYear = @year and i.Amount > 0 order by i.Number, i.Id",
            new { area, year }
        );

    /// <summary>What an organisation owes for a grant, for its own people.</summary>
    public static async Task<IReadOnlyList<InvoicePage>> MineAsync(Work work, Actor actor, Guid application)
    {
        var award = await AwardReader.FindMineAsync(work, actor, application);
        List<InvoicePage> pages = [];
        foreach (var invoice in await OfAwardAsync(work, award.Id))
            pages.Add(await GetAsync(work, invoice.Id));
        return pages;
    }

    /// <summary>An invoice of an area for which the person reports.</summary>
    public static async Task<InvoicePage> OfMyAreaAsync(Work work, Actor actor, Guid invoice)
    {
        await work.FindAsync<InvoiceRow>(
            Sql + " join PersonCspArea m on m.AreaId = i.AreaId and m.PersonId = @By where i.Id = @invoice",
            new { invoice, By = actor.Id }
        );
        return await GetAsync(work, invoice);
    }

    internal static Task<ReceiptRow> ReceiptAsync(Work work, Guid receipt) =>
        work.FindAsync<ReceiptRow>(ReceiptsSql + " where r.Id = @receipt", new { receipt });

    internal static Task<WriteOffRow> WriteOffAsync(Work work, Guid writeOff) =>
        work.FindAsync<WriteOffRow>(WriteOffSql + " where f.Id = @writeOff", new { writeOff });

    internal const string Sql = """
        select    i.Id, i.Number, i.Kind, i.OrganisationId, o.Name as Organisation, i.AwardId, w.ApplicationId, a.Reference, a.ProjectName, r.FundId, i.AreaId, c.Name as Area, i.BudgetYear, coalesce(i.BudgetYear, r.BudgetYear) as MoneyYear,
                  i.Reason, i.Amount, i.Received, i.WrittenOff, p.DisplayName as IssuedByName, i.IssuedAt, i.DueOn, i.StoppedFor, i.StoppedReason, i.StoppedUntil, i.Version
        from      RecoveryInvoice i
        join      Organisation o on o.Id = i.OrganisationId
        join      Person p on p.Id = i.IssuedBy
        left join Award w on w.Id = i.AwardId
        left join Application a on a.Id = w.ApplicationId
        left join Round r on r.Id = w.RoundId
        left join CspArea c on c.Id = i.AreaId
        """;
    private const string ReceiptsSql = """
        select r.Id, r.Amount, r.Rest, r.RestNote, r.ReceivedOn, r.Reference, r.ReversesId, case when exists (select 1 from RecoveryReceipt v where v.ReversesId = r.Id) then 1 else 0 end as IsReversed,
               r.Reason, p.DisplayName as RecordedByName, r.RecordedAt
        from   RecoveryReceipt r
        join   Person p on p.Id = r.RecordedBy
        """;
    private const string WriteOffSql = """
        select    f.Id, f.InvoiceId, f.Amount, f.Reason, f.State, f.ProposedBy, p.DisplayName as ProposedByName, f.ProposedAt, d.DisplayName as DecidedByName, f.DecidedAt, f.DecidedNote, f.Version
        from      RecoveryWriteOff f
        join      Person p on p.Id = f.ProposedBy
        left join Person d on d.Id = f.DecidedBy
        """;
}
