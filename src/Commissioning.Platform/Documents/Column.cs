namespace Commissioning.Platform.Documents;

public sealed record Column(string Name, bool Numeric = false);
