using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Takes passages of a copy out, or keeps them in.</summary>
public sealed class DecidePassages(Db db)
{
    /// <param name="Numbers">The passages.</param>
    /// <param name="Everywhere">Also all other places with the same words.</param>
    /// <param name="Remove">Taken out; otherwise they stay.</param>
    /// <param name="Reason">Null or empty: why they were proposed.</param>
    public sealed record Choice(IReadOnlyList<int> Numbers, bool Everywhere, bool Remove, FoiSection Section, string? Reason);

    /// <returns>How many passages were decided.</returns>
    public Task<Result<int>> RunAsync(Actor actor, Guid answer, Choice choice) =>
        db.ChangeAsync<int>(
            actor,
            AuditAction.AnswerPassagesDecided,
            answer,
            async work =>
            {
                var copy = await FoiQueries.GetAsync(work, answer);
                if ((FoiRules.WhyFixed(copy.IsApproved) ?? await AnswerFile.WhyNotCopyAsync(work, actor, copy)) is { } isFixed)
                    return isFixed;
                if (choice.Numbers.Count == 0)
                    return new Refusal("Tick the passages that you decide about", nameof(choice.Numbers));
                if (!Enum.IsDefined(choice.Section))
                    return new Refusal("Choose a section of the Act", nameof(choice.Section));
                var reason = string.IsNullOrWhiteSpace(choice.Reason) ? null : choice.Reason.Trim();
                if (reason is not null && FoiRules.WhyNotReason(reason) is { } refusal)
                    return refusal;
                var ticked = new List<Ticked>();
                foreach (var number in choice.Numbers.Distinct())
                    if (
                        await work.FindOrDefaultAsync<Ticked>(
                            "select Number, State, Words, CharCount from FoiPassage where AnswerId = @answer and Number = @number",
                            new { answer, number }
                        ) is
                        { } one
                    )
                        ticked.Add(one);
                var decided = 0;
                // Other places with the same words follow, unless something else was decided about them. Only the first of long words are
                // stored, so these are the same length as well.
                foreach (var one in choice.Everywhere ? ticked.DistinctBy(one => (one.State, one.Words, one.CharCount)) : ticked)
                    decided += await work.ExecuteAsync(
                        $"{UpdateSql} and {(choice.Everywhere ? "State = @Was and Words = @Words and CharCount = @CharCount" : "Number = @Number")}",
                        new
                        {
                            answer,
                            one.Number,
                            Was = one.State.ToString(),
                            one.Words,
                            one.CharCount,
                            State = (choice.Remove ? PassageState.Removed : PassageState.Kept).ToString(),
                            Section = choice.Section.ToString(),
                            reason,
                            By = actor.Id,
                            work.Now,
                        }
                    );
                if (decided == 0)
                    return new Refusal("These passages are no longer in the copy. Look at it again.", nameof(choice.Numbers));
                await work.ExecuteOneAsync(
                    "update FoiAnswer set Version = Version + 1 where Id = @answer and State = 'Draft'",
                    new { answer }
                );
                work.Note(
                    $"{copy.Name}: {decided} {(choice.Remove ? $"taken out, {FoiSections.Number(choice.Section)}" : "kept")}{(reason is null ? "" : $", {reason}")}"
                );
                return Result.Made(decided);
            }
        );

    private const string UpdateSql =
        "update FoiPassage set State = @State, Section = @Section, Reason = coalesce(@reason, Reason), DecidedBy = @By, DecidedAt = @Now where AnswerId = @answer";

    private sealed record Ticked
    {
        public required int Number { get; init; }
        public required PassageState State { get; init; }
        public required string Words { get; init; }
        public required int CharCount { get; init; }
    }
}
