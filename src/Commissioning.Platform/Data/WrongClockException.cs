namespace Commissioning.Platform.Data;

/// <summary>The machine's clock is not the database's, or is before the newest entry of the audit trail. Nothing is saved until it is right
/// again, or a round that has closed would take applications, an expired link would work, and entries would be of a time to come.</summary>
public sealed class WrongClockException(string message) : Exception(message);
