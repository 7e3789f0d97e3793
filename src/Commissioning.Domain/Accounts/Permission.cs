namespace Commissioning.Domain.Accounts;

/// <summary>What a page or command may require. A role is a set of permissions; see <see cref="RolePermissions"/>.</summary>
public enum Permission
{
    /// <summary>Apply for, accept, claim and report on the person's own organisations' grants.</summary>
    Apply,

    /// <summary>Write and send applications, for the person's own organisations or from paper forms that the office received.</summary>
    WriteApplications,

    /// <summary>See rounds and their applications.</summary>
    ViewRounds,

    /// <summary>Create and change rounds, their questions, criteria and panel.</summary>
    ManageRounds,

    /// <summary>See due diligence findings: registers, cross-checks, subsidy, safeguarding and the last four digits of account
    /// numbers.</summary>
    ViewDueDiligence,
    ManageDueDiligence,

    /// <summary>Read what staff write for each other on applications and organisations.</summary>
    ViewNotes,
    WriteNotes,

    /// <summary>Have the whole file of an application, and make and approve copies of it under the Freedom of Information Act, or for a
    /// person who asks what is held about them.</summary>
    AnswerRequests,

    /// <summary>See which registers, sanctions list and weight table are loaded and how old they are. They are public and say nothing of
    /// applicants.</summary>
    ViewLists,

    /// <summary>See whole account numbers (each view is audited) and confirm whether payments may be sent to them.</summary>
    CheckBankDetails,

    /// <summary>Read and answer concerns about grant holders. No other permission allows this.</summary>
    ManageConcerns,

    /// <summary>Declare conflicts of interest and score independently.</summary>
    ScoreApplications,

    /// <summary>See the submitted scores of a round and the agreed scores.</summary>
    ViewModeration,

    /// <summary>Record what the panel agreed.</summary>
    RecordModeration,

    /// <summary>Write new versions of the terms of a fund's grants; locked clauses need <see cref="ApproveTerms"/>.</summary>
    WriteTerms,

    /// <summary>Change the locked clauses of a fund's terms, and approve versions that somebody else wrote.</summary>
    ApproveTerms,
    MakeRecommendation,
    ViewPapers,
    CommentOnPapers,
    DecideRound,
    ReviewDecisions,
    SendLetters,
    ViewAwards,
    RequestPayments,
    ApprovePayments,

    /// <summary>Let somebody pay an application that they had a part in choosing.</summary>
    ExceptFromSeparation,
    ReviewMonitoring,

    /// <summary>Prepare what the public may read of grants, and take down at once what it reads.</summary>
    PreparePublication,

    /// <summary>Decide what the public reads of grants.</summary>
    Publish,

    /// <summary>See the Community Safety Partnerships' budgets, and reconcile papers against them.</summary>
    ViewCspBudgets,

    /// <summary>Post spending to the ledger of those budgets, and request what a second person approves.</summary>
    PostToLedger,

    /// <summary>Approve or refuse what was requested of the ledger, up to the limit of the person's role.</summary>
    ApproveLedger,

    /// <summary>Propose the sign-off of a year of the ledger, ask for its reopening, and agree to a reopening that a colleague asked
    /// for.</summary>
    LockLedger,

    /// <summary>Sign a year of the ledger, as the section 151 officer or a deputy, and agree to its reopening.</summary>
    SignLedgerYear,

    /// <summary>Prepare and certify the quarterly returns of the person's own areas.</summary>
    SendCspReturns,
    ViewAudit,

    /// <summary>Draw samples of payments for audit and take their evidence.</summary>
    SampleForAudit,

    /// <summary>See sign-ins, how each was made and which failed.</summary>
    ViewHistory,

    /// <summary>See who signed in how, and what failed.</summary>
    ViewSignIns,
    ManagePeople,
    ViewOutbox,

    /// <summary>See the portal's health: alerts, queues, jobs, disk and versions. Gives no access to applications, scores or bank
    /// details.</summary>
    OperatePortal,

    /// <summary>See how long records are kept and what is under legal hold.</summary>
    ViewRetention,

    /// <summary>Set retention periods, place and lift legal holds, erase records and export the archive.</summary>
    ManageRetention,

    /// <summary>Change what the whole office asks for and when it reminds: kinds of organisation, questions, days. Whoever may see lists
    /// reads the settings.</summary>
    ManageSettings,
}
