using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The office approves or refuses a proposed project. Approval commits its cost.</summary>
public sealed class DecideProject(Db db, Office office)
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
                await TellProposerAsync(work, project, approve, note);
                return Result.Done;
            }
        );

    private async Task TellProposerAsync(Work work, ProjectQueries.Project project, bool approve, string? note)
    {
        if (await work.FindOrDefaultAsync<Proposer>("select DisplayName, Email from Person where Id = @ProposedBy", project) is not { } to)
            return; // The office or the demonstration entered it.
        await Message.SendAsync(
            work,
            office,
            MessageKind.CspProjectDecided,
            null,
            new(to.DisplayName, to.Email),
            project.AreaId,
            new Dictionary<string, string>
            {
                ["area"] = project.Area,
                ["year"] = project.BudgetYear,
                ["project"] = project.Name,
                ["amount"] = project.Amount.ToString(),
                ["decision"] = approve ? "approved" : "refused",
                ["note"] = note?.Trim() ?? "",
            },
            Links.CspBudgets.MyProjects(project.BudgetYear)
        );
    }

    private sealed record Proposer
    {
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }

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
