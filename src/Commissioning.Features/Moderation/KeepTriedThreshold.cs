using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Keeps a threshold that was tried, and what would have followed, for the minutes.</summary>
public sealed class KeepTriedThreshold(Db db)
{
    /// <param name="address">The query that shows it again.</param>
    /// <param name="note">What was said to it; may be empty.</param>
    public Task<Result> RunAsync(Actor actor, Guid round, ThresholdTrial trial, string address, string? note) =>
        db.ChangeAsync(
            actor,
            AuditAction.ThresholdTried,
            round,
            async work =>
            {
                var inputs = await FundingLineQueries.InputsAsync(work, round, provisional: true);
                if (inputs.Round.IsRecommended)
                    return new Refusal("The recommendation is made, so nothing more is kept for the minutes of the panel's meeting");
                var tried = ThresholdTrials.Try(inputs, trial);
                if (tried.Threshold is not { } threshold)
                    return new Refusal("Enter a threshold to try, such as 65 or 62.5", nameof(threshold));
                if (note?.Trim().Length > 1000)
                    return new Refusal("Shorten this to 1,000 characters", nameof(note));
                var funded = tried.Fitting.Applications.Where(one => one.Result == FitResult.Fund).Select(one => one.Application).ToList();
                var (moved, awarded) = (trial.Moved(inputs), funded.Sum(one => one.Amount));
                await work.ExecuteAsync(
                    InsertSql,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Numerator = (long)threshold.Numerator,
                        Denominator = (long)threshold.Denominator,
                        tried.Pot,
                        moved,
                        address,
                        Funded = funded.Count,
                        awarded,
                        OnMeans = inputs.OnMeans.Count,
                        List = string.Join(", ", funded.Select(one => $"{one.Reference} {one.Amount}")),
                        Note = note?.Trim() ?? "",
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(
                    $"{threshold.ToPercent()}: {funded.Count} funded, {awarded} of {tried.Pot}. {moved}{(inputs.OnMeans.Count > 0 ? $" {inputs.OnMeans.Count} on the means." : "")}"
                );
                return Result.Done;
            }
        );

    private const string InsertSql = """
        insert into TriedThreshold (Id, RoundId, Numerator, Denominator, Pot, Moved, Address, Funded, Awarded, OnMeans, FundedList, Note, TriedBy, TriedAt)
        values (@Id, @round, @Numerator, @Denominator, @Pot, @moved, @address, @Funded, @awarded, @OnMeans, @List, @Note, @By, @Now)
        """;
}
