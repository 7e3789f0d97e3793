using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>Reopens a submitted sheet only when its assessor asks with a reason and an officer agrees; the submitted scores stay in the
/// audit trail.</summary>
public sealed class ReopenScoreSheet(Db db)
{
    public async Task<Result> AskAsync(Actor actor, Guid assignment, string? reason)
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
                if (await LatestAsync(work, assignment) is { Granted: null })
                    return new Refusal("You have already asked. A commissioning officer will answer.");
                if (await WhyTooLateAsync(work, sheet) is { } late)
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

    /// <summary>A round's requests that wait for an answer.</summary>
    public Task<IReadOnlyList<CorrectionRequest>> WaitingAsync(Guid round) =>
        db.QueryAsync<CorrectionRequest>(
            Sql + " where s.RoundId = @round and u.AnsweredAt is null order by u.RequestedAt, u.Id",
            new { round }
        );

    public async Task<Result> AnswerAsync(Actor actor, Guid request, bool grant, string? answer)
    {
        var assignment = (await db.FindAsync<CorrectionRequest>(Sql + " where u.Id = @request", new { request })).AssignmentId;
        var subject = (await db.ReadAsync(work => AnyAsync(work, assignment))).ApplicationId;
        return await db.ChangeAsync(
            actor,
            grant ? AuditAction.ScoreSheetReopened : AuditAction.ScoreCorrectionRefused,
            subject,
            async work =>
            {
                var sheet = await AnyAsync(work, assignment);
                if (sheet.AssessorId == actor.Id)
                    return new Refusal("You asked for this, so someone else must answer");
                if (!grant && string.IsNullOrWhiteSpace(answer))
                    return new Refusal("Say why you refuse to reopen the score sheet", nameof(answer));
                if (grant && await WhyTooLateAsync(work, sheet) is { } late)
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
                    await work.ExecuteOneAsync(
                        "update ScoringAssignment set SubmittedAt = null, Total = null, Version = Version + 1 where Id = @assignment and SubmittedAt is not null",
                        new { assignment }
                    );
                    await work.ExecuteOneAsync(
                        "update PanelMember set Submitted = Submitted - 1 where RoundId = @RoundId and PersonId = @AssessorId",
                        new { sheet.RoundId, sheet.AssessorId }
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

    internal static async Task<CorrectionRequest?> LatestAsync(Work work, Guid assignment) =>
        await work.FirstOrDefaultAsync<CorrectionRequest>(
            Sql + " where u.AssignmentId = @assignment order by u.RequestedAt desc, u.Id",
            new { assignment }
        );

    private static async Task<Refusal?> WhyTooLateAsync(Work work, Assignment sheet)
    {
        if ((await RoundReader.GetAsync(work, sheet.RoundId)).ScoringClosesAt < work.Now)
            return new Refusal(
                "Scoring has closed, so you can no longer change a score sheet. Say at the moderation meeting what the panel should agree."
            );
        return
            await work.ScalarAsync<int>(
                "select count(*) from AgreedScore where ApplicationId = @ApplicationId",
                new { sheet.ApplicationId }
            ) > 0
            ? new Refusal("The panel has agreed the scores for this application, so no score sheet for it can be changed")
            : null;
    }

    private static Task<Assignment> AnyAsync(Work work, Guid assignment) =>
        work.FindAsync<Assignment>(
            "select Id, RoundId, ApplicationId, AssessorId, Position, Conflict, SubmittedAt, Version from ScoringAssignment where Id = @assignment",
            new { assignment }
        );

    private sealed record OldScore
    {
        public required string Name { get; init; }
        public required int Value { get; init; }
        public required string Reason { get; init; }
    }

    private const string Sql = """
        select u.Id, u.AssignmentId, u.Reason, u.RequestedAt, u.Granted, u.Answer, p.DisplayName as Assessor, a.Reference
        from   CorrectionRequest u
        join   ScoringAssignment s on s.Id = u.AssignmentId
        join   Application a on a.Id = s.ApplicationId
        join   Person p on p.Id = s.AssessorId
        """;
}
