namespace Commissioning.Domain.Moderation;

/// <param name="Ties">Each step that separated equal applications, as a sentence for the record (R51).</param>
/// <param name="DrawNeeded">Equal applications are on both sides of the funding cut-off, and no draw is recorded.</param>
/// <param name="Parts">Each reserved part of the pot, then the open part; empty when none is reserved.</param>
public sealed record Fitting(
    IReadOnlyList<FittedApplication> Applications,
    IReadOnlyList<string> Ties,
    bool DrawNeeded,
    IReadOnlyList<PotPart> Parts
);
