namespace Commissioning.Platform.Data;

/// <summary>The machine's clock is before the newest entry of the audit trail. Nothing is saved until it is right again, or a round that has
/// closed would take applications and an expired link would work.</summary>
public sealed class ClockWentBackException(DateTime now, DateTime newest)
    : Exception($"The clock says {now:u}, but the newest entry of the audit trail is of {newest:u}. Correct the clock of this machine.");
