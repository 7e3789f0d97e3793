namespace Commissioning.Domain.Audit;

/// <summary>Everything that can be done to a record, in lifecycle order. Names are stored, so never rename one: add another.</summary>
public enum AuditAction
{
    // Accounts
    PersonRegistered, EmailConfirmed, SignedIn, SignInFailed, LockedOut, PasswordReset, PersonUpdated, AuthenticatorSetUp, RolesChanged, AccountEmailSent, FormHeld,
    OrganisationCreated, OrganisationChanged, MemberAdded, MemberRemoved, LeadNamed, SignatoryNamed,
    // Accounts: sessions, passkeys, sign-in with the organisation's own directory
    PasskeyAdded, PasskeyRemoved, RecoveryCodesMade, SignedOut, SessionEnded, SignedOutEverywhere,
    // Funds
    FundCreated, FundRenamed, MessageChanged, RoundCreated, RoundChanged, CriteriaChanged, QuestionsChanged, PolicyChanged, ChecksChanged, PanelChanged, RoundPublished, FormCorrected, RoundImported, DecisionDateChanged,
    // Applications
    ApplicationStarted, ApplicationEntered, SectionSaved, DraftReminded, DocumentUploaded, DocumentRemoved, ApplicationSubmitted, EqualityAnswered, ProfileConfirmed, ChangeRequested, ChangeAnswered, ApplicationWithdrawn,
    // Due diligence
    CheckRecorded, FailLookedAtAgain, BidAssessed, CheckRanOut, ChecksTaken, TierChanged, RegisterSeen, RegisterRead, BankDetailsGiven, BankDetailsViewed, PayeeRecorded, BankCallRecorded, BankDetailsConfirmed, BankDetailsRefused, ModulusTableLoaded,
    StopFlagPlaced, StopFlagLifted, OrganisationsCompared, SanctionReviewed, SubsidyAssessed, SubsidyNoticeSent, SubsidyConfirmed, SubsidyAwardConfirmed, SubsidyLimitSet, SafeguardingSaved, ConcernRaised, ConcernRead, ConcernNoted, ConcernClosed,
    // Scoring
    ScorersAssigned, ConflictDeclared, ScoreSaved, ScoresSealed, UnsealAsked, ScoresUnsealed, UnsealRefused, PracticeMarked, MarkersReminded,
    // Moderation
    ScoreAgreed, MeansAgreed, BidShown, ThresholdSet, DrawRecorded, CloseCallSaid, PartAwardProposed, PartAwardAnswered, OverAllocationAsked, OverAllocationAnswered,
    // Decisions
    PaperTextSaved, RecommendationMade, PaperSigned, PaperReturned, BidSettled, RoundDecided, DecisionCorrected, ApprovalLevelSet,
    // Awards
    LettersStarted, LetterMade, LettersReleased, AwardAccepted, LetterTemplateSaved, LetterTemplateApproved, AwardQuestionAsked, AwardQuestionAnswered, OfferExtended, OfferReminded, OfferDeclined, OfferWithdrawn, RequirementChanged, ReserveFunded,
    AwardChangeAsked, AwardChangeApproved, AwardChangeRefused, AwardChangeTakenBack,
    // Payments
    PaymentRequested, PaymentApproved, PaymentRefused, InstalmentsSet, ConditionMet, ClaimSent, ClaimDecided, PaymentBatchMade, PaymentFileTaken, PaymentResultRead, PaymentLimitSet, PaymentsReconciled,
    // Monitoring
    ReturnSaved, ReturnSubmitted, ReturnAccepted, ReturnPrepared, ReturnScheduled, ReturnReminded, ReturnPhotoAdded, ReturnEvidenceAdded, VisitRecorded,
    CloseOutProposed, CloseOutAgreed, ReuseDecided, RecoveryReceived, AwardClosed,
    // CSP budgets
    LedgerYearOpened, LedgerPosted, LedgerReversed, LedgerYearEnd, LedgerFileRead, CspReturnSaved, CspReturnCertified, CspAreasSet, CspProjectProposed, CspProjectDecided, CspProjectFinished, CspAreaChanged, CspRemindersSent,
    // Publishing and the portal itself
    RoundResultsPublished, ProjectPublished, ProjectFileTaken, ClockMoved, DemonstrationLoaded, EmailResent, Migrated, FileScanned, FileQuarantined,
    // Operations
    ArchiveExported, RetentionSet, LegalHoldPlaced, LegalHoldLifted, RecordsExported, RecordsErased, LeaseTakenOver, AlertRaised, AlertCleared,
}
