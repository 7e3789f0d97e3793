namespace Commissioning.Domain.Applications;

public enum CertificateState
{
    Asked,
    Replaced,
    SentBack,
    Certified,
}
