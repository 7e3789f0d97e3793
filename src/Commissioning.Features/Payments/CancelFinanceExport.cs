using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>Cancels a whole export that the finance system does not have. Its lines wait for the next; its number is not used
/// again.</summary>
public sealed class CancelFinanceExport(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid export, int version, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.FinanceExportCancelled,
            export,
            async work =>
            {
                var found = await FinanceExports.GetAsync(work, export);
                var creditedBy = await work.FirstOrDefaultAsync<string>(CreditedSql, new { export });
                if (ExportRules.WhyCannotCancel(found.Status, creditedBy) is { } not)
                    return not;
                if (ReasonRules.WhyTooThin(reason, nameof(reason)) is { } thin)
                    return thin;
                await work.ExecuteAsync("update FinanceExportLine set Counts = 0 where ExportId = @export", new { export });
                await work.ExecuteOneAsync(
                    "update FinanceExport set Status = 'Cancelled', EndedBy = @By, EndedAt = @Now, EndedNote = @Note, Version = Version + 1 where Id = @export and Version = @version",
                    new
                    {
                        export,
                        version,
                        By = actor.Id,
                        work.Now,
                        Note = reason!.Trim(),
                    }
                );
                work.Note($"{found.Number}: {found.Lines} lines, {found.Total}, wait for the next export. {reason.Trim()}");
                return Result.Done;
            }
        );

    private const string CreditedSql = """
        select   e.Number
        from     FinanceExportLine l
        join     FinanceExportLine c on c.SubjectId = l.SubjectId and c.Kind = l.Kind and c.Movement = 'Credit' and c.Counts = 1 and c.ExportId <> l.ExportId
        join     FinanceExport e on e.Id = c.ExportId
        where    l.ExportId = @export and l.Movement = 'Invoice' and l.Counts = 1
        order by e.Number
        """;
}
