using System.Text.RegularExpressions;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>Each room knows only the rooms before it: in its types, and in the tables that its statements name.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] Rooms =
    [
        "Calendar",
        "Documents",
        "Audit",
        "Messages",
        "Accounts",
        "Strategy",
        "CspBudgets",
        "Organisations",
        "Funds",
        "Applications",
        "DueDiligence",
        "Scoring",
        "Moderation",
        "Decisions",
        "Awards",
        "Payments",
        "Monitoring",
        "Publishing",
        "Reporting",
        "Casework",
        "Records",
        "Operations",
        "Settings",
        "Demonstration",
    ];

    /// <summary>Files that reach into a later room, and why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["Messages/MessageQueries"] = "a version says who wrote and who approved it",
        ["Audit/SignedEnd"] = "the page says when nobody gets the end of the trail, because nobody is an auditor",
        ["Audit/VerifyAudit"] = "the copies of applications are compared with the hashes in the trail",
        ["Audit/HistoryRules"] = "what a reader may see of a history depends on their permissions",
        ["Audit/RecordHistory"] = "the history of a record collects the entries of all that hangs on it",
        ["CspBudgets/AreaQueries"] = "an area shows its lead council",
        ["CspBudgets/PublicAreaName"] = "organisations and the totals of their awards follow an area's new name",
        ["CspBudgets/YearEndQueries"] = "the year is closed with what was paid to the lead councils",
        ["CspBudgets/ReturnMessages"] = "officers choose how often they hear of what waits",
        ["Organisations/BankDetailsQueries"] =
            "the account is compared with those of other applicants, and its state stands on the application's page",
        ["Organisations/OrganisationRecipients"] = "the contacts stand in the organisation's answers, which are read as a form's",
        ["Organisations/FindOrganisations"] = "what may be one organisation is what the cross-checks compare",
        ["Organisations/MatchIndex"] = "it also indexes what due diligence compares",
        ["Organisations/ChangeOrganisation"] = "an organisation that moves to another area moves its awards' totals",
        ["Organisations/BankDetailsChange"] = "what was found about an account is looked at again when it changes",
        ["Organisations/GiveBankDetails"] = "the likeness of two names is that of the cross-checks",
        ["Organisations/CompareOrganisations"] = "the limit of a reason is that of the cross-checks",
        ["Organisations/AnswerStopFlagLift"] = "the limit of a reason is that of the cross-checks",
        ["Organisations/AskToLiftStopFlag"] = "a flag has the rules of the cross-checks",
        ["Organisations/StopFlagLifts"] = "a flag is read as the cross-checks show it",
        ["Organisations/PlaceStopFlag"] = "a flag has the rules of the cross-checks",
        ["Organisations/ReviewSanction"] = "a name is reviewed that the cross-checks found",
        ["Funds/FormRules"] = "what is asked may depend on a sum of answers, which is read as answers are",
        ["Funds/AmendmentMessages"] = "everybody with a draft or a score sheet is told of an amendment",
        ["Funds/AmendmentQueries"] = "an amendment may be about one application, or about the panel",
        ["Funds/AmendmentRules"] = "only a draft can be accepted late or get more time",
        ["Funds/DecideAmendment"] = "an amendment moves score sheets and reminders",
        ["Funds/RequestAmendment"] = "a late application is one of the round",
        ["Funds/CorrectQuestion"] = "a correction of a form is announced to everyone with a draft",
        ["Funds/MatchPastOrganisations"] = "organisations of a past round are proposed by the likeness of the cross-checks",
        ["Funds/UndoPastRound"] = "a past round is not taken out once something of a later room builds on it",
        ["Applications/ChangeRequestQueries"] = "nothing is asked for again once the panel has agreed scores",
        ["Applications/ChangeRequestNotices"] = "assessors are told that an application may change",
        ["Applications/SendChangedAnswers"] = "a sheet that was submitted before a change is opened as a new version",
        ["Applications/MyApplications"] = "an applicant sees how far each application is, up to the close-out",
        ["Applications/Recipients"] = "the contact that a variation of the award named is written to",
        ["Applications/RecallApplication"] = "an application that somebody has begun to consider is not taken back",
        ["Applications/SubmittedCopy"] = "a copy that was erased is not missing",
        ["Applications/SubmitApplication"] = "an overdue return of an earlier award may stop a new application",
        ["Monitoring/CorrectVisit"] = "a file of a grant on legal hold is not removed",
        ["Applications/WithdrawApplication"] =
            "the panel's counts leave a withdrawn application out, and a decided one cannot be withdrawn",
        ["DueDiligence/ApplicationChecks"] = "a check says whether its decision has been taken",
        ["DueDiligence/ExportNfi"] = "the file for the National Fraud Initiative has the payments",
        ["DueDiligence/FraudCases"] = "what came back of a fraud is what the close-out received",
        ["DueDiligence/CrossCheckQueries"] = "earlier awards and their overdue returns are part of the check",
        ["DueDiligence/OtherFundingFindings"] = "the same costs may be paid by an earlier award",
        ["DueDiligence/OrganisationHistory"] = "what happened before includes grants, their conditions, returns and what was paid back",
        ["DueDiligence/PlanChecks"] = "the tier depends on earlier awards and overdue returns",
        ["DueDiligence/StaffLinkQueries"] = "an assessor may have declared a link",
        ["DueDiligence/SubsidyQueries"] = "the running total counts awards",
        ["Scoring/DeclareConflict"] = "what was agreed with a sheet that no longer counts is agreed again",
        ["Scoring/RecuseAssessor"] = "what was agreed with a sheet that no longer counts is agreed again",
        ["Scoring/SaveScores"] = "no sheet is added to scores that are agreed",
        ["Scoring/BringAssessorBack"] = "a sheet is not put back into scores that are agreed",
        ["Scoring/WithdrawConflict"] = "a sheet is not put back into scores that are agreed",
        ["Scoring/CorrectionQueries"] = "a sheet is not opened again once scores are agreed",
        ["Moderation/FundingLineQueries"] = "a rolling round's pot is less what earlier lists awarded",
        ["Moderation/PartAwardQueries"] = "a part award cannot change after the decision",
        ["Decisions/AnswerReview"] = "the letter about a review is queued with its outcome",
        ["Decisions/CorrectDecision"] = "a decision is corrected until its letter is sent",
        ["Decisions/DecideAfterReview"] = "an accepted award is varied, not decided again",
        ["Decisions/DecideDeferred"] = "the letter about a deferral is sent before its application is decided",
        ["Decisions/DecisionReviews"] = "a decision on a change of a grant is reviewed like the decision on its application",
        ["Decisions/OpenReview"] = "a decision on a change of a grant is reviewed like the decision on its application",
        ["Decisions/FurtherDecision"] = "a later decision makes, changes or ends an award, and queues its letter",
        ["Decisions/DecideRound"] = "a decision makes the awards",
        ["Awards/AcceptAward"] = "who accepts is told when the money comes and when the first return is due",
        ["Awards/AwardLetters"] = "letters about close-outs and returns",
        ["Awards/AwardOverview"] = "who decides a change sees the claims, the returns and the close-out of the award",
        ["Awards/AwardReader"] = "an award's page shows its payments, returns and close-out",
        ["Awards/AwardTotals"] = "the totals of an award count payments, returns and close-outs",
        ["Awards/DecideVariation"] = "a variation may move instalments, and stops at a close-out",
        ["Awards/EndAward"] = "an award ends with its payments and close-out",
        ["Awards/FundLetterQueries"] = "a sample letter is filled from a return or a close-out",
        ["Awards/InvoiceNumber"] = "invoices have one row of numbers, whatever they are for",
        ["Awards/MakeLetters"] = "the letter about money to be paid back sets the day by which it is due",
        ["Awards/OfferLetter"] = "an offer shows how it will be paid",
        ["Awards/RecoveryInvoices"] = "a recovery and a close-out are invoiced where they are decided",
        ["Awards/ReleaseLetters"] = "an accepted award's returns are planned with the letter",
        ["Awards/ReportedSpending"] = "a letter says what the accepted returns say was spent",
        ["Awards/ReturnPlan"] = "the plan of the returns is part of the agreement",
        ["Awards/VariationQueries"] = "what was claimed on a line cannot be moved from it",
        ["Payments/AwardPayments"] = "money to be paid back is shown next to what was paid",
        ["Payments/Claims"] = "a claim is read beside what the returns say of its lines",
        ["Payments/PaymentHolds"] = "an overdue return or a close-out holds a payment",
        ["Payments/ReadBankResult"] = "a payment that comes back changes what a signed certificate of use says",
        ["Payments/ReverseRecoveryReceipt"] = "money that did not come back changes what a signed certificate of use says",
        ["Payments/DecideWriteOff"] = "a close-out waits for what is written off",
        ["Payments/RecoveryReceipts"] = "a close-out waits for what comes in",
        ["Records/ArchivePackage"] = "the packaging of backups is used again",
        ["Records/EraseRecords"] = "the packaging of backups is used again",
        ["Casework/WaitingQueries"] = "a proposal to erase waits for an administrator",
    };

    [Fact]
    public void A_room_uses_types_and_tables_of_earlier_rooms_only_but_for_the_exceptions()
    {
        var roomOfTable = Migrator
            .Embedded()
            .SelectMany(script =>
                CreateTable().Matches(script.Text).Select(match => (Table: match.Groups[1].Value, Room: RoomOf(script.Name)))
            )
            .ToDictionary(pair => pair.Table, pair => pair.Room);
        var late = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (file, room) in Sources())
        {
            var text = File.ReadAllText(file);
            var used = RoomInName()
                .Matches(text)
                .Select(match => match.Groups[1].Value)
                .Concat(TableInSql().Matches(text).Select(match => roomOfTable.GetValueOrDefault(match.Groups[1].Value, "")))
                .Where(other => Array.IndexOf(Rooms, other) > Array.IndexOf(Rooms, room));
            foreach (var other in used)
                (
                    late.TryGetValue($"{room}/{Path.GetFileNameWithoutExtension(file)}", out var others)
                        ? others
                        : late[$"{room}/{Path.GetFileNameWithoutExtension(file)}"] = []
                ).Add(other);
        }
        Assert.Empty(
            late.Where(pair => !Exceptions.ContainsKey(pair.Key)).Select(pair => $"{pair.Key} uses {string.Join(", ", pair.Value)}")
        );
        Assert.Empty(Exceptions.Keys.Except(late.Keys));
    }

    [Fact]
    public void Every_folder_is_a_room()
    {
        var folders = new[] { "Domain", "Features" }
            .SelectMany(layer => Directory.GetDirectories(Repository.File("src", $"Commissioning.{layer}")))
            .Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj"));
        Assert.Empty(folders.Except(Rooms));
    }

    private static string RoomOf(string script) =>
        string.Concat(script.Split('-').Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static IEnumerable<(string File, string Room)> Sources() =>
        from layer in new[] { "Domain", "Features" }
        from room in Rooms
        let folder = Repository.File("src", $"Commissioning.{layer}", room)
        where Directory.Exists(folder)
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        select (file, room);

    [GeneratedRegex(@"create table (\w+) \(")]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"Commissioning\.(?:Domain|Features)\.([A-Z]\w+)")]
    private static partial Regex RoomInName();

    [GeneratedRegex(@"\b(?:from|join|into|update)\s+([A-Z]\w+)")]
    private static partial Regex TableInSql();
}
