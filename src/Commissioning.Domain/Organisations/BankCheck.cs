namespace Commissioning.Domain.Organisations;

/// <summary>Who has done what with new bank details.</summary>
/// <param name="IsChange">There are confirmed details already, so a call-back is needed (R33).</param>
public sealed record BankCheck(BankState State, bool IsChange, Guid GivenBy, PayeeResult? Payee, string? PayeeNote, Guid? CalledBy);
