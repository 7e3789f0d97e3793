namespace Commissioning.Domain.Awards;

public static class LetterReasonRules
{
    /// <summary>Null when somebody has read the reasons that leave the office, or an officer makes the letters without.</summary>
    /// <param name="unread">Applications whose reasons are an assessor's words that nobody else has read.</param>
    /// <param name="anyway">The officer said so.</param>
    public static Refusal? WhyUnread(int unread, bool anyway) =>
        unread == 0 || anyway
            ? null
            : new(
                $"Nobody has read the reasons for {(unread == 1 ? "1 application" : $"{unread} applications")} yet. Read them under Reasons in the letters, or say that the letters are made all the same.",
                nameof(anyway)
            );

    /// <summary>Null when every applicant who is not funded gets at least one reason that the panel or the decision maker wrote.</summary>
    /// <param name="stockOnly">References of applications whose letter would carry only the portal's own words.</param>
    public static Refusal? WhyStockWords(IReadOnlyCollection<string> stockOnly) =>
        stockOnly.Count == 0
            ? null
            : new(
                $"{(stockOnly.Count == 1 ? "1 letter" : $"{stockOnly.Count} letters")} would give no reason of the panel's own: {string.Join(", ", stockOnly.Take(5))}{(stockOnly.Count > 5 ? $" and {stockOnly.Count - 5} more" : "")}. Write one for each under Reasons in the letters."
            );

    /// <summary>Null when the letter about a decision that is made after the round's letters gives such a reason.</summary>
    /// <param name="stockOnly">As above; empty: it gives one.</param>
    public static Refusal? WhyNoOwnReason(IReadOnlyCollection<string> stockOnly, string field) =>
        stockOnly.Count == 0
            ? null
            : new(
                "Say in your own words why it is not funded. The panel gave no reason, and the letter would give only a usual one.",
                field
            );
}
