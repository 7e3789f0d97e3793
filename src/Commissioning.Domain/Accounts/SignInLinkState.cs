namespace Commissioning.Domain.Accounts;

/// <summary>Whether a sign-in link, or its six digits, can still be used.</summary>
public enum SignInLinkState
{
    Usable,
    Expired,
    Used,

    /// <summary>No such link, or not this token.</summary>
    Unknown,
}
