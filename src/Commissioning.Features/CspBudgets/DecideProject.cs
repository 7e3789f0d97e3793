using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The office approves or refuses a proposed project. Approval commits its cost.</summary>
public sealed class DecideProject(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, bool approve, string? note) =>
        db.ChangeAsync(
            actor,
            approve ? AuditAction.CspProjectApproved : AuditAction.CspProjectRefused,
            id,
            async work =>
            {
                var project = await ProjectQueries.FindAsync(work, id);
                if (ProjectRules.WhyCannotDecide(project.Status, project.ProposedBy, actor.Id) is { } refusal)
                    return refusal;
                if (!approve && string.IsNullOrWhiteSpace(note))
                    return new Refusal("Say why you are refusing the project", nameof(note));
                if (TextLimit.WhyTooLong(note, 500, nameof(note)) is { } wide)
                    return wide;
                if (approve && await CommitAsync(work, actor, project, nameof(note)) is { } tooMuch)
                    return tooMuch;
                await work.ExecuteOneAsync(
                    "update CspProject set Status = @Status, DecidedBy = @By, DecidedAt = @Now, DecidedNote = @Note, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        project.Version,
                        Status = approve ? ProjectStatus.Approved : ProjectStatus.Refused,
                        By = actor.Id,
                        work.Now,
                        Note = note?.Trim(),
                    }
                );
                work.Note($"{project.Name} {(approve ? "approved" : "refused")}. {note?.Trim()}");
                return Result.Done;
            }
        );

    /// <summary>Commits an approved project's cost, so that nothing else can spend it.</summary>
    private static async Task<Refusal?> CommitAsync(Work work, Actor actor, ProjectQueries.Project project, string field)
    {
        var (year, on, locked) = await ProjectQueries.YearAsync(work, project);
        if (LedgerRules.WhyCannotPost(year, on, locked, field) is { } refusal)
            return refusal;
        var area = await Posting.AccountAsync(work, year, AccountKind.Area, project.AreaId);
        if (await Posting.WhyTooMuchAsync(work, area, project.Amount, on, field) is { } tooMuch)
            return tooMuch;
        await Promises.CommitAsync(work, actor, project, on, project.Amount);
        return null;
    }
}
