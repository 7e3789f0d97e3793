namespace Commissioning.Domain.Applications;

/// <summary>The answers to a round's eligibility check, given before an application is started and perhaps before its author has an
/// account.</summary>
public sealed record EligibilityCheck
{
    public required DateTime AnsweredAt { get; init; }

    /// <summary>The kind of organisation that they were given for; null on a paper, whose organisation says its kind itself.</summary>
    public string? Kind { get; init; }

    /// <summary>Yes or no by question; null: not said, which only a paper may leave open.</summary>
    public required IReadOnlyDictionary<Guid, bool?> Answers { get; init; }
}
