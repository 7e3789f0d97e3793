using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>A project's approved amount changes by an approved request, and its commitment with it.</summary>
internal static class ProjectAmount
{
    public static async Task PostAsync(Work work, Actor approver, LedgerRequest request)
    {
        var project = await ProjectQueries.FindAsync(work, request.ProjectId!.Value);
        if (request.Amount > project.Amount)
            await Promises.CommitAsync(work, approver, project, request.EffectiveOn, request.Amount - project.Amount, request);
        else
            await Promises.ReleaseAsync(
                work,
                approver,
                project,
                request.EffectiveOn,
                $"{project.Name}: smaller amount approved",
                project.Amount - request.Amount,
                request
            );
        await work.ExecuteOneAsync(
            "update CspProject set Amount = @Amount, Version = Version + 1 where Id = @Id and Version = @Version",
            new
            {
                project.Id,
                project.Version,
                request.Amount,
            }
        );
        work.Note(new Changes().Add($"{project.Name}: approved amount", project.Amount, request.Amount).ToString());
    }
}
