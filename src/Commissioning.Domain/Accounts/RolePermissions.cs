using static Commissioning.Domain.Accounts.Permission;

namespace Commissioning.Domain.Accounts;

/// <summary>The only table of which role has which permission (R94). A person may hold several roles. Separation of duties (for example,
/// approving one's own request) is checked per record, not here.</summary>
public static class RolePermissions
{
    private static readonly Dictionary<Role, Permission[]> Table = new()
    {
        [Role.Applicant] = [Apply, WriteApplications],
        [Role.PanelMember] = [ScoreApplications, ViewModeration],
        [Role.CommissioningOfficer] =
        [
            ViewRounds,
            ManageRounds,
            WriteTerms,
            WriteApplications,
            ViewDueDiligence,
            ViewLists,
            ManageDueDiligence,
            ViewNotes,
            WriteNotes,
            AnswerRequests,
            ViewModeration,
            RecordModeration,
            MakeRecommendation,
            ViewPapers,
            ReviewDecisions,
            SendLetters,
            ViewAwards,
            RequestPayments,
            ReviewMonitoring,
            PreparePublication,
            ViewCspBudgets,
            PostToLedger,
            ViewOutbox,
            ViewHistory,
            ManageSettings,
        ],
        [Role.FinanceOfficer] =
        [
            ViewRounds,
            ViewDueDiligence,
            ViewLists,
            ViewNotes,
            WriteNotes,
            CheckBankDetails,
            ViewPapers,
            ViewAwards,
            ApprovePayments,
            ViewCspBudgets,
            ApproveLedger,
            LockLedger,
            SampleForAudit,
            ViewHistory,
        ],
        [Role.Approver] = [ViewRounds, ViewPapers, DecideRound, ReviewDecisions, ViewAwards, ViewCspBudgets, ApproveLedger],
        [Role.CspOfficer] = [SendCspReturns],
        [Role.Auditor] =
        [
            ViewRounds,
            ViewDueDiligence,
            ViewLists,
            ViewNotes,
            AnswerRequests,
            ViewModeration,
            ViewPapers,
            ViewAwards,
            ViewCspBudgets,
            ViewAudit,
            SampleForAudit,
            ViewHistory,
            ViewSignIns,
            ViewOutbox,
            ViewRetention,
        ],
        [Role.Administrator] =
        [
            ViewLists,
            ManagePeople,
            ViewSignIns,
            ViewOutbox,
            OperatePortal,
            ViewRetention,
            ManageRetention,
            ManageSettings,
        ],
        [Role.ConcernLead] = [ManageConcerns],
        [Role.ChiefFinanceOfficer] =
        [
            ViewRounds,
            ViewPapers,
            CommentOnPapers,
            ViewAwards,
            ExceptFromSeparation,
            ViewCspBudgets,
            ApproveLedger,
            SignLedgerYear,
            ViewHistory,
        ],
        [Role.LegalReviewer] = [ViewRounds, WriteTerms, ApproveTerms, ViewPapers, CommentOnPapers],
        [Role.Publisher] = [PreparePublication, Publish],
    };

    public static IReadOnlySet<Permission> Of(IEnumerable<Role> roles) => roles.SelectMany(role => Table[role]).ToHashSet();

    public static IReadOnlyList<Permission> Of(Role role) => Table[role];

    /// <summary>All roles except applicants work for the office or a partner, and need a second factor to sign in.</summary>
    public static bool IsStaff(Role role) => role != Role.Applicant;

    public static string Name(Role role) =>
        role switch
        {
            Role.PanelMember => "Panel member",
            Role.CommissioningOfficer => "Commissioning officer",
            Role.FinanceOfficer => "Finance officer",
            Role.Approver => "Commissioner or approver",
            Role.CspOfficer => "CSP officer",
            Role.ConcernLead => "Lead for concerns",
            Role.ChiefFinanceOfficer => "Chief finance officer",
            Role.LegalReviewer => "Legal reviewer",
            _ => role.ToString(),
        };
}
