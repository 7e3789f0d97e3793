namespace Commissioning.Domain.DueDiligence;

/// <summary>A stop flag has two reasons: one for the record and a neutral one for everybody whom it stops. Two people lift it.</summary>
public static class StopFlagRules
{
    public const int LongestReason = 1000;
    public const int LongestNeutralReason = 200;

    /// <summary>Our default, not policy of the office.</summary>
    public const string NeutralReason = "Under review by the office";

    /// <summary>Words that would tell the reader of a neutral reason what a police or fraud matter is about.</summary>
    private static readonly string[] TellingWords =
    [
        "police",
        "fraud",
        "crime",
        "criminal",
        "arrest",
        "suspect",
        "theft",
        "stolen",
        "launder",
        "sanction",
        "investigat",
        "forged",
        "nfi",
    ];

    public static string Name(StopFlagKind kind) =>
        kind switch
        {
            StopFlagKind.Governance => "Governance: how the organisation is run",
            StopFlagKind.Money => "Money: accounts, returns or debts",
            StopFlagKind.PoliceOrFraud => "Police or fraud: only the leads for concerns read why",
            _ => "Something else",
        };

    /// <summary>True when only the leads for concerns may read its reasons.</summary>
    public static bool IsRestricted(StopFlagKind kind) => kind == StopFlagKind.PoliceOrFraud;

    /// <summary>Null when the flag can be placed. Without a last day it stays until it is lifted.</summary>
    /// <param name="neutralReason">Blank: <see cref="NeutralReason"/>.</param>
    public static Refusal? WhyCannotPlace(StopFlagKind? kind, string? reason, string? neutralReason, DateOnly? until, DateOnly today)
    {
        if (kind is not { } sort || !Enum.IsDefined(sort))
            return new("Choose what kind of matter it is", nameof(kind));
        if (reason?.Trim() is not { Length: > 0 and <= LongestReason })
            return new($"Say why, in up to {LongestReason:N0} characters", nameof(reason));
        if (neutralReason?.Trim().Length > LongestNeutralReason)
            return new($"Shorten what others read to {LongestNeutralReason} characters", nameof(neutralReason));
        if (IsRestricted(sort) && WhyTelling(neutralReason, nameof(neutralReason)) is { } telling)
            return telling;
        return until is { } day && day < today
            ? new("The last day must be today or later. Leave it empty if there is no last day.", nameof(until))
            : null;
    }

    /// <summary>Null when a text that others read says nothing of what a police or fraud matter, or a concern, is about.</summary>
    public static Refusal? WhyTelling(string? text, string field) =>
        TellingWords.FirstOrDefault(word => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true) is { } telling
            ? new($"What others read must not say what the matter is. Take out \"{telling}\".", field)
            : null;

    /// <summary>Null when a person may ask to lift the flag. It holds until another person agrees.</summary>
    public static Refusal? WhyCannotAskToLift(bool isAsked, string? liftReason)
    {
        if (isAsked)
            return new("Somebody has asked to lift this flag already. A second person must answer first.");
        return ReasonRules.WhyTooThin(liftReason, nameof(liftReason), LongestReason);
    }

    /// <summary>Null when a second person may answer: neither who placed the flag nor who asks to lift it and, for a police or fraud
    /// matter, with a lead for concerns as one of the two.</summary>
    /// <param name="withLead">Who asks, or who answers, is a lead for concerns.</param>
    public static Refusal? WhyCannotAnswer(
        StopFlagKind kind,
        Guid placedBy,
        Guid? askedBy,
        Guid person,
        bool withLead,
        bool? lifts,
        string? secondNote
    )
    {
        if (askedBy is null)
            return new("No one asks to lift this flag");
        if (askedBy == person)
            return new("You asked to lift this flag, so someone else must answer");
        if (placedBy == person)
            return new("You placed this flag, so someone else must answer");
        if (IsRestricted(kind) && !withLead)
            return new("A lead for concerns must be one of the two who lift this flag");
        if (lifts is null)
            return new("Choose whether the flag is lifted or stays", nameof(lifts));
        return ReasonRules.WhyTooThin(secondNote, nameof(secondNote), LongestReason);
    }
}
