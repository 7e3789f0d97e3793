using Commissioning.Platform.Email;

namespace Commissioning.Features.Accounts;

/// <summary>E-mails to a person about their own account, queued in the transaction of the change.</summary>
public static class AccountNotices
{
    public static EmailMessage NewDevice(Person person, Office office, string device, string way) =>
        Message(
            person,
            office,
            "A sign-in from a new device",
            $"Your account was used from a device that was not seen before: {device}. {way}."
        );

    public static EmailMessage RecoveryCodeUsed(Person person, Office office, int left) =>
        Message(
            person,
            office,
            "A recovery code was used",
            $"One of your recovery codes was used to sign in. {(left == 1 ? "1 code is" : $"{left} codes are")} left. If your phone is lost, set up another one now."
        );

    public static EmailMessage RecoveryCodesMade(Person person, Office office) =>
        Message(person, office, "You have new recovery codes", "New recovery codes were made. The old ones no longer work.");

    public static EmailMessage AuthenticatorChanged(Person person, Office office) =>
        Message(
            person,
            office,
            "Your authenticator app was set up",
            "An authenticator app was set up for your account. Codes from a phone that was set up before, and its recovery codes, no longer work."
        );

    public static EmailMessage PasskeyAdded(Person person, Office office, string name) =>
        Message(person, office, "A passkey was added", $"The passkey {name} can now be used to sign in to your account.");

    public static EmailMessage PasskeyRemoved(Person person, Office office, string name) =>
        Message(person, office, "A passkey was removed", $"The passkey {name} no longer opens your account.");

    public static EmailMessage SecondFactorReset(Person person, Office office) =>
        Message(
            person,
            office,
            "Set up your authenticator again",
            "An administrator has removed your authenticator app, recovery codes and passkeys from your account. We do this when a phone is lost. Sign in with your password to set up another one."
        );

    public static EmailMessage BreakGlass(string email, Person person, Office office) =>
        new(
            email,
            "An administrator was named from the command line",
            $"{person.DisplayName} was made an administrator who may sign in with a password, from the command line of the {office.ServiceName}'s server. If no one told you why, ask the people who run the server.",
            person.Id
        );

    public static EmailMessage BreakGlassUsed(string email, Person person, Office office, string device, string way) =>
        new(
            email,
            "The account for emergencies was used",
            $"{person.DisplayName} signed in to the {office.ServiceName} with the account that is kept for emergencies: {device}. {way}. If no one told you why, end its sessions: {office.LinkTo(Links.Accounts.Person(person.Id))}",
            person.Id
        );

    private static EmailMessage Message(Person person, Office office, string subject, string text) =>
        new(
            person.Email,
            subject,
            $"""
            Hello {person.DisplayName},

            {text}

            If that was not you, sign out everywhere and choose a new password: {office.LinkTo(Links.Accounts.Sessions)}
            Then tell us: {office.ContactEmail} or {office.ContactPhone}

            {office.ServiceName}
            """,
            person.Id
        );
}
