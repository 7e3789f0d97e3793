using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Ends spending on the project and releases the rest of its commitment.</summary>
public sealed class FinishProject(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspProjectFinished,
            id,
            async work =>
            {
                var project = await ProjectQueries.FindAsync(work, id);
                if (project.Status != ProjectStatus.Approved)
                    return new Refusal("Only an approved project can be finished");
                if ((await LedgerRequestQueries.OfProjectAsync(work, id)).Any(request => request.Status == LedgerRequestStatus.Waiting))
                    return new Refusal("A request for another amount waits. Approve, refuse or withdraw it first.");
                var (year, on, locked) = await ProjectQueries.YearAsync(work, project);
                if (LedgerRules.WhyCannotPost(year, on, locked, "") is { } refusal)
                    return refusal;
                await Promises.ReleaseAsync(work, actor, project, on, $"{project.Name} finished: what was not spent", project.Committed);
                await work.ExecuteOneAsync(
                    "update CspProject set Status = 'Finished', Version = Version + 1 where Id = @id and Version = @Version",
                    new { id, project.Version }
                );
                work.Note($"{project.Name}: {project.Spent} spent of {project.Amount}");
                return Result.Done;
            }
        );
}
