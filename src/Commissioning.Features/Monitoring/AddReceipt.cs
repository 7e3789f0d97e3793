using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>A receipt for a line in the sample of a return.</summary>
public sealed class AddReceipt(Db db, FileStore files, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, Guid id, Guid line, Upload receipt) =>
        ReturnFile.AddAsync(
            db,
            files,
            clock,
            actor,
            id,
            AuditAction.ReturnEvidenceAdded,
            receipt,
            async (work, view, file) =>
            {
                if (!view.Sample.Contains(line))
                    throw new NotFoundException("No receipt is asked for on this line");
                await work.ExecuteAsync("delete from MonitoringEvidence where ReturnId = @id and BudgetLineId = @line", new { id, line });
                await work.ExecuteAsync(
                    "insert into MonitoringEvidence (ReturnId, BudgetLineId, FileId) values (@id, @line, @FileId)",
                    new
                    {
                        id,
                        line,
                        FileId = file.Id,
                    }
                );
                work.Note($"{view.Budget.First(one => one.Id == line).Item}: {file.Name}, {receipt.Hash(file)}");
                return Result.Done;
            }
        );
}
