using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Records what a lead council paid back of what it held above what its area keeps, so that it no longer counts as paid for the
/// next year.</summary>
public sealed class RecordAreaRepayment(Db db)
{
    /// <param name="receivedOn">Day on which the money arrived.</param>
    /// <param name="reference">As on the bank statement.</param>
    public Task<Result> RunAsync(Actor actor, FinancialYear year, Guid area, Money? paidBack, DateOnly? receivedOn, string? reference) =>
        db.ChangeAsync(
            actor,
            AuditAction.AreaRepaymentRecorded,
            area,
            async work =>
            {
                var (name, money) = await AreaPayments.NamedMoneyAsync(work, year, area);
                List<Refusal> wrong = [];
                if (paidBack is not { } sum)
                    wrong.Add(new("Enter the amount that the council paid back", nameof(paidBack)));
                else if (AreaPaymentRules.WhyNotPaidBack(name, money, sum, nameof(paidBack)) is { } much)
                    wrong.Add(much);
                if (receivedOn is not { } day || day > LondonTime.DateOf(work.Now))
                    wrong.Add(new("Enter the day on which the money arrived, today or earlier", nameof(receivedOn)));
                if (string.IsNullOrWhiteSpace(reference))
                    wrong.Add(new("Enter the reference on the bank statement", nameof(reference)));
                else if (TextLimit.WhyTooLong(reference, 100, nameof(reference)) is { } wide)
                    wrong.Add(wide);
                if (wrong.Count > 0)
                    return Result.Of(wrong);
                if (
                    (await RecoveryInvoiceQueries.OfAreaAsync(work, year.ToString(), area)).FirstOrDefault(one => one.Owed > Money.Zero) is
                    { } open
                )
                    return new Refusal($"{open.Number} asks for this money. Record the receipt on that invoice.");
                await work.ExecuteAsync(
                    "insert into AreaRepayment (Id, AreaId, BudgetYear, Amount, ReceivedOn, Reference, RecordedBy, RecordedAt) values (@Id, @area, @BudgetYear, @paidBack, @receivedOn, @Reference, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        area,
                        BudgetYear = year.ToString(),
                        paidBack,
                        receivedOn,
                        Reference = reference!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{name} {year}: {paidBack} received on {LondonTime.Date(receivedOn!.Value)}, {reference.Trim()}");
                return Result.Done;
            }
        );
}
