namespace Commissioning.Domain.DueDiligence;

/// <summary>The steps of minimal financial assistance, in the order of the Subsidy Control Act 2022, sections 36 and 37 (R35).</summary>
public enum SubsidyStep
{
    ToAssess,
    NotASubsidy,
    NoticeDue,
    ConfirmationDue,
    AwardConfirmationDue,
    Complete,
}
