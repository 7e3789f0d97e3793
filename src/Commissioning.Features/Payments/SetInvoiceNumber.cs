using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The number of the invoice that a payment pays, or the payee's own reference.</summary>
public sealed class SetInvoiceNumber(Db db)
{
    /// <param name="number">Empty: none.</param>
    public Task<Result> RunAsync(Actor actor, Guid payment, string? number) =>
        db.ChangeAsync(
            actor,
            AuditAction.InvoiceNumberSet,
            payment,
            async work =>
            {
                var before = await FinanceNumbers.OfPaymentAsync(work, payment);
                if (FinanceNumberRules.WhyNotANumber(number, nameof(number)) is { } wrong)
                    return wrong;
                await work.ExecuteOneAsync(
                    "update Payment set InvoiceNumber = @Now, Version = Version + 1 where Id = @payment",
                    new { payment, Now = string.IsNullOrWhiteSpace(number) ? null : number.Trim() }
                );
                work.Note(before.Subject);
                work.Note(new Changes().Add("Invoice number", before.Number, number?.Trim()).ToString());
                return Result.Done;
            }
        );
}
