namespace Commissioning.Domain.Organisations;

/// <summary>The checks made on new bank details, and by whom.</summary>
/// <param name="IsChange">Confirmed details exist already, so a call-back is needed (R33).</param>
public sealed record BankCheck(
    BankState State,
    bool IsChange,
    Guid GivenBy,
    PayeeResult? Payee,
    string? PayeeNote,
    Guid? CalledBy,
    BankHold? Hold = null
)
{
    /// <summary>Whether somebody must ring before the details can be confirmed.</summary>
    public bool NeedsCall => IsChange || Hold is not null;
}
