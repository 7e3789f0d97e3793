namespace Commissioning.Domain.Awards;

/// <summary>What can be done with one letter, or a batch of them, before and after it is sent.</summary>
public static class LetterRules
{
    private const int Longest = 2000;

    /// <summary>Null when letters that were not sent can be thrown away for this reason.</summary>
    public static Refusal? WhyCannotDiscard(string? reason) =>
        reason?.Trim() is { Length: > 0 and <= 1000 }
            ? null
            : new("Say why they are thrown away, in up to 1,000 characters", nameof(reason));

    /// <summary>Null when this one letter can be thrown away. Every applicant hears what was decided.</summary>
    public static Refusal? WhyCannotDiscardOne(LetterKind kind, LetterState state, bool corrects) =>
        state == LetterState.Sent ? new("This letter has been sent. Correct it with a new one.")
        : kind.IsOutcome() && !corrects
            ? new Refusal("Every applicant gets a letter about the decision. Correct its words, or the decision, instead.")
        : null;

    public static Refusal? WhyWrongParagraph(string? text) =>
        TextLimit.WhyTooLong(text, Longest, nameof(text))
        ?? (
            LetterTemplateRules.HasFieldsOrHtml(text ?? "")
                ? new("Write plain words: fields in braces and HTML are not filled in here", nameof(text))
                : null
        );

    /// <summary>Null when a sent letter can be corrected by a new one.</summary>
    /// <param name="stands">For a decision: it is the letter that applies now.</param>
    /// <param name="isCorrected">A later letter corrects it already.</param>
    /// <param name="isAccepted">The grant was accepted.</param>
    public static Refusal? WhyCannotCorrect(
        LetterKind kind,
        LetterState state,
        bool stands,
        bool isCorrected,
        bool isAccepted,
        string? correction
    )
    {
        if (state != LetterState.Sent)
            return new("This letter has not been sent. Make it again instead.");
        if (isCorrected)
            return new("A letter that corrects this one is made already");
        if (kind.IsOffer() && isAccepted)
            return new("The grant was accepted by this letter, so change the grant instead");
        if (kind.IsOutcome() && !stands)
            return new("A later letter about the decision has taken its place");
        return correction?.Trim() is { Length: > 0 and <= Longest }
            ? LetterTemplateRules.HasFieldsOrHtml(correction)
                ? new("Write plain words: fields in braces and HTML are not filled in here", nameof(correction))
                : null
            : new($"Say what was wrong, in up to {Longest:N0} characters. The letter begins with it.", nameof(correction));
    }
}
