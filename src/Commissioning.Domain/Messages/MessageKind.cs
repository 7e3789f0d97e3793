namespace Commissioning.Domain.Messages;

/// <summary>Every message that the portal sends by e-mail, one value each.</summary>
public enum MessageKind
{
    // Accounts
    SignInLink,
    ApplyLink,
    StaffLink,
    PasswordSet,
    NewDevice,
    RecoveryCodeUsed,
    RecoveryCodesMade,
    AuthenticatorChanged,
    PasskeyAdded,
    PasskeyRemoved,
    SecondFactorReset,
    BreakGlassNamed,
    BreakGlassUsed,

    // Organisations
    MemberInvited,
    PeopleChanged,

    // Rounds
    OpeningAlertAsked,
    RoundOpened,
    AmendmentForApplicant,
    AmendmentForAssessor,
    FormCorrected,
    QuestionsAnswered,

    // Applications
    Receipt,
    ClosingReminder,
    ChangesAsked,
    DecisionDateChanged,
    Withdrawn,
    ChangesMoreTime,
    ChangesClosed,
    Recalled,
    CertificateAsked,
    CertificateSentBack,
    PartAwardQuestion,
    WrittenMessage,
    WrittenToOrganisation,
    ApplicantWrote,

    // The panel
    ScoringReminder,
    AssessorRecused,
    SheetsMoved,
    PanelJoined,
    SheetAffected,
    WrittenToPanel,

    // Offers and grants
    GrantAccepted,
    OfferDeclineReceived,
    OfferReminder,
    OfferPassed,
    OfferMoreTime,
    OfferWithdrawn,
    OfferAnswer,
    EvidenceWanted,
    EvidenceAgain,
    ChangeRefused,
    OfferDeclined,
    OfferQuestion,
    ChangeAsked,
    RecoveryProposed,
    RecoveryAnswered,
    RecoveryDropped,
    OfferNotAccepted,

    // Payments
    ClaimAccepted,
    ClaimSentBack,
    ClaimSent,

    // Returns and the end of a grant
    ReturnAdded,
    ReturnDateMoved,
    ReturnAccepted,
    ReturnSentBack,
    ReturnToCertify,
    ReturnSent,
    UseCertificateAsked,
    UseCertificateDue,
    UseCertificateLate,
    UseCertificateSent,
    UseCertificateAgain,
    UseCertificateAccepted,
    UseCertificateWaived,
    CloseOutProposed,
    CloseOutAgreed,
    CloseOutDisputed,
    MoneyLeftDecided,
    MoneyReceived,

    // The public page of a project
    PublicPageProposed,
    PublicPageAnswered,
    PublicPagePublished,
    PublicPageTakenDown,
    ConsentWithdrawn,
    ConsentWithdrawnOffice,
    ReleaseLate,

    // The office
    ConcernRaised,
    NoteMention,
    AlertRaised,
    WorkWaiting,
    AuditTrailAnchored,

    // What has arrived, or came too late
    ReturnReceived,
    ClaimReceived,
    VariationReceived,
    ReviewReceived,
    DraftNotSent,
    GrantClosed,

    // Money
    BankDetailsReceived,
    BankDetailsChanged,
    BankDetailsConfirmed,
    BankDetailsRefused,
    PaymentMade,
    PaymentsMade,
    PaymentFailed,
    PaymentFailedOffice,
    AreaPaymentMade,
    AreaPaymentFailed,
    RecoveryInvoiced,
    RecoveryDue,
    RecoveryLate,
    SubsidyNotice,
    SubsidyConfirmed,

    // People
    ContactChanged,
    GrantContactChanged,

    // Reminders of returns
    ReturnsDue,
    ReturnsLate,
    ReturnsLateOffice,
    CspReturnReminder,
    CspAlarms,

    // The areas' returns and projects
    CspReturnCertified,
    CspReturnSentBack,
    CspReturnAccepted,
    CspSpendingReversed,
    CspProjectProposed,
    CspProjectDecided,
    CspYearToSign,
    CspYearToReopen,
}
