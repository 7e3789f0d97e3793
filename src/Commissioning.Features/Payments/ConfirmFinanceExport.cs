using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Payments;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The finance system has an export, which is then final.</summary>
public sealed class ConfirmFinanceExport(Db db)
{
    /// <param name="reference">What the finance system calls it; empty: nothing.</param>
    public Task<Result> RunAsync(Actor actor, Guid export, int version, string? reference) =>
        db.ChangeAsync(
            actor,
            AuditAction.FinanceExportConfirmed,
            export,
            async work =>
            {
                var found = await FinanceExports.GetAsync(work, export);
                if (ExportRules.WhyCannotConfirm(found.Status) is { } not)
                    return not;
                if (TextLimit.WhyTooLong(reference, 100, nameof(reference)) is { } wide)
                    return wide;
                await work.ExecuteOneAsync(
                    "update FinanceExport set Status = 'Confirmed', EndedBy = @By, EndedAt = @Now, EndedNote = @Note, Version = Version + 1 where Id = @export and Version = @version",
                    new
                    {
                        export,
                        version,
                        By = actor.Id,
                        work.Now,
                        Note = string.IsNullOrWhiteSpace(reference) ? null : reference.Trim(),
                    }
                );
                work.Note($"{found.Number}: {found.Lines} lines, {found.Total}. {reference?.Trim()}".TrimEnd());
                return Result.Done;
            }
        );
}
