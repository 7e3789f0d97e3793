using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>An assessor leaves the panel and the meeting. What they submitted counts as before.</summary>
public sealed class LeavePanel(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, Guid assessor, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.AssessorLeft,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                if (ScoringRules.WhyCannotRecuse(details) is { } late)
                    return late;
                if (await PanelWork.MemberAsync(work, round, assessor) is not { LeftAt: null } member)
                    return new Refusal("Choose who leaves", nameof(assessor));
                if (ScoringRules.WhyCannotLeave(member.Name, member.Left, work.Now <= details.ScoringClosesAt) is { } open)
                    return open;
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say in up to 1,000 characters why they leave", nameof(reason));
                await work.ExecuteOneAsync(
                    "update PanelMember set LeftAt = @Now where RoundId = @round and PersonId = @assessor and LeftAt is null",
                    new
                    {
                        round,
                        assessor,
                        work.Now,
                    }
                );
                work.Note($"{member.Name} leaves the panel. {member.Submitted} submitted sheets count as before. {why}");
                return Result.Done;
            }
        );
}
