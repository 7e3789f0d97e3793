namespace Commissioning.Domain.Applications;

/// <summary>What an applicant or a holder of a grant may have to do. Tasks of one day are shown in this order.</summary>
public enum ApplicantTaskKind
{
    Join,
    AnswerChanges,
    AnswerPart,
    CertifyApplication,
    Continue,
    WaitForCertificate,
    Accept,
    AskForTime,
    BankDetails,
    Subsidy,
    Condition,
    AnswerRecovery,
    CertifyReturn,
    Return,
    WaitForReturn,
    CorrectClaim,
    UseCertificate,
    WaitForUseCertificate,
    CloseOut,
    PublicPage,
    Letter,
    VariationAnswer,
}
