using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>
/// What is to be posted in the finance system. Creditor invoices are of payments that are approved, from the day of the approval; what was
/// exported so and is not paid after all follows as a credit. A journal is of money that moved: paid, returned by the bank, paid back. A
/// payment that the bank sent back at once had left on the day of its payment run. Accruals are the lines of a year that is approved, and
/// their reversal.
/// </summary>
internal static class MoneyMovements
{
    /// <summary>Those that no export has yet, up to and including a day, oldest first.</summary>
    public static async Task<IReadOnlyList<MoneyMovement>> WaitingAsync(Work work, ExportKind kind, DateOnly upTo)
    {
        List<MoneyMovement> found = [];
        if (kind == ExportKind.CreditorInvoices)
        {
            found.AddRange(await OfAsync(work, kind, MovementKind.Invoice, InvoicesSql));
            found.AddRange(await OfAsync(work, kind, MovementKind.Credit, CreditsSql));
        }
        if (kind == ExportKind.Journal)
        {
            found.AddRange(await OfAsync(work, kind, MovementKind.Paid, PaidSql));
            found.AddRange(await OfAsync(work, kind, MovementKind.Returned, ReturnedSql));
            found.AddRange(await OfAsync(work, kind, MovementKind.MoneyBack, RepaymentsSql));
            found.AddRange(await OfAsync(work, kind, MovementKind.MoneyBack, RecoveriesSql));
        }
        if (kind == ExportKind.Accruals)
            foreach (var movement in new[] { MovementKind.Accrual, MovementKind.Reversal })
                found.AddRange(
                    (await work.QueryAsync<AccrualRow>(AccrualsSql, new { Kind = kind.ToString(), Movement = movement.ToString() })).Select(
                        row => Of(row, movement)
                    )
                );
        return found
            .Where(one => one.Day <= upTo)
            .OrderBy(one => one.Day)
            .ThenBy(one => one.Reference, StringComparer.Ordinal)
            .ThenBy(one => one.SubjectId)
            .ThenBy(one => one.Movement)
            .ToList();
    }

    /// <summary>The newest payments, exported or not, for a preview.</summary>
    public static async Task<IReadOnlyList<MoneyMovement>> NewestAsync(Work work, ExportKind kind, int most) =>
        kind == ExportKind.Accruals
            ? []
            : (await work.QueryAsync<MovementRow>(PaymentSql + NewestSql, new { most, IsPaid = kind == ExportKind.Journal ? 1 : 0 }))
                .Select(row => Of(row, kind == ExportKind.Journal ? MovementKind.Paid : MovementKind.Invoice))
                .ToList();

    private static async Task<IEnumerable<MoneyMovement>> OfAsync(Work work, ExportKind kind, MovementKind movement, string sql) =>
        (await work.QueryAsync<MovementRow>(sql, new { Kind = kind.ToString(), Movement = movement.ToString() })).Select(row =>
            Of(row, movement)
        );

    private static MoneyMovement Of(MovementRow row, MovementKind movement)
    {
        var spentOn = movement is MovementKind.Invoice or MovementKind.Credit ? LondonTime.DateOf(row.DecidedAt!.Value) : row.PaidOn!.Value;
        var day =
            movement is MovementKind.Returned or MovementKind.Credit && row.ReturnedOn is { } back ? back
            : movement is MovementKind.Returned or MovementKind.Credit && row.ResultAt is { } failed ? LondonTime.DateOf(failed)
            : spentOn;
        return new()
        {
            Movement = movement,
            SubjectId = row.SubjectId,
            Amount = movement is MovementKind.Invoice or MovementKind.Paid ? row.Amount : -row.Amount,
            Day = day,
            // Under the codes of its invoice: the day of the decision moves with the refusal.
            CodedOn = movement == MovementKind.Credit ? row.InvoicedOn ?? spentOn : spentOn,
            Coded = new(
                movement == MovementKind.MoneyBack ? CodedKind.MoneyBack
                    : row.AreaId is null ? CodedKind.GrantPayment
                    : CodedKind.AreaPayment,
                row.FundId,
                row.RoundId,
                row.AreaId
            ),
            Reference = row.Reference,
            Payee = row.Payee,
            Description = row.Description,
            BankReference = row.BankReference,
            Fund = row.Fund,
            Round = row.Round,
            Area = row.Area,
            SupplierNumber = row.SupplierNumber,
            PurchaseOrder = row.PurchaseOrder,
            InvoiceNumber = row.InvoiceNumber,
        };
    }

    /// <summary>An accrual adds to the cost of its year and a prepayment takes from it; a reversal does the opposite.</summary>
    private static MoneyMovement Of(AccrualRow row, MovementKind movement)
    {
        var end = FinancialYear.Parse(row.BudgetYear)!.Value.End;
        var amount = AccrualRules.ForTheYear(row.LineKind, row.Amount);
        return new()
        {
            Movement = movement,
            SubjectId = row.SubjectId,
            Amount = movement == MovementKind.Accrual ? amount : -amount,
            Day = movement == MovementKind.Accrual ? end : end.AddDays(1),
            CodedOn = end,
            Coded = new(CodedKind.Accrual, row.FundId, row.RoundId, row.AreaId),
            Reference = row.Reference,
            Payee = row.Payee,
            Description = $"{row.LineKind.Name()} {row.BudgetYear}",
            Fund = row.Fund,
            Round = row.Round,
            Area = row.Area,
            SupplierNumber = row.SupplierNumber,
            PurchaseOrder = row.PurchaseOrder,
        };
    }

    private sealed record AccrualRow
    {
        public required Guid SubjectId { get; init; }
        public required AccrualKind LineKind { get; init; }
        public required Money Amount { get; init; }
        public required string BudgetYear { get; init; }
        public Guid? FundId { get; init; }
        public Guid? RoundId { get; init; }
        public Guid? AreaId { get; init; }
        public string? Fund { get; init; }
        public string? Round { get; init; }
        public string? Area { get; init; }
        public required string Reference { get; init; }
        public required string Payee { get; init; }
        public string? PurchaseOrder { get; init; }
        public string? SupplierNumber { get; init; }
    }

    private sealed record MovementRow
    {
        public required Guid SubjectId { get; init; }
        public required Money Amount { get; init; }
        public Guid? FundId { get; init; }
        public Guid? RoundId { get; init; }
        public Guid? AreaId { get; init; }
        public string? Fund { get; init; }
        public string? Round { get; init; }
        public string? Area { get; init; }
        public required string Reference { get; init; }
        public required string Payee { get; init; }
        public required string Description { get; init; }
        public string? BankReference { get; init; }
        public string? InvoiceNumber { get; init; }
        public string? PurchaseOrder { get; init; }
        public string? SupplierNumber { get; init; }
        public DateTime? DecidedAt { get; init; }

        /// <summary>Of money that was paid back, the day on which it arrived.</summary>
        public DateOnly? PaidOn { get; init; }
        public DateTime? ResultAt { get; init; }
        public DateOnly? ReturnedOn { get; init; }

        /// <summary>The day of the invoice that was exported of it. Null: none was.</summary>
        public DateOnly? InvoicedOn { get; init; }
    }

    private const string PaymentSql = $"""
        select    p.Id as SubjectId, p.Amount, n.FundId, w.RoundId, p.AreaId, f.Name as Fund, n.Name as Round, c.Name as Area, {PaymentSubject.ReferenceSql} as Reference, o.Name as Payee, p.Reason as Description, p.BankReference, p.InvoiceNumber,
                  coalesce(w.PurchaseOrder, y.PurchaseOrder) as PurchaseOrder, s.SupplierNumber, p.DecidedAt, coalesce(p.PaidOn, case when p.Status = 'Returned' then h.PayOn end) as PaidOn, p.ReturnedOn, h.ResultAt,
                  (select max(i.OnDay) from FinanceExportLine i where i.SubjectId = p.Id and i.Kind = 'CreditorInvoices' and i.Movement = 'Invoice' and i.Counts = 1) as InvoicedOn
        from      Payment p
        {PaymentSubject.JoinSql}
        join      Organisation s on s.Id = coalesce(o.SameAs, o.Id)
        left join Round n on n.Id = w.RoundId
        left join Fund f on f.Id = n.FundId
        left join AreaPurchaseOrder y on y.AreaId = p.AreaId and y.BudgetYear = p.BudgetYear
        left join PaymentRun h on h.Id = p.RunId
        """;
    private const string IsNewSql =
        "not exists (select 1 from FinanceExportLine l where l.SubjectId = p.Id and l.Kind = @Kind and l.Movement = @Movement and l.Counts = 1)";

    private const string InvoicesSql = PaymentSql + $" where p.Status in ('Approved', 'Scheduled', 'Paid') and {IsNewSql}";
    private const string CreditsSql =
        PaymentSql
        + $" where p.Status in ('Refused', 'Failed', 'Returned') and {IsNewSql} and exists (select 1 from FinanceExportLine i where i.SubjectId = p.Id and i.Kind = @Kind and i.Movement = 'Invoice' and i.Counts = 1)";
    private const string PaidSql = PaymentSql + $" where p.Status in ('Paid', 'Returned') and {IsNewSql}";
    private const string ReturnedSql = PaymentSql + $" where p.Status = 'Returned' and {IsNewSql}";
    private const string NewestSql = """
         where    p.Id in (select x.Id from (select z.Id, row_number() over (order by z.DecidedAt desc, z.Id) as Place from Payment z where z.Status = 'Paid' or (@IsPaid = 0 and z.Status in ('Approved', 'Scheduled'))) x where x.Place <= @most)
        order by p.DecidedAt desc, Reference, p.Id
        """;

    // What a lead council paid back.
    private const string RepaymentsSql = $"""
        select    p.Id as SubjectId, p.Amount, p.AreaId, c.Name as Area, concat('CSP ', c.Name, ' ', p.BudgetYear) as Reference, coalesce(o.Name, c.Name) as Payee, p.Reference as Description, y.PurchaseOrder, s.SupplierNumber, p.ReceivedOn as PaidOn
        from      AreaRepayment p
        join      CspArea c on c.Id = p.AreaId
        left join Organisation o on o.Id = c.LeadOrganisationId
        left join Organisation s on s.Id = coalesce(o.SameAs, o.Id)
        left join AreaPurchaseOrder y on y.AreaId = p.AreaId and y.BudgetYear = p.BudgetYear
        where     {IsNewSql}
        """;

    // What awards paid back, and receipts that were reversed. What came in above what was owed moved as well, also from an area, whose
    // other receipts are its repayments.
    private const string RecoveriesSql = $"""
        select p.Id as SubjectId, case when v.AwardId is null then p.Rest else p.Amount + p.Rest end as Amount, n.FundId, w.RoundId, v.AreaId, f.Name as Fund, n.Name as Round, c.Name as Area, coalesce(a.Reference, concat('CSP ', c.Name, ' ', v.BudgetYear)) as Reference, o.Name as Payee, concat(v.Number, ': ', p.Reference) as Description, w.PurchaseOrder, s.SupplierNumber, p.ReceivedOn as PaidOn
        from   RecoveryReceipt p
        join   RecoveryInvoice v on v.Id = p.InvoiceId
        join   Organisation o on o.Id = v.OrganisationId
        join   Organisation s on s.Id = coalesce(o.SameAs, o.Id)
        left join Award w on w.Id = v.AwardId
        left join Application a on a.Id = w.ApplicationId
        left join Round n on n.Id = w.RoundId
        left join Fund f on f.Id = n.FundId
        left join CspArea c on c.Id = v.AreaId
        where  (v.AwardId is not null or p.Rest <> 0) and {IsNewSql}
        """;

    // The lines of years that two people approved. They never change.
    private const string AccrualsSql = $"""
        select    p.Id as SubjectId, p.Kind as LineKind, p.Amount, j.BudgetYear, n.FundId, w.RoundId, p.AreaId, f.Name as Fund, n.Name as Round, c.Name as Area, coalesce(a.Reference, concat('CSP ', c.Name, ' ', j.BudgetYear)) as Reference, coalesce(o.Name, c.Name) as Payee, coalesce(w.PurchaseOrder, y.PurchaseOrder) as PurchaseOrder, s.SupplierNumber
        from      YearEndLine p
        join      YearEndJournal j on j.Id = p.JournalId
        left join Award w on w.Id = p.AwardId
        left join Application a on a.Id = w.ApplicationId
        left join CspArea c on c.Id = p.AreaId
        left join Organisation o on o.Id = coalesce(a.OrganisationId, c.LeadOrganisationId)
        left join Organisation s on s.Id = coalesce(o.SameAs, o.Id)
        left join Round n on n.Id = w.RoundId
        left join Fund f on f.Id = n.FundId
        left join AreaPurchaseOrder y on y.AreaId = p.AreaId and y.BudgetYear = j.BudgetYear
        where     j.Status = 'Approved' and p.LeftOut = 0 and {IsNewSql}
        """;
}
