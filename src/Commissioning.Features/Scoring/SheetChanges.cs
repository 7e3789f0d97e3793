using Commissioning.Domain;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>What an assessor is told of changes to an application that they score: what has changed, and whether more may.</summary>
public static class SheetChanges
{
    /// <param name="Wait">Why the sheet cannot be submitted yet; null when nothing is asked for.</param>
    public sealed record ChangesOfSheet(Refusal? Wait, IReadOnlyList<ChangeRequestQueries.AnsweredRequest> Answered);

    /// <summary>Empty while the assessor may not open the application.</summary>
    public static async Task<ChangesOfSheet> GetAsync(Work work, ScoringSheet.ScoreSheet sheet)
    {
        var (found, round) = (sheet.Assignment, sheet.Round);
        // Most applications are never asked to change, so that is one statement.
        if (
            ScoringRules.WhyCannotOpen(found) is not null
            || await work.ScalarAsync<int>("select count(*) from ChangeRequest where ApplicationId = @ApplicationId", found) == 0
        )
            return new(null, []);
        var answered = await ChangeRequestQueries.AnsweredAsync(work, found.ApplicationId);
        if (ScoringRules.HidesApplicant(round, found))
            answered = answered.Select(WithoutApplicant).Where(one => one.Comparison.IsAny).ToList();
        return new(await WhyMustWaitAsync(work, found.ApplicationId), answered);
    }

    internal static async Task<Refusal?> WhyMustWaitAsync(Work work, Guid application) =>
        await ChangeRequestQueries.WaitingAsync(work, application) is { } request && request.IsOpenAt(work.Now)
            ? ScoringRules.WhyMustWait(request.InWords, request.DueOn)
            : null;

    // The office's words may name the applicant, as may the name of the person who answered.
    private static ChangeRequestQueries.AnsweredRequest WithoutApplicant(ChangeRequestQueries.AnsweredRequest answered) =>
        new(
            answered.Request with
            {
                Reason = "",
                AnsweredByName = "the applicant",
            },
            ScoringSheet.WithoutApplicant(answered.Before),
            ScoringSheet.WithoutApplicant(answered.After)
        );
}
