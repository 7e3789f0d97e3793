using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>Which parts of the database are in the archive. A test compares both lists with the migrations, so each new table must be added
/// to one of them.</summary>
internal static class ArchiveTables
{
    public static IReadOnlyList<string> Records { get; } =
    [
        "AuditEntry",
        "AuditHead",
        "OutboxEmail",
        "StoredFile",
        "Person",
        "PersonRole",
        "Organisation",
        "OrganisationMember",
        "OrganisationLeaver",
        "OrganisationInvitation",
        "Fund",
        "Round",
        "RoundTally",
        "RoundGuidance",
        "GuidanceFile",
        "PublicAnswer",
        "RoundPriority",
        "RoundZone",
        "EligibilityQuestion",
        "Question",
        "DocumentKind",
        "Criterion",
        "CriterionAnchor",
        "RoundCheck",
        "PanelMember",
        "Application",
        "ApplicationSection",
        "EligibilityAnswer",
        "Answer",
        "BudgetLine",
        "OutcomeMeasure",
        "ApplicationDocument",
        "DueDiligenceCheck",
        "Finding",
        "ScoringAssignment",
        "EarlierSheet",
        "Score",
        "AgreedScore",
        "Moderation",
        "Recommendation",
        "RecommendationLine",
        "Decision",
        "DecisionLine",
        "DecisionReview",
        "Award",
        "LetterBatch",
        "Letter",
        "Payment",
        "MonitoringReturn",
        "MonitoringSpend",
        "MonitoringOutcome",
        "CspArea",
        "CspAreaAlias",
        "AreaPaymentBasis",
        "LedgerYear",
        "LedgerAccount",
        "CspProject",
        "Payee",
        "HostedScheme",
        "AllocationFormula",
        "LedgerRequest",
        "LedgerRequestLine",
        "FundingSource",
        "LedgerLimit",
        "YearSignatory",
        "LedgerEarmark",
        "PanelPaper",
        "PaperName",
        "PaperReconciliation",
        "PaperReconciliationLine",
        "LedgerImport",
        "LedgerTransaction",
        "LedgerEntry",
        "LedgerTotal",
        "LedgerYearEvent",
        "LedgerYearRequest",
        "YearExplanation",
        "LedgerYearSheet",
        "PersonCspArea",
        "CspReturn",
        "CspReturnLine",
        "CspReturnVersion",
        "CspReturnEvidence",
        "CspReturnUpload",
        "CspAlarmLimit",
        "CspAlarm",
        "CspAlarmLook",
        "CspReminder",
        "CspProjectAlias",
        "RoundFormVersion",
        "RoundDecisionDate",
        "ApplicationReminder",
        "OrganisationProfile",
        "OrganisationProfileAnswer",
        "RoundAmendment",
        "LetterReason",
        "KeptParagraph",
        "EarlierCopy",
        "ApplicationCertificate",
        "ChangeRequest",
        "ChangeRequestAnswer",
        "ChangeRequestPart",
        "ChangeRequestKind",
        "ChangeRequestDocument",
        "FundName",
        "FundLetterhead",
        "MessageTemplate",
        "PassFailCriterion",
        "PassFailAnswer",
        "AgreedPassFail",
        "CorrectionRequest",
        "PracticeApplication",
        "PracticeScore",
        "ModerationFocus",
        "ModerationPresent",
        "ReopenedModeration",
        "PaperText",
        "PaperComment",
        "PaperSignOff",
        "ApprovalLimit",
        "DecisionDraft",
        "DecisionDraftLine",
        "DecisionInterest",
        "CrimeReason",
        "OverAllocation",
        "CloseCall",
        "TriedThreshold",
        "ModerationFlag",
        "PartAward",
        "PartAwardLine",
        "CheckPlan",
        "ApplicationTag",
        "BankDetails",
        "ModulusTable",
        "RegisterImport",
        "RegisterPart",
        "FunderFile",
        "RegisterSighting",
        "OrganisationPair",
        "StopFlag",
        "FraudAssessment",
        "FraudRisk",
        "Recheck",
        "RecheckItem",
        "SanctionReview",
        "Subsidy",
        "SubsidyOther",
        "SubsidyLimit",
        "Safeguarding",
        "LetterTemplate",
        "GrantTerms",
        "GrantTermsClause",
        "AwardCondition",
        "AwardQuestion",
        "Variation",
        "OfferReminder",
        "Instalment",
        "Claim",
        "ClaimReceipt",
        "PaymentRun",
        "PaymentLimit",
        "MonitoringPeople",
        "ReturnDraft",
        "ReturnAnswer",
        "DiaryEntry",
        "MonitoringPhoto",
        "MonitoringEvidence",
        "ReturnPoint",
        "ReturnFlag",
        "ReturnVersion",
        "MonitoringReminder",
        "Visit",
        "VisitAction",
        "VisitFile",
        "CloseOut",
        "PublicationConsent",
        "PublicPage",
        "PublicPageVersion",
        "PublicOutcome",
        "Publication",
        "ReleaseMonth",
        "Release",
        "ReleaseLine",
        "FigureEdition",
        "FigureEditionAward",
        "AwardFigure",
        "AwardTally",
        "RoundPeople",
        "Alert",
        "SignInEvent",
        "SeparationException",
        "AreaReturnException",
        "AreaRepayment",
        "RetentionPeriod",
        "LegalHold",
        "ErasedRecord",
    ];

    /// <summary>Whole tables, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut { get; } =
        new Dictionary<string, string>
        {
            ["PersonRecoveryCode"] = SignIn,
            ["PersonPasskey"] = SignIn,
            ["PersonSession"] = "Open sessions of the moment; SignInEvent shows who signed in",
            ["SignInLink"] = SignIn,
            ["SignInTry"] = "Of the moment",
            ["PortalNode"] = "Of the moment",
            ["JobLease"] = "Of the moment",
            ["UsedFormNumber"] = "Of the moment",
            ["DataProtectionKey"] = "Secret: keys of the portal",
            ["Setting"] = "Secret: small facts of the portal itself, among them a key",
            ["SavedView"] = "How a person likes to see a list; nothing of a record",
            ["WorkEmail"] = "How a person likes to hear of what waits; nothing of a record",
            ["OpeningAlert"] = "Addresses of people who wait for a round to open, and of nobody else's business",
            ["SavedForm"] = "Kept for a day for the person who typed it",
            ["EqualityAnswer"] = "Given on the promise that few people see them; their totals are on the page of the round",
            ["Concern"] = "Read by the leads for concerns only, who hand them over themselves",
            ["ConcernNote"] = "As Concern",
            ["FraudCase"] = "As Concern",
            ["PersonDetail"] = "Asked only to compare a name with the sanctions list; the decision is in SanctionReview",
            ["SanctionCompared"] = "As PersonDetail",
            ["RegisterEntry"] = "A public register; what it showed is in RegisterSighting",
            ["RegisterOtherName"] = "As RegisterEntry",
            ["RegisterTrustee"] = "As RegisterEntry",
            ["RegisterKey"] = Index,
            ["RegisterBadLine"] = "Lines of a public file; their number is in RegisterImport",
            ["FunderGrant"] = "A public file; what was found in it is in Finding",
            ["FunderBadRow"] = "Rows of a public file; their number is in FunderFile",
            ["RegisterFetch"] = "Of the moment",
            ["SanctionName"] = "A public list; decisions about it are in SanctionReview",
            ["SanctionKey"] = Index,
            ["MatchKey"] = Index,
            ["MatchIndexed"] = Index,
            ["TextFingerprint"] = Index,
            ["FileToErase"] = "Work in progress of an erasure",
        };

    /// <summary>Columns of archived tables that are left out, with the reason. They are also left out of exports before erasure.</summary>
    public static IReadOnlyDictionary<(string Table, string Column), string> LeftOutColumns { get; } =
        new Dictionary<(string, string), string>
        {
            [("Person", "PasswordHash")] = SignIn,
            [("Person", "SecurityStamp")] = SignIn,
            [("Person", "AuthenticatorKey")] = SignIn,
            [("Person", "PendingKey")] = SignIn,
            [("Person", "SetUpCodeHash")] = SignIn,
            [("SignInEvent", "AddressHash")] = "The hash of an unknown address",
            [("BankDetails", "EncryptedAccount")] = Bank,
            [("BankDetails", "AccountHash")] = Bank,
            [("StopFlag", "EncryptedText")] = "Read by the leads for concerns only, who hand it over themselves",
            [("OutboxEmail", "TextBody")] = Links,
            [("OutboxEmail", "HtmlBody")] = Links,
        };

    private const string OpenRounds =
        "select m.RoundId from PanelMember m group by m.RoundId having sum(m.Assigned - m.Conflicted - m.Submitted) > 0";
    private const string SignIn = "Secret: signs a person in";
    private const string Bank = "Bank details: on request of a finance officer only";
    private const string Links = "Secret: may contain a link that signs a person in; letters are in the archive themselves";
    private const string Index = "An index that is made again from other tables";

    public static IReadOnlyList<SchemaColumn> Columns(SchemaTable table) =>
        table.Columns.Where(column => !LeftOutColumns.ContainsKey((table.Name, column.Name))).ToList();

    /// <summary>Which rows: a round's scores are secret until the last sheet of its panel is submitted.</summary>
    public static string Rows(string table) =>
        table switch
        {
            "Score" or "PassFailAnswer" or "EarlierSheet" =>
                $"where AssignmentId not in (select s.Id from ScoringAssignment s where s.RoundId in ({OpenRounds}))",
            "PracticeScore" => $"where RoundId not in ({OpenRounds})",
            "AgreedScore" or "AgreedPassFail" or "Moderation" or "ReopenedModeration" or "ModerationFlag" or "LetterReason" =>
                $"where ApplicationId not in (select a.Id from Application a where a.RoundId in ({OpenRounds}))",
            "AuditEntry" => "order by Sequence", // Each hash depends on the entry before.
            _ => "",
        };

    /// <summary>Reads a column; leaves out requested bank details, which are stored with the account.</summary>
    /// <param name="withBankDetails">False: only dates and results of bank checks.</param>
    public static string Read(string table, string column, bool withBankDetails = false) =>
        (table, column) switch
        {
            ("ScoringAssignment", "Total" or "Advice" or "AdvisedAmount" or "AdvisedCondition" or "MeetingQuestion") =>
                $"case when RoundId in ({OpenRounds}) then null else {column} end as {column}",
            (
                "BankDetails",
                "PayeeName"
                    or "PayeeNote"
                    or "CallNumber"
                    or "CallSource"
                    or "CallPerson"
                    or "CallRole"
                    or "CallNote"
                    or "ProposedNote"
                    or "DecidedNote"
                    or "LastFour"
            ) when !withBankDetails => $"null as {column}",
            ("Variation", "Wanted") => "case when Kind = 'Bank' then '{}' else Wanted end as Wanted",
            ("Variation", "Earlier") => "case when Kind = 'Bank' then null else Earlier end as Earlier",
            _ => column,
        };
}
