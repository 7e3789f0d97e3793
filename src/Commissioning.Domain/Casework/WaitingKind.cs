namespace Commissioning.Domain.Casework;

/// <summary>A kind of task that waits for a member of staff.</summary>
public enum WaitingKind
{
    Sheet,
    Check,
    SecondLook,
    AnswerFromApplicant,
    QuestionAboutOffer,
    Correction,
    Moderation,
    Recommendation,
    SignOff,
    Decision,
    OverAllocation,
    LettersToMake,
    LettersToRelease,
    ConditionEvidence,
    LateOffer,
    BankDetails,
    PaymentToApprove,
    PaymentForRun,
    Claim,
    Return,
    LateReturn,
    Variation,
    CspProject,
    CspReturn,
    Concern,
    FailedEmail,
    QuarantinedFile,
    Alert,
}
