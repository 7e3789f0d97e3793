namespace Commissioning.Domain.Payments;

public enum ExportStatus
{
    Made,

    /// <summary>The finance system has it.</summary>
    Confirmed,
    Cancelled,
}
