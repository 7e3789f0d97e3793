namespace Commissioning.Domain.Monitoring;

public enum UseCertificateState
{
    /// <summary>Not signed, or to be signed again.</summary>
    Wanted,

    /// <summary>Signed, and to be checked by an officer.</summary>
    Sent,
    Accepted,

    /// <summary>Two members of staff agreed that it is not needed.</summary>
    Waived,
}
