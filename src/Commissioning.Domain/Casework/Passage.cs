namespace Commissioning.Domain.Casework;

/// <summary>Words of an answer that are, or may be, taken out.</summary>
public sealed record Passage
{
    /// <summary>Number of the text in the frozen answer, from 0.</summary>
    public required int TextNumber { get; init; }

    /// <summary>Characters (UTF-16) before it in the text.</summary>
    public required int StartsAt { get; init; }

    /// <summary>Characters (UTF-16).</summary>
    public required int CharCount { get; init; }
    public required PassageKind Kind { get; init; }
    public PassageState State { get; init; } = PassageState.Proposed;
    public FoiSection Section { get; init; } = FoiSection.PersonalData;
    public required string Reason { get; init; }

    /// <summary>What stands there instead, such as "Assessor A". Null: the section.</summary>
    public string? Shown { get; init; }

    public int EndsAt => StartsAt + CharCount;

    public string In(string text) => text.Substring(StartsAt, CharCount);

    public bool Overlaps(Passage other) => TextNumber == other.TextNumber && StartsAt < other.EndsAt && other.StartsAt < EndsAt;
}
