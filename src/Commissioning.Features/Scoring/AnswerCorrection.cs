using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>An officer reopens a submitted sheet, or refuses to. The submitted scores stay in the audit trail.</summary>
public sealed class AnswerCorrection(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid request, bool grant, string? answer)
    {
        var assignment = (
            await db.FindAsync<CorrectionRequest>(CorrectionQueries.Sql + " where u.Id = @request", new { request })
        ).AssignmentId;
        var subject = (await db.ReadAsync(work => ScoringSheet.FindAnyAsync(work, assignment))).ApplicationId;
        return await db.ChangeAsync(
            actor,
            grant ? AuditAction.ScoreSheetReopened : AuditAction.ScoreCorrectionRefused,
            subject,
            async work =>
            {
                var sheet = await ScoringSheet.FindAnyAsync(work, assignment);
                if (sheet.AssessorId == actor.Id)
                    return new Refusal("You asked for this, so someone else must answer");
                if (!grant && string.IsNullOrWhiteSpace(answer))
                    return new Refusal("Say why you refuse to reopen the score sheet", nameof(answer));
                if (grant && await CorrectionQueries.WhyTooLateAsync(work, sheet) is { } late)
                    return late;
                await work.ExecuteOneAsync(
                    "update CorrectionRequest set Granted = @grant, Answer = @Answer, AnsweredBy = @By, AnsweredAt = @Now where Id = @request and AnsweredAt is null",
                    new
                    {
                        request,
                        grant,
                        Answer = answer?.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                if (grant)
                {
                    var scores = await work.QueryAsync<OldScore>(
                        "select c.Name, s.Value, s.Reason from Score s join Criterion c on c.Id = s.CriterionId where s.AssignmentId = @assignment order by c.Position",
                        new { assignment }
                    );
                    await SheetVersions.ReopenAsync(
                        work,
                        assignment,
                        actor.Id,
                        (await CorrectionQueries.LatestAsync(work, assignment))!.Reason
                    );
                    work.Note(
                        $"The scores were: {string.Join("; ", scores.Select(score => $"{score.Name} {score.Value}, {score.Reason}"))}"
                    );
                }
                if (!string.IsNullOrWhiteSpace(answer))
                    work.Note(answer.Trim());
                return Result.Done;
            }
        );
    }

    private sealed record OldScore
    {
        public required string Name { get; init; }
        public required int Value { get; init; }
        public required string Reason { get; init; }
    }
}
