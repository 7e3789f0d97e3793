namespace Commissioning.Domain.Accounts;

public enum Role
{
    Applicant,
    PanelMember,
    CommissioningOfficer,
    FinanceOfficer,
    Approver,
    CspOfficer,
    Auditor,
    Administrator,
    ConcernLead,
    ChiefFinanceOfficer,
    LegalReviewer,
    Publisher,
}
