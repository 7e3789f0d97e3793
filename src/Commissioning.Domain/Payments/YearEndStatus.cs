namespace Commissioning.Domain.Payments;

/// <summary>How far the accruals and prepayments of a year are.</summary>
public enum YearEndStatus
{
    /// <summary>Lines may be changed or left out.</summary>
    Draft,

    /// <summary>Waits for a second person.</summary>
    Sent,

    /// <summary>Numbered, and never changed again.</summary>
    Approved,
}
