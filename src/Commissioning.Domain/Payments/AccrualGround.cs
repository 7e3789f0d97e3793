namespace Commissioning.Domain.Payments;

/// <summary>What a line at 31 March rests on, so that working the lines out again knows which line is which.</summary>
public enum AccrualGround
{
    /// <summary>Claims that are accepted and not paid.</summary>
    Claims,

    /// <summary>What a return or the area's ledger says was spent.</summary>
    Spending,

    /// <summary>The days of the project after 31 March.</summary>
    Period,
}
