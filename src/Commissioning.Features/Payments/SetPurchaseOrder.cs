using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The purchase order that finance raised for an award, or for what an area is paid in a year.</summary>
public sealed class SetPurchaseOrder(Db db)
{
    /// <param name="number">Empty: none.</param>
    public Task<Result> RunAsync(Actor actor, Guid award, string? number) =>
        db.ChangeAsync(
            actor,
            AuditAction.PurchaseOrderSet,
            award,
            async work =>
            {
                var before = await FinanceNumbers.OfAwardAsync(work, award);
                if (FinanceNumberRules.WhyNotANumber(number, nameof(number)) is { } wrong)
                    return wrong;
                await work.ExecuteOneAsync(
                    "update Award set PurchaseOrder = @Now, Version = Version + 1 where Id = @award",
                    new { award, Now = Plain(number) }
                );
                Note(work, before, number);
                return Result.Done;
            }
        );

    /// <inheritdoc cref="RunAsync"/>
    public Task<Result> OfAreaAsync(Actor actor, FinancialYear year, Guid area, string? number) =>
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
                    Number = Plain(number),
                };
                await work.ExecuteAsync("delete from AreaPurchaseOrder where AreaId = @area and BudgetYear = @Year", row);
                if (row.Number is not null)
                    await work.ExecuteAsync(
                        "insert into AreaPurchaseOrder (AreaId, BudgetYear, PurchaseOrder) values (@area, @Year, @Number)",
                        row
                    );
                Note(work, before, number);
                return Result.Done;
            }
        );

    private static string? Plain(string? number) => string.IsNullOrWhiteSpace(number) ? null : number.Trim();

    private static void Note(Work work, FinanceNumbers.FinanceNumber before, string? number)
    {
        work.Note(before.Subject);
        work.Note(new Changes().Add("Purchase order", before.Number, Plain(number)).ToString());
    }
}
