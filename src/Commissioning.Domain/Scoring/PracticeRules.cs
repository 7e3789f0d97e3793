using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

public static class PracticeRules
{
    /// <summary>Characters of an answer.</summary>
    public const int MostText = 20_000;

    /// <summary>Null while the office may still change a round's practice applications: until an assessor has scored one.</summary>
    public static Refusal? WhyCannotChange(bool isScored) =>
        isScored ? new("An assessor has scored a practice application of this round already, so they stay as they are") : null;

    /// <summary>From how many points apart two scores of a criterion are worth talking about: two fifths of its scale, so two of 0 to 5
    /// (default, not OPCC policy).</summary>
    public static int FarApart(Criterion criterion) => Math.Max(1, ((criterion.Greatest - criterion.Least) * 2 + 4) / 5);

    /// <summary>Every reason why a practice application cannot be saved: it needs a title, an answer, and the office's score and reason for
    /// each criterion, because that is what an assessor compares theirs with.</summary>
    /// <param name="answers">To the round's questions, in their order.</param>
    /// <param name="scores">For the criteria, in their order.</param>
    public static IReadOnlyList<Refusal> WhyCannotSave(
        string? title,
        IReadOnlyList<string> answers,
        IReadOnlyList<Criterion> criteria,
        IReadOnlyList<Score> scores
    )
    {
        var refusals = new List<Refusal>();
        if (title?.Trim() is not { Length: > 0 and <= 200 })
            refusals.Add(new("Enter a title of up to 200 characters", nameof(title)));
        if (answers.All(string.IsNullOrWhiteSpace))
            refusals.Add(new("Answer at least one question", Refusal.At(nameof(answers), 0, "Text")));
        for (var i = 0; i < answers.Count; i++)
            if (TextLimit.WhyTooLong(answers[i], MostText, Refusal.At(nameof(answers), i, "Text")) is { } tooLong)
                refusals.Add(tooLong);
        for (var i = 0; i < criteria.Count; i++)
        {
            var given = scores.FirstOrDefault(score => score.CriterionId == criteria[i].Id);
            if (given?.Value is not { } value || !criteria[i].Allows(value))
                refusals.Add(
                    new(
                        $"Choose the office’s score for {criteria[i].Name}, from {criteria[i].ScaleInWords}",
                        Refusal.At(nameof(scores), i, nameof(Score.Value))
                    )
                );
            if (given?.Reason.Trim() is not { Length: > 0 and <= 2000 })
                refusals.Add(
                    new(
                        $"Give the office’s reason for {criteria[i].Name}, in up to 2,000 characters",
                        Refusal.At(nameof(scores), i, nameof(Score.Reason))
                    )
                );
        }
        return refusals;
    }
}
