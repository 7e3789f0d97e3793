using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer says whether the areas owe a return in February of a year.</summary>
public sealed class SetFebruaryReturn(Db db)
{
    public Task<Result> RunAsync(Actor actor, FinancialYear year, bool february) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspFebruaryReturnSet,
            year.Subject,
            async work =>
            {
                var locked = (await Posting.YearAsync(work, year)).LockedAt;
                if (LedgerRules.WhyCannotPost(year, year.Start, locked, "") is { } refusal)
                    return refusal;
                var before = (await QuarterlyReturnQueries.PeriodsAsync(work, year)).Contains(ReturnPeriod.February);
                var key = new { BudgetYear = year.ToString(), february };
                var saved = await work.ScalarAsync<int>(
                    "select count(*) from CspReturn where BudgetYear = @BudgetYear and Period = 'February'",
                    key
                );
                if (ReturnRules.WhyFebruaryStays(february, saved) is { } stays)
                    return stays;
                await work.ExecuteOneAsync("update LedgerYear set FebruaryReturn = @february where BudgetYear = @BudgetYear", key);
                work.Note(year.ToString());
                work.Note(new Changes().Add("Return in February", Words(before), Words(february)).ToString());
                return Result.Done;
            }
        );

    private static string Words(bool february) => february ? "yes" : "no";
}
