namespace Commissioning.Platform.Lists;

/// <param name="Count">How many rows have it; null: not counted, because the list is long.</param>
public sealed record ListChoice(string Value, string Words, int? Count = null);
