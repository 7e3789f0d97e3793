namespace Commissioning.Domain.Messages;

/// <summary>Messages about signing in and accounts.</summary>
internal static class AccountMessages
{
    public static readonly IReadOnlyList<MessageText> All =
    [
        new(MessageKind.SignInLink)
        {
            Title = "Link to sign in",
            When = "When somebody asks to sign in",
            To = "The owner of the address",
            Subject = "Your link to sign in to our grants portal",
            Body = """
                Use the button below to sign in.

                Or type this code on the page you have open: {{code}}

                The button and the code work once, until {{until}} (UK time). If they have expired, press the button: we will send you new ones.

                If you did not ask for this, you can ignore it. Nobody can sign in without this e-mail.
                """,
            Fields = [new("code", "The six digits", "482 913"), new("until", "When they expire", "5:40pm")],
            Needed = ["code", "until"],
            Button = "Sign in",
            Why = "You get this because someone asked to sign in with this address.",
            ByFund = false,
        },
        new(MessageKind.ApplyLink)
        {
            Title = "Link to carry on with an application",
            When = "When somebody without a session starts to apply",
            To = "The owner of the address",
            Subject = "{{about}}: your link to carry on with your application",
            Body = """
                Use the button below to carry on with your application to {{about}}. It takes you back to where you left off.

                Or type this code on the page you have open: {{code}}

                The button and the code work once, until {{until}} (UK time). If they have expired, press the button: we will send you new ones.

                If you did not ask for this, you can ignore it. Nobody can sign in without this e-mail.
                """,
            Fields =
            [
                new("about", "Fund and round they apply to", "Commissioner's Safety Fund, Round 1"),
                new("code", "The six digits", "482 913"),
                new("until", "When they expire", "5:40pm"),
            ],
            Needed = ["code", "until"],
            Button = "Carry on with my application",
            Why = "You get this because someone asked to apply with this address.",
            ByFund = false,
        },
        new(MessageKind.StaffLink)
        {
            Title = "Link to choose a password",
            When = "When a member of staff asks to choose a password",
            To = "The member of staff",
            Subject = "Choose your password",
            Body = """
                You work for the office, so you sign in with a password. Use this button to choose it.

                The button works once, until {{until}} (UK time). If it has expired, press it: we will send you a new one.

                If you did not ask for this, you can ignore it. Nothing changes.
                """,
            Fields = [new("until", "When it expires", "5:40pm")],
            Needed = ["until"],
            Button = "Choose a password",
            Why = "You get this because someone asked to sign in with this address.",
            ByFund = false,
        },
        new(MessageKind.PasswordSet)
        {
            Title = "A password was changed",
            When = "When a password is chosen",
            To = "The owner of the account",
            Subject = "Your password was changed",
            Body = """
                A new password was chosen for your account. We have ended every session.

                If that was not you, sign out everywhere with this button. Then ring us at once.
                """,
            Fields = [],
            Needed = [],
            Button = "See where you are signed in",
            Why = "You get this because it is about your account.",
            ByFund = false,
        },
        new(MessageKind.NewDevice)
        {
            Title = "A sign-in from a new device",
            When = "When staff sign in from a device that is new to the account",
            To = "The owner of the account",
            Subject = "A sign-in from a new device",
            Body = """
                Your account was used from a device that we had not seen before: {{device}}. {{way}}.

                If that was not you, sign out everywhere with this button. Then ring us at once.
                """,
            Fields =
            [
                new("device", "The device", "Firefox on Windows"),
                new("way", "How they signed in", "Password and authenticator app"),
            ],
            Needed = ["device"],
            Button = "See where you are signed in",
            Why = "You get this because it is about your account.",
            ByFund = false,
        },
        new(MessageKind.RecoveryCodeUsed)
        {
            Title = "A recovery code was used",
            When = "When a recovery code is used to sign in",
            To = "The owner of the account",
            Subject = "A recovery code was used",
            Body = """
                One of your recovery codes was used to sign in. {{left}} If you have lost your phone, set up another one now.

                If that was not you, sign out everywhere with this button. Then ring us at once.
                """,
            Fields = [new("left", "How many are left, a sentence", "You have 7 codes left.")],
            Needed = ["left"],
            Button = "See where you are signed in",
            Why = "You get this because it is about your account.",
            ByFund = false,
        },
        new(MessageKind.RecoveryCodesMade)
        {
            Title = "New recovery codes",
            When = "When recovery codes are made",
            To = "The owner of the account",
            Subject = "You have new recovery codes",
            Body = """
                You have new recovery codes. The old ones no longer work.

                If that was not you, sign out everywhere with this button. Then ring us at once.
                """,
            Fields = [],
            Needed = [],
            Button = "See where you are signed in",
            Why = "You get this because it is about your account.",
            ByFund = false,
        },
        new(MessageKind.AuthenticatorChanged)
        {
            Title = "An authenticator app was set up",
            When = "When an authenticator app is set up",
            To = "The owner of the account",
            Subject = "Your authenticator app was set up",
            Body = """
                An authenticator app was set up for your account. Codes from an older phone no longer work, nor do its recovery codes.

                If that was not you, sign out everywhere with this button. Then ring us at once.
                """,
            Fields = [],
            Needed = [],
            Button = "See where you are signed in",
            Why = "You get this because it is about your account.",
            ByFund = false,
        },
        new(MessageKind.PasskeyAdded)
        {
            Title = "A passkey was added",
            When = "When a passkey is added",
            To = "The owner of the account",
            Subject = "A passkey was added",
            Body = """
                You can now sign in to your account with the passkey {{passkey}}.

                If that was not you, sign out everywhere with this button. Then ring us at once.
                """,
            Fields = [new("passkey", "Name of the passkey", "My laptop")],
            Needed = ["passkey"],
            Button = "See where you are signed in",
            Why = "You get this because it is about your account.",
            ByFund = false,
        },
        new(MessageKind.PasskeyRemoved)
        {
            Title = "A passkey was removed",
            When = "When a passkey is removed",
            To = "The owner of the account",
            Subject = "A passkey was removed",
            Body = """
                The passkey {{passkey}} no longer opens your account.

                If that was not you, sign out everywhere with this button. Then ring us at once.
                """,
            Fields = [new("passkey", "Name of the passkey", "My laptop")],
            Needed = ["passkey"],
            Button = "See where you are signed in",
            Why = "You get this because it is about your account.",
            ByFund = false,
        },
        new(MessageKind.SecondFactorReset)
        {
            Title = "A second step was removed",
            When = "When an administrator removes the second step of an account",
            To = "The owner of the account",
            Subject = "Set up your authenticator app again",
            Body = """
                An administrator removed the authenticator app, recovery codes and passkeys from your account. We do this when a phone is lost.

                To set up another one, ask an administrator for a set-up code. Then sign in with your password.

                If you did not ask for this, ring us at once.
                """,
            Fields = [],
            Needed = [],
            Button = "Sign in",
            Why = "You get this because it is about your account.",
            ByFund = false,
        },
        new(MessageKind.BreakGlassNamed)
        {
            Title = "An administrator was named on the server",
            When = "When the server names an administrator who may sign in with a password",
            To = "The other administrators",
            Subject = "An administrator was named on the server",
            Body = """
                {{person}} was made an administrator who may sign in with a password. This was done on the server itself.

                If no one told you why, ask the people who run the server.
                """,
            Fields = [new("person", "Name of the new administrator", "Sam Reed")],
            Needed = ["person"],
            Button = "See their account",
            Why = "You get this because you are an administrator.",
            ByFund = false,
        },
        new(MessageKind.BreakGlassUsed)
        {
            Title = "The account for emergencies was used",
            When = "When the account for emergencies signs in",
            To = "The other administrators",
            Subject = "The account for emergencies was used",
            Body = """
                {{person}} signed in with the account that we keep for emergencies: {{device}}. {{way}}.

                If no one told you why, end its sessions.
                """,
            Fields =
            [
                new("person", "Name of the person", "Sam Reed"),
                new("device", "The device", "Firefox on Windows"),
                new("way", "How they signed in", "Password and authenticator app"),
            ],
            Needed = ["person"],
            Button = "See their sessions",
            Why = "You get this because you are an administrator.",
            ByFund = false,
        },
    ];
}
