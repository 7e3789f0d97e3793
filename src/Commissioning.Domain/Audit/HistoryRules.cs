using Commissioning.Domain.Accounts;
using static Commissioning.Domain.Audit.AuditAction;

namespace Commissioning.Domain.Audit;

/// <summary>
/// Which entries of a record's trail its readers may see (R93). An action in no list is for auditors only, as are drafts, score sheets
/// before they are submitted, equality answers and concerns, so a new action is hidden until it is decided who may read it.
/// </summary>
public static class HistoryRules
{
    private static readonly Dictionary<Permission, AuditAction[]> Readers = new()
    {
        [Permission.ViewRounds] =
        [
            RoundCreated,
            RoundImported,
            RoundChanged,
            CriteriaChanged,
            QuestionAdded,
            QuestionsPicked,
            QuestionChanged,
            QuestionMoved,
            QuestionRemoved,
            EligibilityAndDocumentsChanged,
            PolicyChanged,
            AwardPolicyChanged,
            ChecksChanged,
            PanelChanged,
            RoundPublished,
            FormCorrected,
            TestSubmitted,
            DecisionDateChanged,
            ApplicationEntered,
            ApplicationSubmitted,
            ApplicationRecalled,
            ChangeRequested,
            ChangeRequestExtended,
            ChangeRequestClosed,
            ChangeAnswered,
            ApplicationWithdrawn,
        ],
        [Permission.ViewDueDiligence] =
        [
            OrganisationCreated,
            OrganisationChanged,
            MemberInvited,
            MemberJoined,
            MemberRemoved,
            LeadNamed,
            SignatoryNamed,
            SignatoryRemoved,
            CheckRecorded,
            CheckFailAgreed,
            CheckReopened,
            ChecksPlanned,
            CheckRanOut,
            ChecksAssigned,
            ChecksGivenBack,
            CheckEvidenceOpened,
            TierChanged,
            RegisterSeen,
            BankDetailsGiven,
            PayeeRecorded,
            BankCallRecorded,
            BankDetailsConfirmed,
            BankDetailsRefused,
            StopFlagPlaced,
            StopFlagLifted,
            OrganisationsCompared,
            SanctionReviewed,
            SubsidyAssessed,
            SubsidyNoticeSent,
            SubsidyConfirmed,
            SafeguardingSaved,
        ],
        [Permission.CheckBankDetails] = [BankDetailsViewed, BankProofViewed],
        [Permission.ViewModeration] =
        [
            AssessorsAssigned,
            AssessorsReminded,
            ConflictDeclared,
            NoConflictDeclared,
            AssessorRecused,
            SheetsMoved,
            ConflictWithdrawn,
            ConflictListDeclared,
            ScoresSubmitted,
            ScoreCorrectionRequested,
            ScoreSheetReopened,
            ScoreCorrectionRefused,
            ScoresViewed,
            RoundScoresViewed,
            ApplicationShown,
            ScoreAgreed,
            MeansAgreed,
            LetterReasonsWritten,
            LetterReasonsRead,
            ThresholdSet,
            DrawRecorded,
            CloseCallSaid,
            PartAwardProposed,
            PartAwardWithdrawn,
            PartAwardConfirmed,
            PartAwardDeclined,
        ],
        [Permission.ViewPapers] =
        [
            OverAllocationAsked,
            OverAllocationApproved,
            OverAllocationRefused,
            PaperTextSaved,
            RecommendationMade,
            PaperSigned,
            PaperReturned,
            RoundDecided,
            DecisionCorrected,
            DeferralDecided,
            DecisionReviewOpened,
            DecisionReviewed,
            ReviewFollowed,
        ],
        [Permission.ViewAwards] =
        [
            LettersStarted,
            LettersMadeAgain,
            LetterMade,
            LettersReleased,
            OfferDatesShifted,
            OfferDatesSet,
            OfferDatesKept,
            AwardAccepted,
            AwardQuestionAsked,
            AwardQuestionAnswered,
            OfferExtended,
            OfferReminded,
            OfferDeclined,
            OfferWithdrawn,
            ConditionAdded,
            ConditionEvidenceGiven,
            ConditionAccepted,
            ConditionSentBack,
            ConditionWaived,
            ReserveFunded,
            VariationRequested,
            VariationApproved,
            VariationRefused,
            VariationRequestWithdrawn,
            InstalmentsSet,
            InstalmentConditionMet,
            ClaimSent,
            ClaimAccepted,
            ClaimGivenBack,
            PaymentRequested,
            PaymentRequestedAgain,
            PaymentApproved,
            PaymentRefused,
            PaymentRemovedFromRun,
            ReturnSubmitted,
            ReturnAccepted,
            ReturnSentBack,
            ReturnAdded,
            ReturnDateMoved,
            ReturnReminded,
            VisitRecorded,
            CloseOutProposed,
            CloseOutAgreed,
            ReuseApproved,
            ReuseRefused,
            RecoveryReceived,
            AwardClosed,
            ProjectPagePublished,
            ProjectPageWithdrawn,
            ProjectFileOpened,
            ProjectFileDownloaded,
        ],
    };

    /// <summary>The permission needed to read the history of this kind of record.</summary>
    public static Permission RecordPermission(HistoryKind kind) =>
        kind switch
        {
            HistoryKind.Award => Permission.ViewAwards,
            HistoryKind.Organisation => Permission.ViewDueDiligence,
            _ => Permission.ViewRounds,
        };

    /// <param name="scoresHidden">An assessor who has sheets open must not learn what others gave, whatever else they may see.</param>
    public static IReadOnlyList<AuditAction> Readable(IReadOnlySet<Permission> may, bool scoresHidden) =>
        Readers
            .Where(reader => may.Contains(reader.Key) && !(scoresHidden && reader.Key == Permission.ViewModeration))
            .SelectMany(reader => reader.Value)
            .ToList();
}
