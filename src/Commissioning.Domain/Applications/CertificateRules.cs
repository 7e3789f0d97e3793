using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>A second person of the organisation certifies an application before it is sent, where the round asks for it. Who finished it
/// never certifies it, and a change after the request ends it.</summary>
public static class CertificateRules
{
    /// <summary>Whether the round asks for it. An application on paper is signed on paper.</summary>
    public static bool Asks(RoundPolicy policy, Channel channel) => policy.SecondPersonCertifies && channel == Channel.Online;

    /// <summary>Null when the person who finished an application may send it without another.</summary>
    public static Refusal? WhyCannotSendAlone(RoundPolicy policy, Channel channel) =>
        Asks(policy, channel)
            ? new("A second person of your organisation must certify this application, which sends it. Ask one now. Everything is saved.")
            : null;

    /// <summary>Null when one person is chosen, or invited.</summary>
    public static Refusal? WhyNobodyIsChosen(string? email, string? invite) =>
        (string.IsNullOrWhiteSpace(email), string.IsNullOrWhiteSpace(invite)) switch
        {
            (true, true) => new("Choose who certifies it, or invite somebody", nameof(email)),
            (false, false) => new("Choose a colleague or invite somebody, not both", nameof(invite)),
            _ => null,
        };

    /// <summary>Null when this colleague may be asked.</summary>
    /// <param name="own">The address of who asks.</param>
    /// <param name="belongs">The address is that of a member, or of somebody who is invited.</param>
    public static Refusal? WhyCannotAsk(string? email, string own, bool belongs) =>
        email is null ? new("Choose who certifies it", nameof(email))
        : string.Equals(email, own, StringComparison.OrdinalIgnoreCase)
            ? new("Choose somebody else. You finished the application, so you cannot also certify it.", nameof(email))
        : belongs ? null
        : new Refusal("Choose a member of the organisation, or invite them first", nameof(email));

    /// <summary>Null when this person may certify the application, or send it back.</summary>
    /// <param name="isAsked">The request is to this person.</param>
    /// <param name="isUnchanged">Nothing was changed after the request.</param>
    public static Refusal? WhyCannotCertify(CertificateState? state, Guid askedBy, Guid person, bool isAsked, bool isUnchanged) =>
        state != CertificateState.Asked ? new("Nobody asks for this application to be certified now")
        : askedBy == person ? new("You finished this application, so somebody else must certify it")
        : !isAsked ? new("Somebody else was asked to certify this application")
        : isUnchanged ? null
        : new Refusal("The application was changed after you were asked. The person who asked you must ask again.");

    /// <summary>An application is not sent in the name of somebody who has left the organisation.</summary>
    public static Refusal WhyAskerLeft(string name) =>
        new($"{name} has left the organisation. Somebody else must finish the application and ask again.");

    /// <summary>What is missing when somebody certifies.</summary>
    public static IReadOnlyList<Refusal> WhyIncomplete(string? certifiedName, bool agreed)
    {
        var refusals = new List<Refusal>();
        if (!agreed)
            refusals.Add(new("Confirm that you have read the application and that it is true", nameof(agreed)));
        if (certifiedName?.Trim() is not { Length: > 0 and <= 200 })
            refusals.Add(new("Enter your full name", nameof(certifiedName)));
        return refusals;
    }
}
