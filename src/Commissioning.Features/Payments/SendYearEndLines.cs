using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Payments;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Sends the lines to a second person.</summary>
public sealed class SendYearEndLines(Db db)
{
    public Task<Result> RunAsync(Actor actor, FinancialYear year) =>
        db.ChangeAsync(
            actor,
            AuditAction.YearEndLinesSent,
            year.Subject,
            async work =>
            {
                var view = await YearEndLines.GetAsync(work, year);
                if (AccrualRules.WhyCannotChange(view.Journal.Status) is { } late)
                    return late;
                await work.ExecuteOneAsync(
                    "update YearEndJournal set Status = 'Sent', SentBy = @By, SentAt = @Now, Version = Version + 1 where Id = @Id and Version = @Version",
                    new
                    {
                        view.Journal.Id,
                        view.Journal.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{year}: {view.Counted.Count} lines, accruals {view.Accruals}, prepayments {view.Prepayments}");
                return Result.Done;
            }
        );
}
