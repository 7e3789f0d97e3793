namespace Commissioning.Platform.Email;

/// <summary>The result of handing over an e-mail. Refused: the server will never accept it for this person. TryLater: not now.
/// ServerUnavailable: the server cannot be reached, or accepts no e-mail from us. Unknown: it may have been accepted. NotHandedOver: it
/// could not be prepared. LocalFailure: it could not be prepared because part of the portal (database or storage) is unavailable.</summary>
public enum MailOutcome
{
    Accepted,
    Refused,
    TryLater,
    ServerUnavailable,
    Unknown,
    NotHandedOver,
    LocalFailure,
}
