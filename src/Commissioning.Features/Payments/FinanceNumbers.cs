using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Numbers that finance enters: of a supplier, a purchase order, an invoice.</summary>
public static class FinanceNumbers
{
    /// <param name="Subject">What the number is of, such as the name of the organisation.</param>
    public sealed record FinanceNumber
    {
        public required string Subject { get; init; }
        public string? Number { get; init; }
    }

    /// <summary>The number of an organisation, which all records of it share.</summary>
    public static Task<FinanceNumber> OfSupplierAsync(Work work, Guid organisation) =>
        work.FindAsync<FinanceNumber>(
            "select o.Name as Subject, s.SupplierNumber as Number from Organisation o join Organisation s on s.Id = coalesce(o.SameAs, o.Id) where o.Id = @organisation",
            new { organisation }
        );

    public static Task<FinanceNumber> OfAwardAsync(Work work, Guid award) =>
        work.FindAsync<FinanceNumber>(
            "select concat(a.Reference, ', ', a.ProjectName) as Subject, w.PurchaseOrder as Number from Award w join Application a on a.Id = w.ApplicationId where w.Id = @award",
            new { award }
        );

    public static Task<FinanceNumber> OfAreaAsync(Work work, string year, Guid area) =>
        work.FindAsync<FinanceNumber>(
            "select concat(c.Name, ' ', y.BudgetYear) as Subject, o.PurchaseOrder as Number from CspArea c join LedgerYear y on y.BudgetYear = @year left join AreaPurchaseOrder o on o.AreaId = c.Id and o.BudgetYear = y.BudgetYear where c.Id = @area",
            new { year, area }
        );

    public static Task<FinanceNumber> OfPaymentAsync(Work work, Guid payment) =>
        work.FindAsync<FinanceNumber>(
            $"select {PaymentSubject.ReferenceSql} as Subject, p.InvoiceNumber as Number from Payment p {PaymentSubject.JoinSql} where p.Id = @payment",
            new { payment }
        );

    /// <summary>What finance sees beside a payment.</summary>
    public sealed record PaymentNumbers
    {
        public string? SupplierNumber { get; init; }
        public string? PurchaseOrder { get; init; }
        public string? InvoiceNumber { get; init; }
    }

    public static Task<PaymentNumbers> BesidePaymentAsync(Work work, Guid payment) =>
        work.FindAsync<PaymentNumbers>(
            $"select s.SupplierNumber, coalesce(w.PurchaseOrder, y.PurchaseOrder) as PurchaseOrder, p.InvoiceNumber from Payment p {PaymentSubject.JoinSql} join Organisation s on s.Id = coalesce(o.SameAs, o.Id) left join AreaPurchaseOrder y on y.AreaId = p.AreaId and y.BudgetYear = p.BudgetYear where p.Id = @payment",
            new { payment }
        );
}
