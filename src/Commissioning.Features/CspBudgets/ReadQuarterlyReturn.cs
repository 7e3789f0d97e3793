using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer has read an area's certified return, and says what follows from it.</summary>
public sealed class ReadQuarterlyReturn(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? note) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspReturnRead,
            id,
            async work =>
            {
                var row = await work.FindAsync<QuarterlyReturnQueries.ReturnRow>(
                    QuarterlyReturnQueries.Sql + " where t.Id = @id",
                    new { id }
                );
                if (ReturnRules.WhyCannotRead(row.CertifiedAt is not null, row.ReadByName) is { } refusal)
                    return refusal;
                var cell = await QuarterlyReturnQueries.CellAsync(work, actor, row);
                if (cell.Alarm && string.IsNullOrWhiteSpace(note))
                    return new Refusal(
                        $"The forecast underspend is above {ReturnRules.AlarmLimit}. Say what the office does about it.",
                        nameof(note)
                    );
                if (TextLimit.WhyTooLong(note, 500, nameof(note)) is { } wide)
                    return wide;
                await work.ExecuteOneAsync(
                    "update CspReturn set ReadBy = @By, ReadAt = @Now, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        row.Version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{cell.Line.Area}, {row.BudgetYear}, quarter {row.Quarter}. {note?.Trim()}");
                return Result.Done;
            }
        );
}
