namespace Commissioning.Domain.Accounts;

public static class SignInKinds
{
    public static string Words(SignInKind kind) =>
        kind switch
        {
            SignInKind.EmailLink => "Signed in with a link or code from an e-mail",
            SignInKind.Password => "Signed in with a password",
            SignInKind.Code => "Signed in with a password and a code",
            SignInKind.RecoveryCode => "Signed in with a recovery code",
            SignInKind.Passkey => "Signed in with a passkey",
            SignInKind.Directory => "Signed in with the directory",
            SignInKind.DirectoryAndCode => "Signed in with the directory and a code",
            SignInKind.Demonstration => "Signed in as a demonstration person",
            SignInKind.WrongPassword => "Wrong password",
            SignInKind.WrongCode => "Wrong code",
            SignInKind.UnknownAddress => "Unknown address",
            SignInKind.LockedOut => "Locked out",
            SignInKind.PasskeyRefused => "Passkey refused",
            SignInKind.DirectoryRefused => "Directory sign-in refused",
            SignInKind.LocalRefused => "Must use the directory",
            SignInKind.SignedOut => "Signed out",
            _ => "Sessions ended",
        };
}
