namespace Commissioning.Domain.Accounts;

/// <summary>Why a session ended early. Names are stored, so never rename one.</summary>
public enum SessionEnd
{
    SignedOut,
    EndedByPerson,
    EndedByAdministrator,
    PasswordChanged,
    SecondFactorChanged,
    RolesChanged,
    AccountChanged,
}
