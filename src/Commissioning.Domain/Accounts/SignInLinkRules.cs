using System.Security.Cryptography;

namespace Commissioning.Domain.Accounts;

/// <summary>Sign-in by a link or six digits in an e-mail. All figures are defaults, not OPCC policy.</summary>
public static class SignInLinkRules
{
    /// <summary>How long a link and its digits work.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long an expired link still knows where its owner was going, so that one press sends a new one to the same
    /// place.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Wrong digits before only the link works: a guess then succeeds five times in a million.</summary>
    public const int MostTries = 5;

    /// <summary>E-mails to one address within <see cref="Lifetime"/>. One that still works is then always in the mailbox, so that a
    /// stranger who asks again and again does not keep the owner out.</summary>
    public const int MostToOneAddress = 3;

    /// <summary>E-mails asked for from one network within <see cref="Lifetime"/>; a library or an office may share one.</summary>
    public const int MostFromOneNetwork = 30;

    /// <summary>What to say beside the page that asks for the digits, when nothing more was sent; null when it was. The same for an
    /// address with an account and one without.</summary>
    public static string? WhyNotSent(bool isSent) =>
        isSent ? null : $"If we can send another message, it is on its way. We send at most {MostToOneAddress} in 10 minutes.";

    /// <summary>Null when these digits may be checked against the newest message; otherwise which digits they are.</summary>
    /// <param name="state">The state of the message whose digits they are.</param>
    public static Refusal? WhyNotTheCode(SignInLinkState state, bool isNewest, string field) =>
        state switch
        {
            SignInLinkState.Used => new("That code has been used: each works once. Ask for a new one below.", field),
            SignInLinkState.Expired => new("That code has expired: codes work for 10 minutes. Ask for a new one below.", field),
            SignInLinkState.Usable when !isNewest => new(
                "That is the code of an earlier message. Enter the code of the newest one, or open the earlier message's link.",
                field
            ),
            _ => null,
        };

    /// <summary>A secret for a link: 26 letters and digits, 130 bits, so that the whole address stays below 80 characters. In small
    /// letters, as addresses are, and without those that look alike.</summary>
    public static string NewToken() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 26);

    public static SignInLinkState StateOf(bool found, DateTime expiresAt, DateTime? usedAt, DateTime now) =>
        !found ? SignInLinkState.Unknown
        : usedAt is not null ? SignInLinkState.Used
        : expiresAt <= now ? SignInLinkState.Expired
        : SignInLinkState.Usable;

    /// <summary>The sentence for a link that cannot be used; null when it can.</summary>
    public static Refusal? WhyNotUsable(SignInLinkState state) =>
        state switch
        {
            SignInLinkState.Usable => null,
            SignInLinkState.Used => new("This link has already been used. Ask for a new one below."),
            SignInLinkState.Expired => new("This link has expired: links work for 10 minutes. Ask for a new one below."),
            _ => new("This link is incomplete. Copy the whole link from the e-mail, or ask for a new one on the sign-in page."),
        };
}
