namespace Commissioning.Domain.Accounts;

/// <summary>What a page or command may require. A role is a set of these; see <see cref="RolePermissions"/>.</summary>
public enum Permission
{
    /// <summary>Apply for, accept, claim and report on the person's own organisations' grants.</summary>
    Apply,

    /// <summary>Write and send applications: of the person's own organisations, or what came to the office on paper.</summary>
    WriteApplications,

    /// <summary>See rounds and their applications.</summary>
    ViewRounds,

    /// <summary>Create and change rounds, their questions, criteria and panel.</summary>
    ManageRounds,

    /// <summary>See what due diligence found: registers, cross-checks, subsidy, safeguarding, and of bank details the last four digits.</summary>
    ViewDueDiligence,
    ManageDueDiligence,

    /// <summary>See whole account numbers, each time on record, and say whether payments may go to them.</summary>
    CheckBankDetails,

    /// <summary>Read and answer worries about grant holders, which nobody else does.</summary>
    ManageConcerns,

    /// <summary>Declare conflicts and score alone.</summary>
    ScoreApplications,

    /// <summary>See the submitted scores of a round and the agreed scores.</summary>
    ViewModeration,

    /// <summary>Record what the panel agreed.</summary>
    RecordModeration,
    MakeRecommendation,
    ViewPapers,
    DecideRound,
    SendLetters,
    ViewAwards,
    RequestPayments,
    ApprovePayments,
    ReviewMonitoring,

    /// <summary>See the Community Safety Partnerships' budgets, and reconcile papers with them.</summary>
    ViewCspBudgets,

    /// <summary>Post to the ledger of those budgets.</summary>
    PostToLedger,

    /// <summary>Sign off a year of the ledger, and reopen it.</summary>
    LockLedger,

    /// <summary>Prepare and certify the quarterly returns of the person's own areas.</summary>
    SendCspReturns,
    ViewAudit,

    /// <summary>Read the trail of one record that the person may open, without the entries they have no permission for.</summary>
    ViewHistory,

    /// <summary>See who signed in how, and what failed.</summary>
    ViewSignIns,
    ManagePeople,
    ViewOutbox,

    /// <summary>See how the portal itself fares: alerts, what waits, jobs, disk, versions. No application, score or bank detail is there.</summary>
    OperatePortal,

    /// <summary>See how long records are kept and what is under legal hold.</summary>
    ViewRetention,

    /// <summary>Set how long records are kept, place and lift legal holds, erase, and take the archive.</summary>
    ManageRetention,
}
