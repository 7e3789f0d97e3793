namespace Commissioning.Domain.Accounts;

/// <summary>Kinds of sign-in event. Names are stored, so never rename one.</summary>
public enum SignInKind
{
    EmailLink,
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
