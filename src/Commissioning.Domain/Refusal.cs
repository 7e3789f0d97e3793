namespace Commissioning.Domain;

/// <summary>A rule said no. The sentence is shown to the person as it stands; Field names the form field it belongs to, if any.</summary>
public sealed record Refusal(string Sentence, string? Field = null);
