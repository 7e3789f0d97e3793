using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Takes words out of a copy that somebody typed, at every place where they stand. Words of several paragraphs are looked for line
/// by line.</summary>
public sealed class AddPassage(Db db)
{
    /// <returns>At how many places they were taken out.</returns>
    public Task<Result<int>> RunAsync(Actor actor, Guid answer, string? words, FoiSection section, string? reason) =>
        db.ChangeAsync<int>(
            actor,
            AuditAction.AnswerPassageAdded,
            answer,
            async work =>
            {
                var copy = await FoiQueries.GetAsync(work, answer);
                if ((FoiRules.WhyFixed(copy.IsApproved) ?? await AnswerFile.WhyNotCopyAsync(work, actor, copy)) is { } isFixed)
                    return isFixed;
                if ((FoiRules.WhyNotWords(words) ?? FoiRules.WhyNotReason(reason)) is { } refusal)
                    return refusal;
                if (!Enum.IsDefined(section))
                    return new Refusal("Choose a section of the Act", "Section");
                var texts = AnswerTexts.Of(await FoiQueries.DocumentAsync(work, answer));
                var stored = await FoiQueries.PassagesAsync(work, answer);
                var removed = stored.Where(one => one.State == PassageState.Removed).ToLookup(one => one.TextNumber, one => one.Passage);
                var (added, found) = (new List<Passage>(), 0);
                foreach (var line in words!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    var places = PassageFinder.Places(texts, line);
                    if (places.Count == 0)
                        return new Refusal(
                            $"\"{(line.Length > 60 ? $"{line[..60]}…" : line)}\" does not stand in the file. Copy the words from it.",
                            "Words"
                        );
                    found += places.Count;
                    // What lies within a removed passage is out already; what overlaps one goes out with it.
                    added.AddRange(
                        places.Where(place =>
                            !removed[place.TextNumber].Any(one => one.StartsAt <= place.StartsAt && place.EndsAt <= one.EndsAt)
                        )
                    );
                }
                if (added.Count == 0)
                    return new Refusal(
                        found == 1 ? "These words are taken out already" : $"These words are taken out already, at all {found} places",
                        "Words"
                    );
                await DraftAnswer.InsertAsync(
                    work,
                    answer,
                    stored.Count == 0 ? 1 : stored.Max(one => one.Number) + 1,
                    added.Select(one => one with { State = PassageState.Removed, Section = section, Reason = reason!.Trim() }),
                    texts,
                    actor.Id
                );
                await work.ExecuteOneAsync(
                    "update FoiAnswer set Version = Version + 1 where Id = @answer and State = 'Draft'",
                    new { answer }
                );
                work.Note($"{copy.Name}: own words at {added.Count} places, {FoiSections.Number(section)}, {reason!.Trim()}");
                return Result.Made(added.Count);
            }
        );
}
