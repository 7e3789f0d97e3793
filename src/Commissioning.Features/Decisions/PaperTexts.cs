using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>An officer's texts in a round's paper, part by part, until the recommendation is made.</summary>
public sealed class PaperTexts(Db db)
{
    public sealed record PaperTextRow
    {
        public required PaperPart Part { get; init; }
        public required string Wording { get; init; }
        public required int Version { get; init; }
    }

    public sealed record Text(PaperPart Part, string? Wording, int Version);

    /// <summary>Every part, with the default text where none is written.</summary>
    internal static async Task<IReadOnlyDictionary<PaperPart, PaperTextRow>> OfAsync(Work work, Guid round)
    {
        var rows = await work.QueryAsync<PaperTextRow>(
            "select Part, Wording, Version from PaperText where RoundId = @round",
            new { round }
        );
        return Enum.GetValues<PaperPart>()
            .ToDictionary(
                part => part,
                part =>
                    rows.FirstOrDefault(row => row.Part == part)
                    ?? new PaperTextRow
                    {
                        Part = part,
                        Wording = PaperRules.Default(part),
                        Version = 0,
                    }
            );
    }

    public async Task<Result> SaveAsync(Actor actor, Guid round, IReadOnlyList<Text> texts)
    {
        var refusals = texts
            .SelectMany((text, i) => PaperRules.WhyTextIsWrong(text.Wording, Refusal.At(nameof(texts), i, nameof(Text.Wording))))
            .ToList();
        if (refusals.Count > 0)
            return refusals;
        return await db.ChangeAsync(
            actor,
            AuditAction.PaperTextSaved,
            round,
            async work =>
            {
                if ((await RoundReader.GetAsync(work, round)).IsRecommended)
                    return new Refusal("The recommendation is made, so its paper can no longer be changed");
                var before = await OfAsync(work, round);
                foreach (var text in texts)
                {
                    var (wording, old) = (text.Wording?.Trim() ?? "", before[text.Part]);
                    if (wording == old.Wording)
                        continue;
                    if (old.Version != text.Version)
                        return new Refusal(
                            $"Someone else changed \"{PaperRules.Title(text.Part)}\" after you opened it. It now says: {old.Wording}"
                        );
                    var row = new
                    {
                        round,
                        text.Part,
                        wording,
                        text.Version,
                        By = actor.Id,
                        work.Now,
                    };
                    if (old.Version == 0)
                        await work.ExecuteAsync(
                            "insert into PaperText (RoundId, Part, Wording, Version, SavedBy, SavedAt) values (@round, @Part, @wording, 1, @By, @Now)",
                            row
                        );
                    else
                        await work.ExecuteOneAsync(
                            "update PaperText set Wording = @wording, Version = Version + 1, SavedBy = @By, SavedAt = @Now where RoundId = @round and Part = @Part and Version = @Version",
                            row
                        );
                    work.Note(new Changes().Add(PaperRules.Title(text.Part), old.Wording, wording).ToString());
                }
                return Result.Done;
            }
        );
    }
}
