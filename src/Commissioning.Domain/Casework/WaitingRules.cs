using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Casework;

/// <summary>Who is told of each kind of waiting task, under which name and in which section.</summary>
public static class WaitingRules
{
    /// <param name="One">Its name when one waits.</param>
    /// <param name="Many">Its name when several wait.</param>
    /// <param name="Act">What the link to the oldest one says.</param>
    /// <param name="Or">Whoever has this is told as well.</param>
    public sealed record Kind(string One, string Many, string Act, Permission Permission, WaitingPlace Place, Permission? Or = null);

    public static Kind Of(WaitingKind kind) =>
        kind switch
        {
            WaitingKind.Sheet => new(
                "Score sheet to submit",
                "Score sheets to submit",
                "Score next",
                Permission.ScoreApplications,
                WaitingPlace.Scoring
            ),
            WaitingKind.Check => new(
                "Application with checks to finish",
                "Applications with checks to finish",
                "Check next",
                Permission.ManageDueDiligence,
                WaitingPlace.Checks
            ),
            WaitingKind.Finding => new(
                "Finding that waits for a verdict",
                "Findings that wait for a verdict",
                "Decide next",
                Permission.ManageDueDiligence,
                WaitingPlace.Checks
            ),
            WaitingKind.FindingSecond => new(
                "Verdict that waits for a second person",
                "Verdicts that wait for a second person",
                "Agree next",
                Permission.ManageDueDiligence,
                WaitingPlace.Checks
            ),
            WaitingKind.SecondLook => new(
                "Failed check that needs a second person",
                "Failed checks that need a second person",
                "Check next",
                Permission.ManageDueDiligence,
                WaitingPlace.Checks
            ),
            WaitingKind.AnswerFromApplicant => new(
                "Applicant who answered",
                "Applicants who answered",
                "Read next",
                Permission.ManageDueDiligence,
                WaitingPlace.Rounds
            ),
            WaitingKind.QuestionAboutOffer => new(
                "Question about an offer",
                "Questions about offers",
                "Answer next",
                Permission.SendLetters,
                WaitingPlace.Awards
            ),
            WaitingKind.ApplicantMessage => new(
                "Message from an applicant",
                "Messages from applicants",
                "Read next",
                Permission.SendLetters,
                WaitingPlace.Rounds
            ),
            WaitingKind.Correction => new(
                "Assessor who asks to reopen a score sheet",
                "Assessors who ask to reopen a score sheet",
                "Answer next",
                Permission.RecordModeration,
                WaitingPlace.Rounds
            ),
            WaitingKind.ModerationFlag => new(
                "Moderation flag that you look after",
                "Moderation flags that you look after",
                "Open next",
                Permission.ViewModeration,
                WaitingPlace.Rounds
            ),
            WaitingKind.Moderation => new(
                "Application to moderate",
                "Applications to moderate",
                "Moderate",
                Permission.RecordModeration,
                WaitingPlace.Rounds
            ),
            WaitingKind.Recommendation => new(
                "Round to recommend on",
                "Rounds to recommend on",
                "Recommend",
                Permission.MakeRecommendation,
                WaitingPlace.Rounds
            ),
            WaitingKind.SignOff => new(
                "Paper for you to sign",
                "Papers for you to sign",
                "Read and sign",
                Permission.ViewPapers,
                WaitingPlace.Rounds
            ),
            WaitingKind.Decision => new("Round to decide", "Rounds to decide", "Decide", Permission.DecideRound, WaitingPlace.Rounds),
            WaitingKind.Deferred => new(
                "Deferred application to decide",
                "Deferred applications to decide",
                "Decide next",
                Permission.DecideRound,
                WaitingPlace.Rounds
            ),
            WaitingKind.Review => new(
                "Decision to review",
                "Decisions to review",
                "Review next",
                Permission.ReviewDecisions,
                WaitingPlace.Rounds
            ),
            WaitingKind.UpheldReview => new(
                "Upheld review to decide on",
                "Upheld reviews to decide on",
                "Decide next",
                Permission.DecideRound,
                WaitingPlace.Rounds
            ),
            WaitingKind.OverAllocation => new(
                "Request to go over the pot",
                "Requests to go over the pot",
                "Answer next",
                Permission.ApprovePayments,
                WaitingPlace.Rounds
            ),
            WaitingKind.Amendment => new(
                "Change to a published round to approve",
                "Changes to published rounds to approve",
                "Approve next",
                Permission.ManageRounds,
                WaitingPlace.Rounds
            ),
            WaitingKind.MoneyAmendment => new(
                "Addition to a round's pot to approve",
                "Additions to rounds' pots to approve",
                "Approve next",
                Permission.ApproveLedger,
                WaitingPlace.Rounds
            ),
            WaitingKind.LettersToMake => new(
                "Decided round whose letters are not made",
                "Decided rounds whose letters are not made",
                "Make letters",
                Permission.SendLetters,
                WaitingPlace.Rounds
            ),
            WaitingKind.LettersToRelease => new(
                "Batch of letters to send",
                "Batches of letters to send",
                "Read and send",
                Permission.SendLetters,
                WaitingPlace.Awards
            ),
            WaitingKind.ConditionEvidence => new(
                "Document that meets a condition, to check",
                "Documents that meet conditions, to check",
                "Check next",
                Permission.SendLetters,
                WaitingPlace.Awards
            ),
            WaitingKind.LateOffer => new(
                "Offer not accepted in time",
                "Offers not accepted in time",
                "Open next",
                Permission.SendLetters,
                WaitingPlace.Awards
            ),
            WaitingKind.BankDetails => new(
                "Bank account to check",
                "Bank accounts to check",
                "Check next",
                Permission.CheckBankDetails,
                WaitingPlace.Organisations
            ),
            WaitingKind.AccountToAsk => new(
                "Organisation to ask about its bank account",
                "Organisations to ask about their bank accounts",
                "Ask next",
                Permission.ManageDueDiligence,
                WaitingPlace.Organisations
            ),
            WaitingKind.PaymentSecond => new(
                "Payment that needs a second approval",
                "Payments that need a second approval",
                "Approve next",
                Permission.ApprovePayments,
                WaitingPlace.Money
            ),
            WaitingKind.RunToRelease => new(
                "Payment run to release",
                "Payment runs to release",
                "Release next",
                Permission.ApprovePayments,
                WaitingPlace.Money
            ),
            WaitingKind.RunToExcept => new(
                "Payment run that nobody may release",
                "Payment runs that nobody may release",
                "Open next",
                Permission.ExceptFromSeparation,
                WaitingPlace.Money
            ),
            WaitingKind.PaymentToApprove => new(
                "Payment to approve",
                "Payments to approve",
                "Approve next",
                Permission.ApprovePayments,
                WaitingPlace.Money
            ),
            WaitingKind.PaymentForRun => new(
                "Approved payment for the next payment run",
                "Approved payments for the next payment run",
                "Make a run",
                Permission.ApprovePayments,
                WaitingPlace.Money
            ),
            WaitingKind.RecoveryLate => new(
                "Invoice that is late",
                "Invoices that are late",
                "Look at the next",
                Permission.ApprovePayments,
                WaitingPlace.Money
            ),
            WaitingKind.WriteOff => new(
                "Write-off to decide",
                "Write-offs to decide",
                "Decide next",
                Permission.ApprovePayments,
                WaitingPlace.Money
            ),
            WaitingKind.BankAnswer => new(
                "Answer of the bank to finish",
                "Answers of the bank to finish",
                "Finish the next",
                Permission.ApprovePayments,
                WaitingPlace.Money
            ),
            WaitingKind.Claim => new("Claim to decide", "Claims to decide", "Decide next", Permission.RequestPayments, WaitingPlace.Money),
            WaitingKind.Return => new(
                "Monitoring return to review",
                "Monitoring returns to review",
                "Review next",
                Permission.ReviewMonitoring,
                WaitingPlace.Awards
            ),
            WaitingKind.LateReturn => new(
                "Monitoring return overdue",
                "Monitoring returns overdue",
                "Open next",
                Permission.ReviewMonitoring,
                WaitingPlace.Awards
            ),
            WaitingKind.LateCorrection => new(
                "Monitoring return not put right in time",
                "Monitoring returns not put right in time",
                "Open next",
                Permission.ReviewMonitoring,
                WaitingPlace.Awards
            ),
            WaitingKind.UseCertificate => new(
                "Certificate of use to check",
                "Certificates of use to check",
                "Check next",
                Permission.ReviewMonitoring,
                WaitingPlace.Awards
            ),
            WaitingKind.LateCertificate => new(
                "Certificate of use overdue",
                "Certificates of use overdue",
                "Open next",
                Permission.ReviewMonitoring,
                WaitingPlace.Awards
            ),
            WaitingKind.CertificateWaiver => new(
                "Request to go without a certificate of use",
                "Requests to go without a certificate of use",
                "Decide next",
                Permission.ReviewMonitoring,
                WaitingPlace.Awards
            ),
            WaitingKind.Visit => new(
                "Visit to make or to record",
                "Visits to make or to record",
                "Open next",
                Permission.ReviewMonitoring,
                WaitingPlace.Awards
            ),
            WaitingKind.VisitAction => new(
                "Action after a visit, due soon or overdue",
                "Actions after visits, due soon or overdue",
                "Open next",
                Permission.ReviewMonitoring,
                WaitingPlace.Awards
            ),
            WaitingKind.Variation => new(
                "Variation to decide",
                "Variations to decide",
                "Decide next",
                Permission.SendLetters,
                WaitingPlace.Awards
            ),
            WaitingKind.RemedyDay => new(
                "Notice of a breach: was it put right?",
                "Notices of a breach: were they put right?",
                "Open next",
                Permission.SendLetters,
                WaitingPlace.Awards
            ),
            WaitingKind.Publication => new(
                "Accepted grant to publish",
                "Accepted grants to publish",
                "Decide next",
                Permission.Publish,
                WaitingPlace.Published
            ),
            WaitingKind.PublicationReview => new(
                "Withheld name to look at again",
                "Withheld names to look at again",
                "Decide next",
                Permission.Publish,
                WaitingPlace.Published
            ),
            WaitingKind.ReleaseMonth => new(
                "Month of grants to release",
                "Months of grants to release",
                "Release next",
                Permission.Publish,
                WaitingPlace.Published
            ),
            WaitingKind.SpendingMonth => new(
                "Month of spending to release",
                "Months of spending to release",
                "Release next",
                Permission.Publish,
                WaitingPlace.Published
            ),
            WaitingKind.ReleaseCorrection => new(
                "Released month whose amounts have changed",
                "Released months whose amounts have changed",
                "Correct next",
                Permission.Publish,
                WaitingPlace.Published
            ),
            WaitingKind.LedgerRequest => new(
                "Request of the ledger to approve",
                "Requests of the ledger to approve",
                "Approve next",
                Permission.ApproveLedger,
                WaitingPlace.CspBudgets
            ),
            WaitingKind.CspProject => new(
                "CSP project to approve",
                "CSP projects to approve",
                "Decide next",
                Permission.PostToLedger,
                WaitingPlace.CspBudgets
            ),
            WaitingKind.CspReturnToReview => new(
                "CSP return to accept or query",
                "CSP returns to accept or query",
                "Review next",
                Permission.PostToLedger,
                WaitingPlace.CspBudgets
            ),
            WaitingKind.CspAlarm => new(
                "Alarm about a budget",
                "Alarms about budgets",
                "Open next",
                Permission.PostToLedger,
                WaitingPlace.CspBudgets
            ),
            WaitingKind.YearToSign => new(
                "Year of the ledger to sign",
                "Years of the ledger to sign",
                "Read and sign",
                Permission.SignLedgerYear,
                WaitingPlace.CspBudgets
            ),
            WaitingKind.YearToReopen => new(
                "Reopening of a year to agree to",
                "Reopenings of years to agree to",
                "Answer next",
                Permission.LockLedger,
                WaitingPlace.CspBudgets
            ),
            WaitingKind.CspReturn => new(
                "CSP return to send",
                "CSP returns to send",
                "Prepare next",
                Permission.SendCspReturns,
                WaitingPlace.CspBudgets
            ),
            WaitingKind.StopFlagToLift => new(
                "Stop flag that somebody asks to lift",
                "Stop flags that somebody asks to lift",
                "Answer next",
                Permission.ManageDueDiligence,
                WaitingPlace.Checks
            ),
            WaitingKind.RestrictedFlag => new(
                "Police or fraud flag to read or answer",
                "Police or fraud flags to read or answer",
                "Read next",
                Permission.ManageConcerns,
                WaitingPlace.Checks
            ),
            WaitingKind.Recheck => new(
                "Application to check again for the sample",
                "Applications to check again for the sample",
                "Check next",
                Permission.ManageDueDiligence,
                WaitingPlace.Checks
            ),
            WaitingKind.FraudReview => new(
                "Fraud risk assessment to review",
                "Fraud risk assessments to review",
                "Review next",
                Permission.ManageDueDiligence,
                WaitingPlace.Checks
            ),
            WaitingKind.OldList => new(
                "Register or sanctions list that is missing or too old",
                "Registers and lists that are missing or too old",
                "Load",
                Permission.ManageDueDiligence,
                WaitingPlace.Checks,
                Permission.OperatePortal
            ),
            WaitingKind.WeightTable => new(
                "Weight table of the bank check that is missing or too old",
                "Weight tables of the bank check that are missing or too old",
                "Load",
                Permission.CheckBankDetails,
                WaitingPlace.Checks,
                Permission.OperatePortal
            ),
            WaitingKind.Concern => new("Open concern", "Open concerns", "Read next", Permission.ManageConcerns, WaitingPlace.Checks),
            WaitingKind.Note => new(
                "Note that names you",
                "Notes that name you",
                "Read next",
                Permission.ViewNotes,
                WaitingPlace.Organisations
            ),
            WaitingKind.AnswerToApprove => new(
                "Redacted copy to approve",
                "Redacted copies to approve",
                "Read next",
                Permission.AnswerRequests,
                WaitingPlace.Rounds
            ),
            WaitingKind.EmailAnswer => new(
                "Answer that came by e-mail",
                "Answers that came by e-mail",
                "Read next",
                Permission.SendLetters,
                WaitingPlace.Awards
            ),
            WaitingKind.UnplacedEmail => new(
                "E-mail nobody knows where it belongs",
                "E-mails nobody knows where they belong",
                "Read next",
                Permission.SendLetters,
                WaitingPlace.Awards
            ),
            WaitingKind.UndeliveredEmail => new(
                "Message that did not arrive: ring the organisation",
                "Messages that did not arrive: ring the organisations",
                "Open next",
                Permission.SendLetters,
                WaitingPlace.Awards
            ),
            WaitingKind.FailedEmail => new(
                "E-mail that could not be sent",
                "E-mails that could not be sent",
                "Open",
                Permission.ViewOutbox,
                WaitingPlace.Administration
            ),
            WaitingKind.QuarantinedFile => new(
                "File in quarantine",
                "Files in quarantine",
                "Open",
                Permission.OperatePortal,
                WaitingPlace.Administration
            ),
            WaitingKind.RecordsToErase => new(
                "Proposal to erase records",
                "Proposals to erase records",
                "Decide next",
                Permission.ManageRetention,
                WaitingPlace.Administration
            ),
            WaitingKind.Alert => new("Open alert", "Open alerts", "Open", Permission.OperatePortal, WaitingPlace.Administration),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of task"),
        };

    public static IReadOnlyList<WaitingKind> Of(IReadOnlySet<Permission> may) =>
        Enum.GetValues<WaitingKind>()
            .Where(kind => Of(kind) is var rule && (may.Contains(rule.Permission) || (rule.Or is { } or && may.Contains(or))))
            .ToList();
}
