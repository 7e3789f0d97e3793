namespace Commissioning.Platform.Data;

public sealed class MigrationException(string message) : Exception(message);
