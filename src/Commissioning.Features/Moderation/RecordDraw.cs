using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Records the seed of the draw between equal applications, once: a text such as the lottery result of a day announced in
/// advance.</summary>
public sealed class RecordDraw(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, string? seed) =>
        db.ChangeAsync(
            actor,
            AuditAction.DrawRecorded,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                if (RoundRules.WhyWithdrawn(details) is { } withdrawn)
                    return withdrawn;
                if (details.IsRecommended)
                    return new Refusal("The recommendation is made, so you can no longer record a draw");
                if (details.DrawSeed is { } before)
                    return new Refusal($"The draw has already been recorded, from \"{before}\". It cannot be repeated.");
                if (seed?.Trim() is not { Length: > 0 and <= 200 } text)
                    return new Refusal("Enter the text for the draw, in up to 200 characters", nameof(seed));
                await work.ExecuteOneAsync(
                    "update Round set DrawSeed = @text, Version = Version + 1 where Id = @round and Version = @Version",
                    new
                    {
                        round,
                        details.Version,
                        text,
                    }
                );
                work.Note(text);
                return Result.Done;
            }
        );
}
