using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>An assessor asks for a submitted sheet to be reopened, with a reason.</summary>
public sealed class RequestCorrection(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid assignment, string? reason)
    {
        var subject = (await db.ReadAsync(work => ScoringSheet.FindAsync(work, actor, assignment))).ApplicationId;
        return await db.ChangeAsync(
            actor,
            AuditAction.ScoreCorrectionRequested,
            subject,
            async work =>
            {
                var sheet = await ScoringSheet.FindAsync(work, actor, assignment);
                if (sheet.SubmittedAt is null)
                    return new Refusal("This score sheet is not submitted, so you can change it");
                if (reason?.Trim() is not { Length: > 0 and <= 1000 })
                    return new Refusal("Say why your scores need to change, in up to 1,000 characters", nameof(reason));
                if (await CorrectionQueries.LatestAsync(work, assignment) is { Granted: null })
                    return new Refusal("You have already asked. A commissioning officer will answer.");
                if (await CorrectionQueries.WhyTooLateAsync(work, sheet) is { } late)
                    return late;
                await work.ExecuteAsync(
                    "insert into CorrectionRequest (Id, AssignmentId, Reason, RequestedAt) values (@Id, @assignment, @Reason, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        assignment,
                        Reason = reason.Trim(),
                        work.Now,
                    }
                );
                work.Note(reason.Trim());
                return Result.Done;
            }
        );
    }
}
