using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>All payments, of awards and to the areas' lead councils.</summary>
public static class PaymentList
{
    /// <param name="approves">Whether the person approves payments, so that those that wait lead to their approval.</param>
    public static ListDefinition Of(bool approves) =>
        new(
            "payments",
            "Payments",
            "p.Id",
            $"""
            from      Payment p
            {PaymentSubject.JoinSql}
            join      Person asker on asker.Id = p.RequestedBy
            left join Person decider on decider.Id = p.DecidedBy
            left join Person firstly on firstly.Id = p.FirstApprovedBy
            left join BankDetails b on b.Id = p.BankDetailsId
            left join PaymentRun u on u.Id = p.RunId
            left join Person sender on sender.Id = u.SentBy
            left join Organisation supplier on supplier.Id = coalesce(o.SameAs, o.Id)
            left join AreaPurchaseOrder y on y.AreaId = p.AreaId and y.BudgetYear = p.BudgetYear
            where     1 = 1
            """,
            "-requested",
            [
                new("reference", "Award or area", PaymentSubject.ReferenceSql) { IsSearched = true, Link = Links.Payments.One },
                new("about", "What", "case when p.AwardId is null then 'Area' else 'Award' end")
                {
                    Kind = ListColumnKind.Choice,
                    IsFiltered = true,
                    IsShown = false,
                    Choices = ["Award", "Area"],
                },
                new("payee", "Payee", "o.Name") { IsSearched = true },
                new("amount", "Amount", "p.Amount") { Kind = ListColumnKind.Money, IsFiltered = true },
                new("status", "State", "p.Status")
                {
                    Kind = ListColumnKind.Choice,
                    IsFiltered = true,
                    Choices = Enum.GetNames<PaymentStatus>(),
                    Words = ListWords.OfName,
                    Colour = ListWords.Colour,
                    Link = approves ? Links.Payments.Approve : null,
                    LinkSql = approves ? "case when p.Status = 'Requested' then p.Id end" : null,
                },
                new("reason", "For", "p.Reason") { IsSearched = true },
                new("requested", "Requested", "p.RequestedAt") { Kind = ListColumnKind.Time, IsFiltered = true },
                new("by", "Requested by", "asker.DisplayName")
                {
                    Kind = ListColumnKind.Choice,
                    IsFiltered = true,
                    IsShown = false,
                },
                new("first", "First approval", "firstly.DisplayName")
                {
                    Kind = ListColumnKind.Choice,
                    IsFiltered = true,
                    IsShown = false,
                },
                new("decided", "Decided by", "decider.DisplayName")
                {
                    Kind = ListColumnKind.Choice,
                    IsFiltered = true,
                    IsShown = false,
                },
                new("decidedAt", "Decided", "p.DecidedAt")
                {
                    Kind = ListColumnKind.Time,
                    IsFiltered = true,
                    IsShown = false,
                },
                new("account", "Account ends", "b.LastFour") { IsShown = false, IsSorted = false },
                new("run", "Payment run", "u.Number") { IsSearched = true, IsShown = false },
                new("sent", "File to the bank", "u.SentAt") { Kind = ListColumnKind.Time, IsShown = false },
                new("sentBy", "File downloaded by", "sender.DisplayName") { IsShown = false },
                new("supplier", "Supplier number", "supplier.SupplierNumber") { IsSearched = true, IsShown = false },
                new("order", "Purchase order", "coalesce(w.PurchaseOrder, y.PurchaseOrder)") { IsSearched = true, IsShown = false },
                new("invoice", "Invoice number", "p.InvoiceNumber") { IsSearched = true, IsShown = false },
                new("bankReference", "Bank reference", "p.BankReference") { IsSearched = true, IsShown = false },
                new("paid", "Paid on", "p.PaidOn") { Kind = ListColumnKind.Date, IsFiltered = true },
                new("returned", "Back on", "p.ReturnedOn")
                {
                    Kind = ListColumnKind.Date,
                    IsFiltered = true,
                    IsShown = false,
                },
            ]
        )
        {
            CountSql = "select count(*) from Payment",
            Unit = ("payment", "payments"),
        };
}
