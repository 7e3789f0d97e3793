namespace Commissioning.Domain.Moderation;

/// <param name="Ties">Each step that parted equal applications, as a sentence for the record (R51).</param>
/// <param name="DrawNeeded">Equal applications stand on both sides of the line, and no draw has been recorded.</param>
/// <param name="Parts">Each part of the pot that is kept, then what is open to all; empty when no part is.</param>
public sealed record Fitting(
    IReadOnlyList<FittedApplication> Applications,
    IReadOnlyList<string> Ties,
    bool DrawNeeded,
    IReadOnlyList<PotPart> Parts
);
