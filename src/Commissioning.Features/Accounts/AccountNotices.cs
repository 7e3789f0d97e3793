using Commissioning.Domain.Accounts;
using Commissioning.Platform.Email;

namespace Commissioning.Features.Accounts;

/// <summary>E-mails to a person about their own account, queued in the transaction of the change.</summary>
public static class AccountNotices
{
    /// <summary>Sent to the owner of the address. A name is put in only when the account is confirmed, so that nobody else chooses the
    /// words.</summary>
    /// <param name="about">What they want to apply for; null: they only sign in.</param>
    public static EmailMessage SignInLink(
        string address,
        string? name,
        bool staff,
        string? about,
        Office office,
        Guid id,
        string token,
        string code
    )
    {
        var minutes = (int)SignInLinkRules.Lifetime.TotalMinutes;
        var (subject, why) =
            staff ? ("choose your password", "You asked to sign in. You work for the office, so choose a password with this link:")
            : about is not null ? ("continue your application", $"You asked to apply to {about}. Open this link to go on where you were:")
            : ("your link to sign in", "You asked to sign in. Open this link:");
        return new(
            address,
            $"{about ?? office.ServiceName}: {subject}",
            $"""
            Hello{(name is null ? "" : " " + name)},

            {why}
            {office.LinkTo(Links.Accounts.SignInLink(id, token))}
            {(staff ? "" : $"\nOr type this code on the page where you asked for it: {code[..3]} {code[3..]}\n")}
            {(
                staff ? $"The link works once, within {minutes} minutes." : $"The link and the code work once, within {minutes} minutes."
            )} If they have expired, open the link: it sends you a new one.

            We never ask you for this link or code. If you did not ask for this e-mail, ignore it: nothing changes.

            {office.FunderName}
            {office.ContactPhone}
            {office.ContactEmail}
            """,
            id
        );
    }

    public static EmailMessage PasswordSet(Person person, Office office) =>
        Message(person, office, "Your password was changed", "A new password was chosen for your account, and every session was ended.");

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
            "An administrator has removed your authenticator app, recovery codes and passkeys from your account. We do this when a phone is lost. To set up another one, sign in with your password and ask an administrator for a set-up code."
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

            If that was not you, sign out everywhere: {office.LinkTo(Links.Accounts.Sessions)}
            Then tell us: {office.ContactEmail} or {office.ContactPhone}

            {office.ServiceName}
            """,
            person.Id
        );
}
