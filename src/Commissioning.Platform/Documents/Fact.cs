namespace Commissioning.Platform.Documents;

public sealed record Fact(string Key, string Value);
