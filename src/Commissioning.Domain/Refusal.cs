namespace Commissioning.Domain;

/// <summary>A rule refused the command. The sentence is shown to the person unchanged; Field names the form field it concerns, if
/// any.</summary>
public sealed record Refusal(string Sentence, string? Field = null);
