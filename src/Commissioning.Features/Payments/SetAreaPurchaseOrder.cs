using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The purchase order that finance raised for what an area is paid in a year.</summary>
public sealed class SetAreaPurchaseOrder(Db db)
{
    /// <inheritdoc cref="RunAsync"/>
    public Task<Result> RunAsync(Actor actor, FinancialYear year, Guid area, string? number) =>
        db.ChangeAsync(
            actor,
            AuditAction.AreaPurchaseOrderSet,
            area,
            async work =>
            {
                var before = await FinanceNumbers.OfAreaAsync(work, year.ToString(), area);
                if (FinanceNumberRules.WhyNotANumber(number, nameof(number)) is { } wrong)
                    return wrong;
                var row = new
                {
                    area,
                    Year = year.ToString(),
                    Number = SetPurchaseOrder.Plain(number),
                };
                await work.ExecuteAsync("delete from AreaPurchaseOrder where AreaId = @area and BudgetYear = @Year", row);
                if (row.Number is not null)
                    await work.ExecuteAsync(
                        "insert into AreaPurchaseOrder (AreaId, BudgetYear, PurchaseOrder) values (@area, @Year, @Number)",
                        row
                    );
                SetPurchaseOrder.Note(work, before, number);
                return Result.Done;
            }
        );
}
