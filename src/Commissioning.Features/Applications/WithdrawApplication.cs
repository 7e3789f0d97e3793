using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Withdraws an application. It stays on record with its reason, and leaves the panel's queues.</summary>
public sealed class WithdrawApplication(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid application, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ApplicationWithdrawn,
            application,
            async work =>
            {
                var found = await ApplicationReader.FindMineAsync(work, actor, application);
                if (
                    ApplicationRules.WhyCannotWithdraw(
                        await work.ScalarAsync<int>(
                            "select count(*) from DecisionLine where ApplicationId = @application and DeferredUntil is null",
                            new { application }
                        ) > 0,
                        found.Status
                    ) is
                    { } refusal
                )
                    return refusal;
                if (TextLimit.WhyTooLong(reason, 1000, nameof(reason)) is { } wide)
                    return wide;
                var row = new
                {
                    application,
                    found.RoundId,
                    found.Version,
                    Amount = found.AmountRequested ?? Money.Zero,
                    Reason = reason?.Trim(),
                    work.Now,
                };
                await work.ExecuteOneAsync(WithdrawSql, row);
                await work.ExecuteOneAsync(
                    found.Status == ApplicationStatus.Draft
                        ? "update RoundTally set Drafts = Drafts - 1, Withdrawn = Withdrawn + 1 where RoundId = @RoundId"
                        : "update RoundTally set Submitted = Submitted - 1, Withdrawn = Withdrawn + 1, Requested = Requested - @Amount, Moderated = Moderated - (select count(*) from Moderation m where m.ApplicationId = @application), Checked = Checked - (select count(*) from Application a where a.Id = @application and a.DueDiligence not in ('NotStarted', 'InProgress')) where RoundId = @RoundId",
                    row
                );
                await work.ExecuteAsync(PanelSql, row);
                if (!string.IsNullOrWhiteSpace(reason))
                    work.Note(reason.Trim());
                return Result.Done;
            }
        );

    private const string WithdrawSql = """
        update Application
        set    Status = 'Withdrawn', WithdrawnAt = @Now, WithdrawReason = @Reason, Version = Version + 1
        where  Id = @application and Version = @Version
        """;

    // Removes the application from the panel's counters: assignments, submitted sheets and conflicts of interest.
    private const string PanelSql = """
        update PanelMember
        set    Assigned = Assigned - 1,
               Submitted = Submitted - (select count(*) from ScoringAssignment s where s.ApplicationId = @application and s.AssessorId = PanelMember.PersonId and s.SubmittedAt is not null),
               Conflicted = Conflicted - (select count(*) from ScoringAssignment s where s.ApplicationId = @application and s.AssessorId = PanelMember.PersonId and s.Conflict in ('Declared', 'Recused'))
        where  RoundId = @RoundId and exists (select 1 from ScoringAssignment s where s.ApplicationId = @application and s.AssessorId = PanelMember.PersonId)
        """;
}
