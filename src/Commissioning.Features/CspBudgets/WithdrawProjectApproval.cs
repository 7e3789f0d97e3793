using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Takes back the approval of a project on which nothing was spent: it waits again, and its commitment is released.</summary>
public sealed class WithdrawProjectApproval(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, string? note) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspProjectApprovalWithdrawn,
            id,
            async work =>
            {
                var project = await ProjectQueries.FindAsync(work, id);
                if (ProjectRules.WhyCannotWithdraw(project.Status, project.Spent) is { } refusal)
                    return refusal;
                var (year, on, locked) = await ProjectQueries.YearAsync(work, project);
                if (LedgerRules.WhyCannotPost(year, on, locked, nameof(note)) is { } shut)
                    return shut;
                if (string.IsNullOrWhiteSpace(note))
                    return new Refusal("Say why you take back the approval", nameof(note));
                if (TextLimit.WhyTooLong(note, 500, nameof(note)) is { } wide)
                    return wide;
                await Promises.ReleaseAsync(work, actor, project, on, $"{project.Name}: approval taken back", project.Committed);
                await work.ExecuteOneAsync(
                    "update CspProject set Status = 'Proposed', DecidedBy = null, DecidedAt = null, DecidedNote = @Note, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        project.Version,
                        Note = note.Trim(),
                    }
                );
                work.Note($"{project.Name}, {project.Amount}: {note.Trim()}");
                return Result.Done;
            }
        );
}
