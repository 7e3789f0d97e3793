namespace Commissioning.Domain.DueDiligence;

/// <summary>What due diligence may find about one application. Each kind belongs to a check: <see cref="FindingRules.CheckOf"/>.</summary>
public enum FindingKind
{
    SanctionsHit,
    PossibleDuplicate,
    SharedAccount,
    RefusedAccount,
    PayeeNotMatched,
    BankDetailsMissing,
    CopiedText,
    RegisterEntry,
    RegisterName,
    GrantAgainstIncome,
    TrusteesDiffer,
    SafeguardingGap,
    SubsidyGap,
    EarlierFail,
    OpenCondition,
    LateReturns,
    ClosedConcern,
    StopFlag,
    StaffLink,
    OtherFunding,
}
