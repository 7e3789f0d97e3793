using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>Requests of assessors to reopen their submitted sheets.</summary>
public static class CorrectionQueries
{
    /// <summary>A round's requests that wait for an answer.</summary>
    public static Task<IReadOnlyList<CorrectionRequest>> WaitingAsync(Work work, Guid round) =>
        work.QueryAsync<CorrectionRequest>(
            Sql + " where s.RoundId = @round and u.AnsweredAt is null order by u.RequestedAt, u.Id",
            new { round }
        );

    internal static async Task<CorrectionRequest?> LatestAsync(Work work, Guid assignment) =>
        await work.FirstOrDefaultAsync<CorrectionRequest>(
            Sql + " where u.AssignmentId = @assignment order by u.RequestedAt desc, u.Id",
            new { assignment }
        );

    internal static async Task<Refusal?> WhyTooLateAsync(Work work, Assignment sheet)
    {
        var round = await RoundReader.GetAsync(work, sheet.RoundId);
        if (RoundRules.WhyWithdrawn(round) is { } withdrawn)
            return withdrawn;
        if (round.ScoringClosesAt < work.Now)
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

    internal const string Sql = """
        select u.Id, u.AssignmentId, u.Reason, u.RequestedAt, u.Granted, u.Answer, p.DisplayName as Assessor, a.Reference
        from   CorrectionRequest u
        join   ScoringAssignment s on s.Id = u.AssignmentId
        join   Application a on a.Id = s.ApplicationId
        join   Person p on p.Id = s.AssessorId
        """;
}
