namespace Commissioning.Domain.Awards;

/// <summary>What can be done with one letter, or a batch of them, before and after it is sent.</summary>
public static class LetterRules
{
    private const int Longest = 2000,
        LongestWords = 10_000;

    /// <summary>Such as 1 letter, or 3 letters.</summary>
    public static string Count(int letters) => letters == 1 ? "1 letter" : $"{letters} letters";

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
        TextLimit.WhyTooLong(text, Longest, nameof(text)) ?? PlainWords.WhyNot(text, nameof(text));

    /// <summary>A second person approves words that no template holds: one officer alone promises nothing above another's name. Default,
    /// not OPCC policy.</summary>
    public static bool NeedsApproval(bool hasParagraph, bool corrects) => hasParagraph || corrects;

    /// <summary>Null when this person can approve the words that one letter alone has.</summary>
    public static Refusal? WhyCannotApproveWords(LetterState state, bool needed, bool isApproved, bool wroteThem) =>
        state == LetterState.Sent ? new("This letter has been sent")
        : !needed ? new("This letter has no words of its own")
        : state == LetterState.Waiting ? new("This letter is being made. Read it, then approve its words.")
        : isApproved ? new("These words have been approved")
        : wroteThem ? new Refusal("You wrote these words, so someone else must approve them")
        : null;

    /// <summary>The letter prints what an approved change says, which a correction prints again.</summary>
    public static bool PrintsItsChange(LetterKind kind) =>
        !kind.IsOutcome() && kind is not (LetterKind.Review or LetterKind.Reminder or LetterKind.Underspend);

    /// <summary>Null when the whole text of a correction can be written, or the letter withdrawn. A letter about a decision is made from
    /// the decision: what it says is corrected there.</summary>
    /// <param name="ownWords">The whole text; blank: the words and facts of its kind.</param>
    public static Refusal? WhyWrongOwnWords(LetterKind kind, string? ownWords, bool withdraws)
    {
        var hasWords = !string.IsNullOrWhiteSpace(ownWords);
        if (kind.IsOutcome() && (hasWords || withdraws))
            return new("A letter about a decision says what was decided. Correct the decision, or withdraw the offer.", nameof(ownWords));
        if (hasWords && withdraws)
            return new("A letter that only withdraws the earlier one has no other words. Leave them out.", nameof(ownWords));
        return TextLimit.WhyTooLong(ownWords, LongestWords, nameof(ownWords)) ?? PlainWords.WhyNot(ownWords, nameof(ownWords));
    }

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
            ? PlainWords.WhyNot(correction, nameof(correction))
            : new($"Say what was wrong, in up to {Longest:N0} characters. The letter begins with it.", nameof(correction));
    }
}
