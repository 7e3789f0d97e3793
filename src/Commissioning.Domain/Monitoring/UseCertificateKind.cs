namespace Commissioning.Domain.Monitoring;

/// <summary>Who stands behind the certificate of how a grant was used.</summary>
public enum UseCertificateKind
{
    /// <summary>Somebody who may sign for the organisation.</summary>
    BySignatory,

    /// <summary>The same, and an independent examiner or an auditor.</summary>
    Examined,
}
