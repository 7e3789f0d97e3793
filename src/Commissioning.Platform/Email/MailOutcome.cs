namespace Commissioning.Platform.Email;

/// <summary>
/// What became of an e-mail that was handed over. Refused: the server will never take it for this person. TryLater: it will not now.
/// ServerUnavailable: the server cannot be reached or takes no e-mail from us, whoever it is for. Unknown: it may have been taken.
/// NotHandedOver: it could not be made ready. LocalFailure: nor could it be, because something of the portal's own is away.
/// </summary>
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
