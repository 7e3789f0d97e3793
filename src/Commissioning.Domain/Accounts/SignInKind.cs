namespace Commissioning.Domain.Accounts;

/// <summary>What happened at the door. Names are stored, so never rename one.</summary>
public enum SignInKind
{
    Password,
    Code,
    RecoveryCode,
    Passkey,
    Directory,
    DirectoryAndCode,
    Demonstration,
    WrongPassword,
    WrongCode,
    UnknownAddress,
    LockedOut,
    PasskeyRefused,
    DirectoryRefused,
    LocalRefused,
    SignedOut,
    SessionsEnded,
}
