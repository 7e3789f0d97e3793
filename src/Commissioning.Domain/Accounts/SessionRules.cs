namespace Commissioning.Domain.Accounts;

public static class SessionRules
{
    /// <summary>Sessions and sign-ins are kept for 13 months, to answer questions about them (default, not OPCC policy).</summary>
    public const int MonthsKept = 13;

    /// <summary>Wrong passwords and codes together, from one known device or one network, before it is refused (defaults, not OPCC
    /// policy).</summary>
    public const int MostTries = 5;

    /// <summary>The same within an hour from all networks together. Devices in which the person has signed in before stay open.</summary>
    public const int MostTriesOfStrangers = 50;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>How long after signing in by e-mail a passkey may be added or removed without signing in again.</summary>
    public static readonly TimeSpan ProvenFor = TimeSpan.FromMinutes(15);

    /// <summary>How long the key of a new authenticator app waits for its first code.</summary>
    public static readonly TimeSpan NewPhoneWithin = TimeSpan.FromMinutes(10);

    /// <summary>How long after a person ended a session a form of theirs that was still open is kept (default, not OPCC policy).</summary>
    public static readonly TimeSpan FormsKeptFor = TimeSpan.FromHours(1);

    /// <summary>Null when a form that was sent without an open session is kept for the person of this one.</summary>
    /// <param name="endedAt">Null: it was not ended; it expired.</param>
    /// <param name="isOwnForm">Whether the form was made for this person.</param>
    public static Refusal? WhyCannotKeepForm(DateTime? endedAt, SessionEnd? why, bool isOwnForm, DateTime now) =>
        endedAt is not { } ended || (why is SessionEnd.SignedOut or SessionEnd.EndedByPerson && isOwnForm && now - ended <= FormsKeptFor)
            ? null
            : new("That session was ended");

    /// <summary>The instant (UTC) at which a session last used at <paramref name="seenAt"/> ends.</summary>
    public static DateTime EndsAt(DateTime createdAt, DateTime seenAt, bool staff, SessionLimits limits)
    {
        var idle = seenAt + (staff ? limits.StaffIdle : limits.Idle);
        var longest = createdAt + (staff ? limits.StaffLongest : limits.Longest);
        return idle < longest ? idle : longest;
    }

    public static string Words(SessionEnd why) =>
        why switch
        {
            SessionEnd.SignedOut => "Signed out",
            SessionEnd.EndedByPerson => "Ended from another device",
            SessionEnd.EndedByAdministrator => "Ended by an administrator",
            SessionEnd.PasswordChanged => "Ended by a new password",
            SessionEnd.SecondFactorChanged => "Ended by a changed second factor",
            SessionEnd.RolesChanged => "Ended by changed roles",
            _ => "Ended by a change of the account",
        };

    /// <summary>Null when this passkey may be removed. Staff must keep one way to prove a second factor.</summary>
    public static Refusal? WhyCannotRemovePasskey(bool staff, bool authenticator, int passkeys) =>
        staff && !authenticator && passkeys <= 1
            ? new("This is your only second factor. Set up an authenticator app or another passkey first.")
            : null;

    /// <summary>Null when a passkey may have this name (1 to 60 characters).</summary>
    public static Refusal? WhyNotPasskeyName(string? name) =>
        name?.Trim().Length is > 0 and <= 60 ? null : new("Enter a name of up to 60 characters, such as Work laptop", nameof(name));
}
