using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Casework;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Payments;
using Commissioning.Domain.Records;
using Commissioning.Features.Casework;

namespace Commissioning.Features;

/// <summary>
/// Every address of the portal, for pages, downloads and e-mails, so that renaming a page breaks the build and not the site.
/// </summary>
public static class Links
{
    public const string Home = "/";
    public const string Help = "/help";
    public const string Privacy = "/privacy";
    public const string Accessibility = "/accessibility";

    /// <summary>A format: {0} is the status.</summary>
    public const string Error = "/error/{0}";
    public const string Forbidden = "/error/403";
    public const string Failed = "/error/500";
    public const string Alive = "/health/live";
    public const string Ready = "/health/ready";
    public const string Logo = "/office/logo";
    public const string Look = "/office/look.css";

    /// <summary>The document of the interface for programs.</summary>
    public const string OpenApi = "/openapi/v1.json";

    private static string DueBetween(DateOnly from, DateOnly to) => $"due-from={from:yyyy-MM-dd}&due-to={to:yyyy-MM-dd}";

    public static class CspBudgets
    {
        public const string Years = "/csp";
        public const string Areas = "/csp/areas";
        public const string Merge = "/csp/areas/merge";
        public const string AreaContacts = "/csp/people";
        public const string MyReturns = "/csp/my-returns";

        public static string Year(string year, string? asAt = null) => asAt is null ? $"/csp/{year}" : $"/csp/{year}?asAt={asAt}";

        public static string Area(string year, Guid area, int page = 1) =>
            page == 1 ? $"/csp/{year}/areas/{area}" : $"/csp/{year}/areas/{area}?page={page}";

        public static string Post(string year, Guid area, string kind) => $"/csp/{year}/areas/{area}/post?kind={kind}";

        public static string Entries(string year, LedgerColumn column, Guid? area, string? asAt = null) =>
            $"/csp/{year}/entries?column={column}" + (area is null ? "" : $"&area={area}") + (asAt is null ? "" : $"&asAt={asAt}");

        /// <summary>Every entry of the year.</summary>
        public static string Ledger(string year) => $"/csp/{year}/ledger";

        public static string AccountEntries(string year, Guid account, string? asAt = null) =>
            $"/csp/{year}/entries?account={account}" + (asAt is null ? "" : $"&asAt={asAt}");

        public const string Requests = "/csp/requests";

        /// <summary>A certified return, for the office to accept or query.</summary>
        public static string ReviewReturn(Guid id) => $"/csp/returns/{id}";

        public const string Limits = "/csp/limits";
        public const string Payees = "/csp/payees";

        public static string Request(Guid id) => $"/csp/requests/{id}";

        /// <summary>The form for a request of this kind; for one area or project where one is named.</summary>
        /// <param name="alarm">The closed alarm whose action it is, with which the form is filled in.</param>
        public static string NewRequest(string year, LedgerRequestKind kind, Guid? area = null, Guid? project = null, Guid? alarm = null) =>
            $"/csp/{year}/request?kind={kind}"
            + (area is null ? "" : $"&area={area}")
            + (project is null ? "" : $"&project={project}")
            + (alarm is null ? "" : $"&alarm={alarm}");

        public static string Funding(string year) => $"/csp/{year}/funding";

        public static string ReleaseEarmark(Guid earmark) => $"/csp/earmarks/{earmark}/release";

        public static string Formulas(string year) => $"/csp/{year}/formulas";

        public static string SavedFormula(Guid formula) => $"/csp/formulas/{formula}";

        public static string Papers(string year) => $"/csp/{year}/papers";

        public static string Paper(Guid paper) => $"/csp/papers/{paper}";

        public static string PaperPdf(Guid paper) => $"/csp/papers/{paper}.pdf";

        public static string PaperCsv(Guid paper) => $"/csp/papers/{paper}.csv";

        public static string PaperXlsx(Guid paper) => $"/csp/papers/{paper}.xlsx";

        /// <summary>A paper that was compared with the ledger.</summary>
        public static string Reconciliation(Guid reconciliation) => $"/csp/reconciliations/{reconciliation}";

        public static string ReconciliationCsv(Guid reconciliation) => $"/csp/reconciliations/{reconciliation}.csv";

        public static string ReconciliationXlsx(Guid reconciliation) => $"/csp/reconciliations/{reconciliation}.xlsx";

        public static string ReconciliationFile(Guid reconciliation) => $"/csp/reconciliations/{reconciliation}/file";

        /// <summary>Why a figure differs.</summary>
        public static string ExplainDifference(Guid reconciliation, int line) => $"/csp/reconciliations/{reconciliation}/lines/{line}";

        /// <summary>What people said that words in papers mean.</summary>
        public const string PaperNames = "/csp/paper-names";

        public static string Since(Guid paper) => $"/csp/papers/{paper}/since";

        public static string Alias(Guid area) => $"/csp/areas/{area}/alias";

        public static string RenameArea(Guid area) => $"/csp/areas/{area}/rename";

        public static string PublicAreaName(Guid area) => $"/csp/areas/{area}/public-name";

        public static string EndArea(Guid area) => $"/csp/areas/{area}/end";

        public static string UndoAreaChange(Guid area) => $"/csp/areas/{area}/undo";

        public static string AddEvidence(Guid transaction, string back) =>
            $"/csp/transactions/{transaction}/add-evidence?back={Uri.EscapeDataString(back)}";

        public static string ReturnEvidence(Guid file) => $"/csp/my-returns/evidence/{file}";

        public static string OfficeReturnEvidence(Guid file) => $"/csp/returns/evidence/{file}";

        public static string Reverse(Guid transaction, string back) =>
            $"/csp/transactions/{transaction}/reverse?back={Uri.EscapeDataString(back)}";

        public static string Evidence(Guid transaction) => $"/csp/transactions/{transaction}/evidence";

        public static string Panel(string year, string? asAt = null) => $"/csp/{year}/panel" + (asAt is null ? "" : $"?asAt={asAt}");

        public static string PanelPdf(string year, string? asAt = null) => $"/csp/{year}/panel.pdf" + (asAt is null ? "" : $"?asAt={asAt}");

        public static string PanelCsv(string year, string? asAt = null) => $"/csp/{year}/panel.csv" + (asAt is null ? "" : $"?asAt={asAt}");

        public static string PanelXlsx(string year, string? asAt = null) =>
            $"/csp/{year}/panel.xlsx" + (asAt is null ? "" : $"?asAt={asAt}");

        public static string Moved(string year) => $"/csp/{year}/moved";

        public static string Reconcile(string year) => $"/csp/{year}/reconcile";

        public static string Import(string year) => $"/csp/{year}/import";

        public static string ImportPreview(Guid import) => $"/csp/imports/{import}";

        /// <summary>The file that an import was read from, for the office only.</summary>
        public static string ImportFile(Guid import) => $"/csp/imports/{import}/file";

        public static string YearEnd(string year) => $"/csp/{year}/year-end";

        /// <summary>The form on which an officer decides on every area's underspend.</summary>
        public static string YearEndDecisions(string year) => $"/csp/{year}/year-end/decisions";

        /// <summary>A sign-off or a reopening that waits for a second person.</summary>
        public static string YearRequest(Guid request) => $"/csp/year-requests/{request}";

        public static string YearSheet(Guid sheet) => $"/csp/sheets/{sheet}";

        public static string YearSheetPdf(Guid sheet) => $"/csp/sheets/{sheet}.pdf";

        public static string YearSheetJson(Guid sheet) => $"/csp/sheets/{sheet}.json";

        public const string Alarms = "/csp/alarms";

        public static string Alarm(Guid alarm) => $"/csp/alarms/{alarm}";

        public static string Formula(string year) => $"/csp/{year}/formula";

        public static string ShareOut(string year) => $"/csp/{year}/share-out";

        public static string Returns(string year) => $"/csp/{year}/returns";

        public static string AreaContact(Guid person) => $"/csp/people/{person}";

        public static string Project(Guid project) => $"/csp/projects/{project}";

        public static string MyProjects(string year) => $"/csp/my-projects/{year}";

        public static string MyYear(string year) => $"/csp/my-returns/{year}";

        public static string Return(string year, Guid area, ReturnPeriod period) => $"/csp/my-returns/{year}/{area}/{period}";

        /// <summary>The page to which the workbook of a return is uploaded.</summary>
        public static string UploadReturnWorkbook(string year, Guid area, ReturnPeriod period) => Return(year, area, period) + "/workbook";

        /// <summary>The workbook of a return, to be filled in.</summary>
        public static string ReturnWorkbook(string year, Guid area, ReturnPeriod period) => Return(year, area, period) + "/workbook.xlsx";

        /// <summary>What an uploaded workbook changes.</summary>
        public static string CheckReturnWorkbook(Guid upload) => $"/csp/my-returns/workbooks/{upload}";

        /// <summary>An uploaded workbook with the cells marked that are to be put right.</summary>
        public static string MarkedReturnWorkbook(Guid upload) => $"/csp/my-returns/workbooks/{upload}/marked.xlsx";

        /// <summary>A line of a return; null: a new one.</summary>
        public static string ReturnLine(string year, Guid area, ReturnPeriod period, Guid? line = null) =>
            Return(year, area, period) + "/line" + (line is null ? "" : $"?line={line}");

        /// <summary>A return of an own area as it was certified.</summary>
        public static string ReturnVersion(Guid id, int number) => $"/csp/my-returns/versions/{id}/{number}";

        public static string OfficeReturnVersion(Guid id, int number) => $"/csp/returns/{id}/versions/{number}";

        /// <summary>The statement of an area for those who report for it.</summary>
        public static string MyArea(string year, Guid area, int page = 1) =>
            $"/csp/my-area/{year}/{area}" + (page == 1 ? "" : $"?page={page}");

        public static string MyAreaCsv(string year, Guid area) => $"/csp/my-area/{year}/{area}.csv";

        public static string MyAreaXlsx(string year, Guid area) => $"/csp/my-area/{year}/{area}.xlsx";

        public static string MyAreaEvidence(Guid transaction) => $"/csp/my-area/evidence/{transaction}";
    }

    public static class Messages
    {
        /// <summary>What a short address in an e-mail leads to, with ids of 22 characters.</summary>
        public static string ShortAddress(string path) => $"/m/{path}";

        /// <summary>Everything that is sent.</summary>
        /// <param name="fund">Null: the messages that have one text for the whole office.</param>
        public static string List(Guid? fund) => fund is null ? "/messages" : $"/messages?fund={fund}";

        public static string Message(Guid? fund, MessageKind kind) => fund is null ? $"/messages/{kind}" : $"/messages/{kind}?fund={fund}";
    }

    public static class Organisations
    {
        public const string BankQueue = "/bank-details";
        public const string ModulusTables = "/bank-details/modulus";
        public const string New = "/organisations/new";

        public static string NewThen(string returnUrl) => $"{New}?returnUrl={Uri.EscapeDataString(returnUrl)}";

        public static string Bank(Guid details) => $"/bank-details/{details}";

        public static string BankProof(Guid details) => $"/bank-details/{details}/proof";

        /// <summary>Bank details, for the organisation.</summary>
        public static string MyBank(Guid organisation) => $"/organisations/{organisation}/bank";

        public static string Organisation(Guid organisation) => $"/organisations/{organisation}";

        /// <summary>Its members, for the office.</summary>
        public static string Members(Guid organisation) => $"/organisations/{organisation}/members";
    }

    public static class Funds
    {
        public const string OpenRounds = "/apply";
        public const string Rounds = "/rounds";
        public const string NewRound = "/rounds/new";
        public const string FundList = "/funds";
        public const string Import = "/rounds/import";
        public const string NewPastRound = "/past-rounds/new";

        /// <summary>The empty workbook of a past round.</summary>
        public const string PastTemplate = "/past-rounds/template.xlsx";

        public static string PastRound(Guid round, int page = 1) => $"/past-rounds/{round}{(page == 1 ? "" : $"?page={page}")}";

        public static string EditPastRound(Guid round) => $"/past-rounds/{round}/edit";

        public static string PastTotals(Guid round) => $"/past-rounds/{round}/totals";

        /// <summary>Where the workbook of a past round is uploaded and checked.</summary>
        public static string PastWorkbook(Guid round) => $"/past-rounds/{round}/workbook";

        public static string PastOrganisations(Guid round) => $"/past-rounds/{round}/organisations";

        public static string UndoPastRound(Guid round) => $"/past-rounds/{round}/undo";

        /// <summary>The workbook as it was uploaded.</summary>
        public static string PastFile(Guid round) => $"/past-rounds/{round}/file";

        /// <summary>The same with the wrong cells marked.</summary>
        public static string MarkedPastFile(Guid round) => $"/past-rounds/{round}/marked.xlsx";

        public static string Fund(Guid fund) => $"/funds/{fund}";

        public static string RenameFund(Guid fund) => $"/funds/{fund}/rename";

        public static string Letterhead(Guid fund) => $"/funds/{fund}/letterhead";

        public static string LetterheadLogo(Guid fund, Guid file) => $"/funds/{fund}/letterhead/{file}";

        public static string SucceedFund(Guid fund) => $"/funds/{fund}/succeed";

        public static string Guidance(Guid round, GuidancePart part = GuidancePart.Overview) =>
            part switch
            {
                GuidancePart.Overview => $"/apply/{round}",
                GuidancePart.WhoCanApply => $"/apply/{round}/who-can-apply",
                GuidancePart.WhatWeFund => $"/apply/{round}/what-we-fund",
                GuidancePart.HowWeChoose => $"/apply/{round}/how-we-choose",
                GuidancePart.WhatToHave => $"/apply/{round}/what-to-have",
                GuidancePart.Questions => $"/apply/{round}/questions",
                _ => $"/apply/{round}/all",
            };

        public static string GuidanceFile(Guid round, Guid file) => $"/apply/{round}/files/{file}";

        /// <summary>To be told once when a round opens: of this fund, or of any.</summary>
        public static string TellMe(Guid? fund = null) => fund is null ? "/tell-me" : $"/tell-me?fund={fund}";

        /// <summary>Confirms an opening alert, or stops it.</summary>
        public static string OpeningAlert(string token) => $"/tell-me/{token}";

        /// <summary>Where the office writes what applicants read of a round.</summary>
        public static string EditGuidance(Guid round) => $"/rounds/{round}/guidance";

        /// <summary>The published questions and answers of a round, for the office.</summary>
        public static string Answers(Guid round) => $"/rounds/{round}/answers";

        public static string Answer(Guid round, Guid answer) => $"/rounds/{round}/answers/{answer}";

        public static string Round(Guid round) => $"/rounds/{round}";

        public static string Edit(Guid round) => $"/rounds/{round}/edit";

        /// <summary>Amendments of a published round, with those that wait for a second person.</summary>
        public static string Amendments(Guid round) => $"/rounds/{round}/amendments";

        public static string Amend(Guid round, AmendmentKind kind) => $"/rounds/{round}/amend/{kind}";

        public static string Policy(Guid round) => $"/rounds/{round}/policy";

        public static string Checks(Guid round) => $"/rounds/{round}/checks";

        public static string AfterAward(Guid round) => $"/rounds/{round}/after-award";

        /// <summary>What returns ask.</summary>
        /// <param name="place">Of the form in the round's settings, from 0.</param>
        public static string ReturnForm(Guid round, int place) => $"/rounds/{round}/after-award/returns/{place}";

        public static string Criteria(Guid round) => $"/rounds/{round}/criteria";

        public static string Questions(Guid round) => $"/rounds/{round}/questions";

        public static string Form(Guid round) => $"/rounds/{round}/form";

        /// <summary>A new question, which begins with its kind and section.</summary>
        public static string Question(Guid round) => $"/rounds/{round}/form/question";

        public static string PickQuestions(Guid round) => $"/rounds/{round}/form/pick";

        public static string NewQuestion(Guid round, QuestionKind kind, string section) =>
            $"/rounds/{round}/form/question?kind={kind}&section={Uri.EscapeDataString(section)}";

        public static string EditQuestion(Guid round, string code) => $"/rounds/{round}/form/question?code={code}";

        public static string CorrectQuestion(Guid round, string code) => $"/rounds/{round}/form/correct?code={code}";

        public static string PreviewQuestion(Guid round, string code) => $"/rounds/{round}/form/preview?code={code}";

        public static string Export(Guid round) => $"/rounds/{round}/form.json";

        public static string Copy(Guid round) => $"/rounds/{round}/copy";

        public static string Panel(Guid round) => $"/rounds/{round}/panel";

        public static string Publish(Guid round) => $"/rounds/{round}/publish";
    }

    public static class Applications
    {
        public const string Mine = "/applications";

        public static string Paper(Guid round) => $"/rounds/{round}/paper";

        /// <summary>The same for an organisation that was picked; null: a new one.</summary>
        public static string PaperOf(Guid round, Guid? organisation) => $"{Paper(round)}?organisation={organisation?.ToString() ?? "new"}";

        /// <summary>More time for one applicant, or a late application.</summary>
        public static string MoreTime(Guid application) => $"/applications/{application}/more-time";

        /// <param name="copyOf">The earlier application whose answers are to be copied.</param>
        public static string Eligibility(Guid round, Guid? copyOf = null) =>
            $"/apply/{round}/eligibility" + (copyOf is null ? "" : $"?copyOf={copyOf}");

        public static string Start(Guid round, Guid? copyOf = null) =>
            $"/apply/{round}/start" + (copyOf is null ? "" : $"?copyOf={copyOf}");

        public static string TaskList(Guid application) => $"/applications/{application}";

        public static string Organisation(Guid application) => $"/applications/{application}/organisation";

        public static string OrganisationPage(Guid application, string page) => $"/applications/{application}/organisation/{page}";

        public static string Project(Guid application) => $"/applications/{application}/project";

        public static string Section(Guid application, string section) =>
            $"/applications/{application}/sections/{Uri.EscapeDataString(section)}";

        public static string Question(Guid application, string section, string question) =>
            $"{Section(application, section)}?question={question}";

        public static string Budget(Guid application) => $"/applications/{application}/budget";

        public static string Outcomes(Guid application) => $"/applications/{application}/outcomes";

        public static string Documents(Guid application) => $"/applications/{application}/documents";

        public static string Document(Guid application, Guid document) => $"/applications/{application}/documents/{document}";

        /// <summary>The answers beside the criteria, as the panel will read them.</summary>
        public static string PanelView(Guid application) => $"/applications/{application}/panel-view";

        public static string Check(Guid application) => $"/applications/{application}/check";

        /// <summary>Whoever finished the application chooses who certifies it.</summary>
        public static string AskToCertify(Guid application) => $"/applications/{application}/second-person";

        public static string Certify(Guid application) => $"/applications/{application}/certify";

        public static string Equality(Guid application) => $"/applications/{application}/equality";

        public static string EqualitySummary(Guid round) => $"/rounds/{round}/equality";

        public static string ReceiptPdf(Guid application) => $"/applications/{application}/receipt.pdf";

        public static string ReceiptJson(Guid application) => $"/applications/{application}/receipt.json";

        /// <summary>What was sent before it was taken back, for the organisation.</summary>
        public static string EarlierJson(Guid application, Guid copy) => $"/applications/{application}/earlier/{copy}.json";

        /// <summary>The same for staff.</summary>
        public static string SubmittedEarlier(Guid application, Guid copy) => $"/submitted/{application}/earlier/{copy}.json";

        /// <summary>Whether a file is what was received, for whoever holds it.</summary>
        public const string CheckCopy = "/check-copy";

        public static string SubmittedPdf(Guid application) => $"/submitted/{application}.pdf";

        public static string Ask(Guid application) => $"/submitted/{application}/ask";

        public static string Changes(Guid application) => $"/applications/{application}/changes";

        public static string ChangedAnswer(Guid application, string question) => $"/applications/{application}/changes/{question}";

        public static string ChangedPart(Guid application, RequestedPart part) =>
            $"/applications/{application}/changes/part/{part.ToString().ToLowerInvariant()}";

        public static string ChangedProfile(Guid application, string question) =>
            $"/applications/{application}/changes/part/organisation/{question}";

        /// <summary>A request for changes, for officers who give more time or close it.</summary>
        public static string ChangeRequest(Guid application) => $"/submitted/{application}/request";

        public static string Part(Guid application) => $"/applications/{application}/part";

        public static string Receipt(Guid application) => $"/applications/{application}/receipt";

        public static string Recall(Guid application) => $"/applications/{application}/recall";

        public static string Withdraw(Guid application) => $"/applications/{application}/withdraw";

        /// <summary>A submitted application, for staff.</summary>
        public static string Submitted(Guid application) => $"/submitted/{application}";

        public static string SubmittedDocument(Guid application, Guid document) => $"/submitted/{application}/documents/{document}";

        /// <summary>The form of a draft round, to send as a test.</summary>
        public static string TestForm(Guid round) => $"/rounds/{round}/form/test";

        public static string BlankForm(Guid round) => $"/apply/{round}/blank-form";

        public static string BlankFormPdf(Guid round) => $"/apply/{round}/blank-form.pdf";

        public static string DecisionDate(Guid round) => $"/rounds/{round}/decision-date";
    }

    public static class DueDiligence
    {
        public const string Queue = "/due-diligence";

        /// <summary>Those of one owner; empty: of no one.</summary>
        public static string QueueOf(string owner) => $"{Queue}?owner={Uri.EscapeDataString(owner)}";

        public const string Extracts = "/due-diligence/extracts";

        public static string Extract(int import) => $"/due-diligence/extracts/{import}";

        public static string BadLines(int import) => $"/due-diligence/extracts/{import}/bad-lines.csv";

        /// <summary>Files of other funders' grants.</summary>
        public const string Funders = "/due-diligence/funders";

        public static string Funder(Guid file) => $"{Funders}/{file}";

        public static string FunderBadRows(Guid file) => $"{Funders}/{file}/bad-rows.csv";

        /// <summary>What other funders gave an organisation.</summary>
        public static string OtherFunders(Guid organisation) => $"/organisations/{organisation}/other-funders";

        public const string SubsidyLimits = "/due-diligence/subsidy-limits";
        public const string Concerns = "/concerns";
        public const string RaiseConcern = "/concerns/new";

        public static string Checks(Guid application) => $"/due-diligence/{application}";

        public static string Registers(Guid application) => $"/due-diligence/{application}/registers";

        public static string CrossChecks(Guid application) => $"/due-diligence/{application}/cross-checks";

        public static string Subsidy(Guid application) => $"/due-diligence/{application}/subsidy";

        public static string Safeguarding(Guid application) => $"/due-diligence/{application}/safeguarding";

        public static string Summary(Guid application) => $"/due-diligence/{application}/summary";

        public static string SummaryPdf(Guid application) => $"/due-diligence/{application}/summary.pdf";

        /// <summary>Subsidy questions, for the recipient.</summary>
        public static string MySubsidy(Guid application) => $"/applications/{application}/subsidy";

        public static string Concern(Guid concern) => $"/concerns/{concern}";

        /// <summary>A police or fraud flag, for the leads for concerns.</summary>
        public static string ConcernFlag(Guid flag) => $"/concerns/flag/{flag}";

        public static string StopFlag(Guid flag, Guid? application = null) =>
            application is { } from ? $"/due-diligence/flag/{flag}?application={from}" : $"/due-diligence/flag/{flag}";

        public static string Finding(Guid finding) => $"/due-diligence/finding/{finding}";

        public static string Sanctions(Guid application) => $"/due-diligence/{application}/sanctions";

        public static string Fraud(Guid fund) => $"/funds/{fund}/fraud";

        public static string FraudRisks(Guid fund) => $"/funds/{fund}/fraud/risks";

        /// <summary>Payments for the National Fraud Initiative, with whole account numbers.</summary>
        public static string Nfi(Guid fund) => $"/funds/{fund}/fraud/nfi.csv";

        public static string Recheck(Guid item) => $"/due-diligence/recheck/{item}";

        public const string FraudLog = "/fraud-log";
        public const string NewFraudCase = "/fraud-log/new";

        public static string FraudCase(Guid fraudCase) => $"/fraud-log/{fraudCase}";

        public static string Check(Guid check) => $"/due-diligence/check/{check}";

        public static string Evidence(Guid check) => $"/due-diligence/check/{check}/evidence";

        /// <summary>Every application of a round with every check.</summary>
        public static string Round(Guid round) => $"/due-diligence/round/{round}";

        /// <summary>Some of its applications, such as those with something found.</summary>
        public static string RoundOf(Guid round, string show) => $"{Round(round)}?show={show}";

        /// <summary>As <see cref="RoundOf"/>, with every application ticked.</summary>
        public static string RoundTicked(Guid round, string show) => $"{RoundOf(round, show)}&ticked=true";

        public static string PassClean(Guid round) => $"/due-diligence/round/{round}/pass";
    }

    public static class Scoring
    {
        public const string Rounds = "/scoring";

        public static string Practice(Guid round, int practice) => $"/scoring/{round}/practice/{practice}";

        /// <summary>The practice applications of a round, for the office.</summary>
        public static string PracticeList(Guid round) => $"/rounds/{round}/practice";

        public static string WritePractice(Guid round, int practice) => $"/rounds/{round}/practice/{practice}";

        /// <summary>One question across the applications that an assessor may read.</summary>
        /// <param name="question">Its code.</param>
        public static string Answers(Guid round, string question) => $"/scoring/{round}/answers?question={Uri.EscapeDataString(question)}";

        /// <summary>The applications that an assessor may read, as one PDF.</summary>
        public static string Pack(Guid round) => $"/scoring/{round}/pack.pdf";

        public static string Conflicts(Guid round) => $"/scoring/{round}/conflicts";

        /// <param name="show">One part only: open, submitted or out. Null: all.</param>
        public static string Queue(Guid round, string? show = null) =>
            show is null ? $"/scoring/{round}" : $"/scoring/{round}?show={show.ToLowerInvariant()}";

        /// <summary>The assessors of a round for the office: recusal and replacement.</summary>
        public static string Assessors(Guid round) => $"/rounds/{round}/assessors";

        public static string Conflict(Guid assignment) => $"/scoring/conflict/{assignment}";

        public static string Sheet(Guid assignment) => $"/scoring/sheet/{assignment}";

        public static string Document(Guid assignment, Guid document) => $"/scoring/sheet/{assignment}/documents/{document}";
    }

    public static class Moderation
    {
        public const string Rounds = "/moderation";

        public static string List(Guid round, int page = 1) => page == 1 ? $"/moderation/{round}" : $"/moderation/{round}?page={page}";

        /// <summary>A round's list in the order in which the meeting takes it.</summary>
        /// <param name="flagged">Only flagged applications without an agreed score.</param>
        public static string InOrder(Guid round, MeetingOrder order, bool flagged = false) =>
            $"/moderation/{round}?order={Word(order)}{(flagged ? "&show=flags" : "")}";

        public static string Application(Guid application) => $"/moderation/application/{application}";

        /// <summary>An application in a meeting that goes on in this order.</summary>
        /// <param name="flagged">The meeting takes flagged applications only.</param>
        public static string InMeeting(Guid application, MeetingOrder order, bool flagged = false) =>
            $"/moderation/application/{application}?order={Word(order)}{(flagged ? "&show=flags" : "")}";

        private static string Word(MeetingOrder order) => order.ToString().ToLowerInvariant();

        /// <summary>Every score of a round.</summary>
        public static string Scores(Guid round) => $"/moderation/{round}/scores";

        public static string Live(Guid round) => $"/moderation/{round}/live";

        public static string Part(Guid application) => $"/moderation/application/{application}/part";

        public static string Health(Guid round) => $"/moderation/{round}/health";

        public static string Line(Guid round) => $"/moderation/{round}/line";

        public static string HeatMap(Guid round) => $"/moderation/{round}/heat-map";
    }

    public static class Decisions
    {
        public const string Rounds = "/decisions";
        public const string Levels = "/decisions/levels";

        /// <summary>Who decides a round.</summary>
        public static string Approvers(Guid round) => $"/decisions/{round}/approvers";

        public static string Recommend(Guid round) => $"/decisions/{round}/recommend";

        public static string Paper(Guid round) => $"/decisions/{round}/paper";

        public static string PaperPdf(Guid round) => $"/decisions/{round}/paper.pdf";

        /// <summary>What each project does and why it reduces crime, before the recommendation.</summary>
        public static string CrimeReasons(Guid round) => $"/decisions/{round}/crime-reasons";

        public static string PaperWord(Guid round) => $"/decisions/{round}/paper.docx";

        public static string Comment(Guid round) => $"/decisions/{round}/comment";

        /// <summary>A number may have strokes, which stay parts of the path.</summary>
        public static string Notice(Guid round, string number) =>
            $"/decisions/{round}/notice/{string.Join('/', number.Split('/').Select(Uri.EscapeDataString))}";

        public static string Corrections(Guid round) => $"/decisions/{round}/corrections";

        public static string Correct(Guid round, Guid application) => $"/decisions/{round}/correct/{application}";

        public const string Reviews = "/decisions/reviews";

        public static string Deferred(Guid application) => $"/decisions/deferred/{application}";

        public static string OpenReview(Guid application) => $"/decisions/reviews/of/{application}";

        public static string OpenReviewOfChange(Guid application, Guid change) => $"{OpenReview(application)}?change={change}";

        public static string Review(Guid review) => $"/decisions/reviews/{review}";

        public static string DecideAfterReview(Guid review) => $"/decisions/reviews/{review}/decide";

        public static string Decide(Guid round) => $"/decisions/{round}/decide";
    }

    public static class Awards
    {
        public const string DayBatches = "/letters";
        public const string VariationQueue = "/awards/variations";

        public static string Reasons(Guid round, int page = 1) =>
            page == 1 ? $"/awards/{round}/reasons" : $"/awards/{round}/reasons?page={page}";

        public static string ReasonsOf(Guid application) => $"/awards/reasons/{application}";

        public static string Letters(Guid round) => $"/awards/{round}/letters";

        public static string DiscardLetters(Guid round) => $"/awards/{round}/letters/discard";

        public static string List(Guid round) => $"/awards/{round}";

        /// <summary>Offers of the round whose dates pass before they can be accepted.</summary>
        public static string Dates(Guid round) => $"/awards/{round}/dates";

        public static string OfferDates(Guid award) => $"/awards/offer/{award}/dates";

        public static string Letter(Guid letter) => $"/letters/{letter}";

        /// <summary>The letter for the people of its organisation, with one id.</summary>
        public static string MyLetterOf(Guid letter) => $"/my-letters/{letter}";

        public static string ChangeLetter(Guid letter) => $"/letters/{letter}/change";

        public static string LetterPdf(Guid letter) => $"/letters/{letter}.pdf";

        public static string LetterLargePdf(Guid letter) => $"/letters/{letter}/large.pdf";

        /// <summary>All letters of a round in one file.</summary>
        public static string LettersPdf(Guid round, Features.Awards.RoundLetterFiles.Part part) =>
            $"/awards/{round}/letters.pdf?part={part}";

        public static string LettersZip(Guid round, Features.Awards.RoundLetterFiles.Part part) =>
            $"/awards/{round}/letters.zip?part={part}";

        public static string DayBatch(Guid batch) => $"/letters/batches/{batch}";

        public static string FundLetters(Guid fund) => $"/funds/{fund}/letters";

        public static string FundLetter(Guid fund, LetterKind kind) => $"/funds/{fund}/letters/{kind}";

        /// <summary>The terms of a fund's grants and their versions.</summary>
        public static string Terms(Guid fund) => $"/funds/{fund}/terms";

        public static string EditTerms(Guid fund) => $"/funds/{fund}/terms/edit";

        /// <summary>One version; number 0 is the portal's example.</summary>
        public static string TermsVersion(Guid fund, int number) => $"/funds/{fund}/terms/{number}";

        public static string TermsPdf(Guid fund, int number) => $"/funds/{fund}/terms/{number}.pdf";

        public static string ApproveTerms(Guid fund, int number) => $"/funds/{fund}/terms/{number}/approve";

        public static string MyLetter(Guid application) => $"/applications/{application}/letter";

        public static string MyLetters(Guid application) => $"/applications/{application}/letters";

        public static string OneOfMyLetters(Guid application, Guid letter) => $"/applications/{application}/letters/{letter}";

        public static string OneOfMyLettersPdf(Guid application, Guid letter) => $"/applications/{application}/letters/{letter}.pdf";

        public static string OneOfMyLettersLargePdf(Guid application, Guid letter) =>
            $"/applications/{application}/letters/{letter}/large.pdf";

        public static string MyLetterPdf(Guid application) => $"/applications/{application}/letter.pdf";

        public static string Accept(Guid application) => $"/applications/{application}/accept";

        /// <summary>Who accepted, in which role, when, and the hash of what they read; for the organisation.</summary>
        public static string MyCertificate(Guid application) => $"/applications/{application}/acceptance.pdf";

        /// <summary>The same for the office.</summary>
        public static string Certificate(Guid award) => $"/awards/offer/{award}/acceptance.pdf";

        public static string Decline(Guid application) => $"/applications/{application}/decline";

        /// <summary>The grant, for the organisation that holds it.</summary>
        public static string MyGrant(Guid application) => $"/applications/{application}/grant";

        public static string MyEvidence(Guid application, Guid requirement) => $"/applications/{application}/evidence/{requirement}";

        public static string MyVariation(Guid application, VariationKind kind) => $"/applications/{application}/variation/{kind}";

        /// <summary>Where the organisation answers the office, which asks for money back.</summary>
        public static string AnswerRecovery(Guid change) => $"/applications/pay-back/{change}";

        public static string Publicity(Guid application) => $"/applications/{application}/publicity";

        public static string PublicityZip(Guid application) => $"/applications/{application}/publicity.zip";

        /// <summary>The award, for the office.</summary>
        public static string Offer(Guid award) => $"/awards/offer/{award}";

        public static string Evidence(Guid award, Guid requirement) => $"/awards/offer/{award}/evidence/{requirement}";

        public static string Variations(Guid award) => $"/awards/variations/{award}";

        public static string RequestVariation(Guid award, VariationKind kind) => $"/awards/variations/{award}/{kind}";

        public static string Variation(Guid change) => $"/awards/variation/{change}";

        public static string FundReserve(Guid application) => $"/awards/reserve/{application}";
    }

    public static class Payments
    {
        public const string Queue = "/payments";
        public const string Claims = "/payments/claims";
        public const string Runs = "/payments/runs";
        public const string Limits = "/payments/limits";

        /// <summary>Accruals and prepayments at 31 March.</summary>
        public const string YearEnds = "/payments/year-end";

        public static string YearEnd(string year) => $"{YearEnds}/{year}";

        public static string YearEndFile(string year, string format) => $"{YearEnds}/{year}/lines.{format}";

        public static string YearEndLine(Guid line) => $"{YearEnds}/lines/{line}";

        public const string Reconcile = "/payments/reconcile";

        /// <summary>The table of finance codes.</summary>
        public const string Codes = "/payments/codes";
        public const string AddCodes = "/payments/codes/add";
        public const string CheckCodes = "/payments/codes/check";
        public const string Suppliers = "/payments/suppliers";

        /// <summary>What files for the finance system look like.</summary>
        public const string Profiles = "/payments/exports/profiles";
        public const string Exports = "/payments/exports";

        /// <summary>Invoices for money that is to come back.</summary>
        public const string Recoveries = "/payments/recoveries";

        /// <summary>Those that are late.</summary>
        public const string RecoveriesLate = "/payments/recoveries?state=Late";

        public static string Recovery(Guid invoice) => $"/payments/recoveries/{invoice}";

        public static string RecoveryPdf(Guid invoice) => $"/payments/recoveries/{invoice}/invoice.pdf";

        /// <summary>What the organisation owes of a grant, for its own people.</summary>
        public static string MyRecovery(Guid application) => $"/applications/{application}/money-back";

        public static string MyRecoveryPdf(Guid application, Guid invoice) => $"/applications/{application}/money-back/{invoice}.pdf";

        /// <summary>An invoice to a lead council, for those who report for its area.</summary>
        public static string MyAreaInvoice(Guid invoice) => $"/csp/my-returns/invoices/{invoice}.pdf";

        /// <summary>Asks for money back that was paid twice or too high on a grant.</summary>
        public static string AskBack(Guid award) => $"/payments/award/{award}/ask-back";

        public const string AwardsReady = "/awards/ready";
        public const string ApproveMany = "/payments/approve";

        public static string ApproveThese(IEnumerable<Guid> payments) =>
            $"{ApproveMany}?{string.Join('&', payments.Select(payment => $"id={payment}"))}";

        public static string QueueOf(PaymentStatus state) => $"/payments?status={state}";

        /// <summary>Of all awards.</summary>
        public const string AllInstalments = "/payments/instalments";

        /// <summary>Instalments that are due from one day to another and not requested.</summary>
        public static string InstalmentsDue(DateOnly from, DateOnly to) => $"{AllInstalments}?{DueBetween(from, to)}&state=NotRequested";

        /// <summary>Of one award.</summary>
        public static string Instalments(Guid award) => $"/payments/award/{award}/instalments";

        public static string Claim(Guid claim) => $"/payments/claims/{claim}";

        public static string ClaimReceipt(Guid claim, Guid receipt) => $"/payments/claims/{claim}/receipts/{receipt}";

        public static string Run(Guid run) => $"/payments/runs/{run}";

        /// <summary>The files that the bank answered.</summary>
        public const string Answers = "/payments/answers";

        public static string Answer(Guid answer) => $"/payments/answers/{answer}";

        public static string AnswerItem(Guid item) => $"/payments/answers/items/{item}";

        /// <summary>Where the chief finance officer lets somebody who took part release it.</summary>
        public static string RunException(Guid run) => $"/payments/runs/{run}/exception";

        /// <summary>Payments, for the applicant.</summary>
        public static string Mine(Guid application) => $"/applications/{application}/payments";

        /// <summary>What one payment run paid to the applicant's organisation.</summary>
        public static string Advice(Guid application, Guid run) => $"{Mine(application)}/advice/{run}";

        public static string MyClaims(Guid application) => $"/applications/{application}/claims";

        public static string MyClaimAgain(Guid application, Guid claim) => $"/applications/{application}/claims?from={claim}";

        public static string Award(Guid award) => $"/payments/award/{award}";

        /// <summary>One payment, of an award or to an area.</summary>
        public static string One(Guid payment) => $"/payments/{payment}";

        /// <summary>What is paid to the lead councils of a year's areas.</summary>
        public static string Areas(string year) => $"/csp/{year}/payments";

        /// <summary>Whether they are paid in advance or in arrears.</summary>
        public static string AreaBasis(string year) => $"/csp/{year}/payments/basis";

        public static string Area(string year, Guid area) => $"/csp/{year}/areas/{area}/payments";

        public static string LeadCouncil(Guid area) => $"/csp/areas/{area}/lead-council";

        public static string Approve(Guid payment) => $"/payments/{payment}/approve";

        public static string CodeSet(Guid set) => $"/payments/codes/{set}";

        public static string AddCodesFor(string scope, CodedKind kind, DateOnly from) =>
            $"{AddCodes}?about={Uri.EscapeDataString(scope)}&kind={kind}&from={from:yyyy-MM-dd}";

        public static string Profile(Guid profile) => $"{Profiles}/{profile}";

        public static string MakeExport(Guid profile) => $"/payments/exports/make/{profile}";

        public static string Export(Guid export) => $"/payments/exports/{export}";

        public static string Supplier(Guid organisation) => $"/payments/suppliers/{organisation}";

        public static string PurchaseOrder(Guid award) => $"/payments/award/{award}/purchase-order";

        public static string AreaPurchaseOrder(string year, Guid area) => $"/csp/{year}/areas/{area}/purchase-order";

        public static string InvoiceNumber(Guid payment) => $"/payments/{payment}/invoice-number";
    }

    public static class Monitoring
    {
        public const string Returns = "/monitoring";

        /// <summary>Returns that are due from one day to another and have not been sent.</summary>
        public static string ReturnsDue(DateOnly from, DateOnly to) =>
            $"{Returns}?{DueBetween(from, to)}&state=Overdue&state=Due&state=Prepared";

        public const string ReturnsOverdue = "/monitoring?state=Overdue";

        public static string Return(Guid monitoringReturn) => $"/monitoring/{monitoringReturn}";

        /// <summary>A page of it, or all of it where its form has one page.</summary>
        public static string Part(Guid monitoringReturn, string part) => $"/monitoring/{monitoringReturn}/part/{part}";

        public static string Check(Guid monitoringReturn) => $"/monitoring/{monitoringReturn}/check";

        public static string Diary(Guid monitoringReturn) => $"/monitoring/{monitoringReturn}/diary";

        public static string Blank(Guid monitoringReturn) => $"/monitoring/{monitoringReturn}/blank";

        /// <summary>An officer types it in for its holder.</summary>
        public static string Enter(Guid monitoringReturn) => $"/monitoring/{monitoringReturn}/enter";

        public static string Review(Guid monitoringReturn) => $"/monitoring/{monitoringReturn}/review";

        public static string Files(Guid monitoringReturn) => $"/monitoring/{monitoringReturn}/files";

        public static string File(Guid monitoringReturn, Guid file) => $"/monitoring/{monitoringReturn}/files/{file}";

        public static string ReviewFile(Guid monitoringReturn, Guid file) => $"/monitoring/{monitoringReturn}/review/files/{file}";

        public static string Award(Guid award) => $"/monitoring/award/{award}";

        /// <summary>Visits planned, due and proposed, and what is still to be done after one.</summary>
        public const string Visits = "/monitoring/visits";

        public static string Visit(Guid visit) => $"/monitoring/visits/{visit}";

        public static string VisitFile(Guid visit, Guid file) => $"/monitoring/visits/{visit}/files/{file}";

        public static string CloseOut(Guid award) => $"/monitoring/close/{award}";

        public static string MyCloseOut(Guid application) => $"/applications/{application}/close";

        /// <summary>How the grant was used, to be signed by its holder.</summary>
        public static string MyUseCertificate(Guid application) => $"/applications/{application}/use";

        /// <summary>Where a certificate that was signed on paper is sent.</summary>
        public static string MyUsePaper(Guid application) => $"/applications/{application}/use/paper";

        /// <summary>Where the statement of an independent examiner or auditor is sent.</summary>
        public static string MyExaminer(Guid application) => $"/applications/{application}/use/examiner";

        public static string MyUseCertificateBlank(Guid application) => $"/applications/{application}/use/to-sign.pdf";

        public static string MyUseCertificateSigned(Guid application, int number) => $"/applications/{application}/use/{number}/signed";

        public static string MyExaminerStatement(Guid application) => $"/applications/{application}/use/statement";

        public static string MyUseCertificateStatement(Guid application, int number) =>
            $"/applications/{application}/use/{number}/statement";

        /// <summary>The same for the office.</summary>
        public static string UseCertificate(Guid award) => $"/monitoring/use/{award}";

        public static string UseCertificateSigned(Guid award, int number) => $"/monitoring/use/{award}/{number}/signed";

        public static string ExaminerStatement(Guid award) => $"/monitoring/use/{award}/statement";

        /// <summary>The statement that came with a signed certificate.</summary>
        public static string UseCertificateStatement(Guid award, int number) => $"/monitoring/use/{award}/{number}/statement";
    }

    public static class Publishing
    {
        /// <summary>Every published grant.</summary>
        public const string Grants = "/grants";

        public static string GrantsWith(string query) => With(Grants, query);

        /// <summary>The same as a file.</summary>
        public static string GrantsCsv(string query) => With("/grants.csv", query);

        public static string Grant(string reference) => $"/grants/{reference}";

        public const string Feed = "/grants/feed.atom";

        /// <summary>The list for a page of another site.</summary>
        public static string Embed(string query) => With("/grants/embed", query);

        /// <summary>The public pages, for search engines.</summary>
        public const string SiteMap = "/sitemap.xml";

        /// <summary>From 1, where one file cannot hold every address.</summary>
        public static string SiteMapPart(int part) => $"/sitemap-{part}.xml";

        public const string Robots = "/robots.txt";

        /// <summary>Rounds as everybody reads them.</summary>
        public const string Rounds = "/grants/rounds";

        public static string Round(Guid round, int page = 1) => With($"/grants/rounds/{round}", page == 1 ? "" : $"page={page}");

        /// <summary>A round of before the portal, as everybody reads it.</summary>
        public static string PastRound(Guid round) => $"/grants/rounds/past/{round}";

        /// <summary>Where a publisher decides that the public reads the grants of a past round.</summary>
        public static string PastPublication(Guid round) => $"/publishing/past/{round}";

        private static string With(string address, string query) => query.Length == 0 ? address : $"{address}?{query}";

        /// <summary>Decisions as everybody may read them.</summary>
        public const string Decisions = "/decisions/public";

        public static string DecisionsWith(string query) => With(Decisions, query);

        public static string Decision(Guid decision) => $"/decisions/public/{decision}";

        public static string DecisionPdf(Guid decision) => $"/decisions/public/{decision}.pdf";

        /// <summary>What staff decide that the public reads.</summary>
        public const string Publications = "/publishing";

        public static string RoundPublications(Guid round) => $"/publishing/{round}";

        public static string Publication(Guid award) => $"/publishing/awards/{award}";

        public const string SafetyWords = "/publishing/words";

        /// <summary>For staff: what keeps grants out of the 360Giving file, and the office's identifiers.</summary>
        public const string GivingChecks = "/publishing/360giving";

        /// <summary>Explains every file.</summary>
        public const string OpenData = "/open-data";
        public const string Giving = "/open-data/360giving";
        public const string GivingJson = "/open-data/360giving.json";
        public const string GivingCsv = "/open-data/360giving.csv";
        public const string CspData = "/open-data/csp";

        /// <summary>Explains the interface for programs.</summary>
        public const string Api = "/open-data/api";
        public const string ApiGrants = "/api/v1/grants";

        public const string ApiRounds = "/api/v1/rounds";
        public const string ApiDecisions = "/api/v1/decisions";
        public const string ApiReleases = "/api/v1/releases";

        public static string ApiGrant(Guid award) => $"/api/v1/grants/{award}";

        public static string CspFile(string year) => $"/open-data/csp/{year}.csv";

        /// <summary>Where publishers release the file of each month.</summary>
        public const string Releases = "/publishing/releases";

        public static string ReleasesOf(int year) => $"{Releases}?year={year}";

        /// <param name="month">The first day of the month.</param>
        public static string Release(DateOnly month) => $"{Releases}/{month:yyyy-MM}";

        /// <summary>A version as it was served, for staff.</summary>
        public static string ReleaseVersion(Guid release) => $"{Releases}/{release}.csv";

        /// <summary>Where finance's extracts of payments are loaded and released.</summary>
        public const string Spending = "/publishing/spending";

        /// <param name="month">The first day of the month.</param>
        public static string SpendingMonth(DateOnly month) => $"{Spending}/{month:yyyy-MM}";

        public static string SpendingPayment(Guid payment) => $"{Spending}/payments/{payment}";

        /// <summary>The files of other spending that the law asks for, one a month.</summary>
        public const string OpenSpending = "/open-data/spending";

        public static string OpenSpendingMonth(DateOnly month) => $"{OpenSpending}/{month:yyyy-MM}";

        public static string OpenSpendingFile(DateOnly month) => $"{OpenSpending}/{month:yyyy-MM}.csv";

        public const string ReleaseSums = "/publishing/releases/sums";

        /// <summary>The files of grants that the law asks for, one a month.</summary>
        public const string OpenGrants = "/open-data/grants";

        public static string OpenGrantsMonth(DateOnly month) => $"{OpenGrants}/{month:yyyy-MM}";

        public static string OpenGrantsFile(DateOnly month) => $"{OpenGrants}/{month:yyyy-MM}.csv";

        public static string Photo(Guid award, Guid photo) => $"/grants/photos/{award}/{photo}";

        public static string PublishProject(Guid award) => $"/projects/{award}/publish";

        public static string MyConsents(Guid application) => $"/applications/{application}/publishing";

        /// <summary>Saying yes for a story or a quote of a return, or for a photograph.</summary>
        public static string GiveConsent(Guid application, string what, Guid of) => $"/applications/{application}/publishing/{what}/{of}";

        public static string MyPublicPage(Guid application) => $"/applications/{application}/public-page";

        public const string Figures = "/figures";

        public static string Edition(Guid edition) => $"/figures/{edition}";

        public static string EditionFile(Guid edition) => $"/figures/{edition}/figures.csv";

        public static string Editions(Guid fund) => $"/funds/{fund}/editions";

        public static string EditionToCheck(Guid edition) => $"/editions/{edition}";

        /// <summary>Addresses that rounds and projects had before; each leads to the one of today.</summary>
        public const string Funded = "/funded";

        public static string FundedRound(Guid round) => $"/funded/{round}";

        public static string FundedProject(Guid award) => $"/funded/projects/{award}";
    }

    public static class Reporting
    {
        public static string RoundFigures(Guid round) => $"/awards/{round}/figures";

        /// <param name="rows">What the rows of the table are. Null: the first choice.</param>
        /// <param name="columns">What its columns are. Null: the first choice.</param>
        public static string RoundFiguresFile(Guid round, string format, string? rows = null, string? columns = null) =>
            $"/awards/{round}/figures.{format}{TableOf(rows, columns)}";

        private static string TableOf(string? rows, string? columns) =>
            (rows, columns) switch
            {
                (null, null) => "",
                (_, null) => $"?rows={rows}",
                _ => $"?rows={rows}&columns={columns}",
            };

        /// <summary>Over all funds and years.</summary>
        public const string Office = "/office-figures";

        /// <param name="query">The filter, as OfficeProjects writes it.</param>
        public static string OfficeFile(string format, string query) =>
            $"/office-figures/figures.{format}{(query.Length == 0 ? "" : "?")}{query}";

        /// <summary>The applications behind the office's figures.</summary>
        public static string OfficeApplications(string query = "") =>
            query.Length == 0 ? "/office-figures/applications" : $"/office-figures/applications?{query}";

        public static string FundFigures(Guid fund) => $"/funds/{fund}/figures";

        /// <param name="rows">As for a round.</param>
        /// <param name="columns">As for a round.</param>
        public static string FundFiguresFile(Guid fund, string format, string? rows = null, string? columns = null) =>
            $"/funds/{fund}/figures.{format}{TableOf(rows, columns)}";

        /// <summary>The budgets of the newest year.</summary>
        public const string Money = "/budgets";

        public static string MoneyOf(string year) => $"/budgets/{year}";

        public static string MoneyFile(string year, string format) => $"/budgets/{year}/figures.{format}";

        public static string MoneyFund(string year, Guid fund) => $"/budgets/{year}/funds/{fund}";

        public static string MoneyArea(string year, Guid area) => $"/budgets/{year}/areas/{area}";

        /// <summary>The months of one budget, for finance.</summary>
        public static string MoneyFundProfile(string year, Guid fund) => $"/budgets/{year}/funds/{fund}/profile";

        public static string MoneyAreaProfile(string year, Guid area) => $"/budgets/{year}/areas/{area}/profile";

        public const string MoneyAlarm = "/budgets/alarm";
    }

    public static class Casework
    {
        public const string Work = "/work";
        public const string Samples = "/audit/samples";

        public static string Sample(Guid sample) => $"{Samples}/{sample}";

        public static string SampleIndex(Guid sample) => $"{Samples}/{sample}/index.xlsx";

        public static string SampleEvidence(Guid sample) => $"{Samples}/{sample}/evidence.zip";

        public const string Search = "/search";
        public const string Views = "/work/views";
        public const string WorkEmail = "/work/e-mail";
        public const string Awards = "/awards";
        public const string Organisations = "/organisations";

        /// <summary>Everything about an organisation.</summary>
        public static string Organisation(Guid organisation) => $"{Organisations}/{organisation}/record";

        /// <summary>A part of the same.</summary>
        public static string OrganisationOn(Guid organisation, OrganisationPart part) =>
            part == OrganisationPart.Overview ? Organisation(organisation) : $"{Organisation(organisation)}?part={part}";

        /// <summary>Makes two records of one organisation one.</summary>
        public static string MergeOrganisation(Guid organisation) => $"{Organisations}/{organisation}/merge";

        /// <summary>Records the body that stands behind an organisation.</summary>
        public static string SetHost(Guid organisation) => $"{Organisations}/{organisation}/host";

        /// <summary>Returns and instalments by the day on which they are due.</summary>
        public const string Calendar = "/awards/calendar";

        public static string CalendarFrom(DateOnly month) => $"{Calendar}?from={month:yyyy-MM}";

        public static string Charts(Guid round) => $"/rounds/{round}/charts";

        /// <summary>The applications whose checks have come to this result.</summary>
        public static string ApplicationsWith(Guid round, CheckResult checks) => $"{Applications(round)}?checks={checks}";

        /// <summary>The oldest thing of this kind that waits for the person.</summary>
        public static string Next(WaitingKind kind) => $"/work/next/{kind}";

        /// <summary>A round's submitted applications.</summary>
        public static string Applications(Guid round) => $"/rounds/{round}/applications";

        /// <summary>The same with what moderation is about, highest mean first.</summary>
        public static string ScoredApplications(Guid round) =>
            Applications(round)
            + "?sort=-mean&columns=reference,organisation,project,priority,asked,mean,spread,rank,agreed,recommended,result";

        /// <summary>A round's applications that are not sent yet.</summary>
        public static string Drafts(Guid round) => $"/rounds/{round}/drafts";

        public static string Decision(Guid application) => $"/submitted/{application}/decision";

        /// <summary>What the office and the applicant wrote to each other about an application.</summary>
        public static string Messages(Guid application) => $"/submitted/{application}/messages";

        /// <summary>The same for the applicant.</summary>
        public static string MyMessages(Guid application) => $"/applications/{application}/messages";

        /// <summary>Messages to applicants of a round.</summary>
        public static string Mailings(Guid round) => $"/rounds/{round}/messages";

        public static string NewMailing(Guid round) => $"/rounds/{round}/messages/new";

        public static string Mailing(Guid mailing) => $"/messages/to-applicants/{mailing}";

        /// <summary>Writes to the assessors of a round.</summary>
        public static string WriteToPanel(Guid round, PanelPart part) => $"{NewMailing(round)}?to={MailingAudience.Panel}&who={part}";

        /// <summary>Messages to awards of any round and to organisations, with what belongs to all messages.</summary>
        public const string OfficeMailings = "/mailings";

        /// <summary>Writes to all that the list of awards or of organisations shows.</summary>
        public static string WriteToList(MailingAudience audience) => $"/mailings/write/{audience.ToString().ToLowerInvariant()}";

        public const string MailingTemplates = "/mailings/templates";
        public const string NewMailingTemplate = "/mailings/templates/new";

        public static string MailingTemplate(Guid template) => $"/mailings/templates/{template}";

        /// <summary>E-mails that came to the mailbox which the portal reads.</summary>
        public const string ReceivedEmails = "/mailings/received";

        public static string ReceivedEmail(Guid email) => $"/mailings/received/{email}";

        /// <summary>A file that came with such an e-mail.</summary>
        public static string ReceivedFile(Guid email, Guid file) => $"/mailings/received/{email}/files/{file}";

        /// <summary>The notes of an application or an organisation.</summary>
        public static string Notes(NoteSubject about, Guid id) => $"/notes/{about.ToString().ToLowerInvariant()}/{id}";

        /// <summary>The page on which a note stands.</summary>
        public static string Note(Guid note) => $"/notes/{note}";

        /// <summary>The file of an application for an answer, and its redacted copies.</summary>
        public static string AnswerFile(Guid application) => $"/submitted/{application}/file";

        public static string AnswerFilePdf(Guid application) => $"/submitted/{application}/file.pdf";

        public static string AnswerFileBook(Guid application) => $"/submitted/{application}/file.xlsx";

        /// <summary>Copies for people who ask what is held about them.</summary>
        public const string PersonAnswers = "/answers";

        /// <summary>A redacted copy.</summary>
        public static string Answer(Guid answer) => $"/answers/{answer}";

        /// <summary>The passages of a copy in one state, and with the same words where these are given.</summary>
        public static string AnswerPassages(Guid answer, PassageState show, string? words = null) =>
            $"/answers/{answer}?show={show}{(string.IsNullOrEmpty(words) ? "" : $"&with={Uri.EscapeDataString(words)}")}";

        /// <summary>The same by words: each once, with all its places.</summary>
        public static string AnswerWords(Guid answer, PassageState show) => $"/answers/{answer}?show={show}&byWords=true";

        public static string AnswerPdf(Guid answer) => $"/answers/{answer}/copy.pdf";

        public static string AnswerBook(Guid answer) => $"/answers/{answer}/copy.xlsx";

        public static string AnswerLog(Guid answer) => $"/answers/{answer}/log.csv";

        public static string AnswerLogWithWords(Guid answer) => $"/answers/{answer}/log-for-the-office.csv";

        /// <summary>The files of a whole round for an answer.</summary>
        public static string AnswerRound(Guid round) => $"/rounds/{round}/file";

        public static string AnswerBundle(Guid bundle) => $"/answers/rounds/{bundle}.zip";

        /// <summary>All letters about an application.</summary>
        public static string Letters(Guid application) => $"/submitted/{application}/letters";

        public static string ProjectFile(Guid award) => $"/projects/{award}/file";

        public static string ProjectFilePdf(Guid award) => $"/projects/{award}/file.pdf";

        public static string ProjectFileZip(Guid award) => $"/projects/{award}/file.zip";
    }

    public static class Accounts
    {
        public const string SignIn = "/sign-in";
        public const string SignInCode = "/sign-in/code";
        public const string SignOut = "/sign-out";
        public const string StaffSignIn = "/sign-in/staff";
        public const string Password = "/account/password";
        public const string Directory = "/sign-in/directory";
        public const string DirectoryFailed = "/sign-in/directory?failed=true";
        public const string Authenticator = "/account/authenticator";
        public const string Passkeys = "/account/passkeys";
        public const string Sessions = "/account/sessions";
        public const string People = "/people";

        public static string SavedForm(Guid form) => $"/saved-forms/{form}";

        public static string CheckEmail(Guid link) => $"/sign-in/e-mail/{link}";

        public static string SignInLink(string token) => $"/sign-in/link/{token}";

        public static string SignInTo(string returnUrl) => $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}";

        public static string DirectoryTo(string? returnUrl) => $"/sign-in/directory?returnUrl={Uri.EscapeDataString(returnUrl ?? "")}";

        public static string Person(Guid person) => $"/people/{person}";
    }

    public static class Audit
    {
        public const string Trail = "/audit";
        public const string Verify = "/audit/verify";

        public static string Of(Guid subject) => $"/audit?subject={subject}";

        public static string History(HistoryKind kind, Guid id) => $"/history/{kind.ToString().ToLowerInvariant()}/{id}";
    }

    public static class Records
    {
        public const string Rules = "/operations/retention";
        public const string Holds = "/operations/holds";

        public static string Of(RecordType type) => $"/operations/retention/{type}";

        /// <summary>A proposal to erase.</summary>
        public static string Proposal(Guid proposal) => $"/operations/retention/proposals/{proposal}";
    }

    public static class Operations
    {
        public const string Index = "/operations";
        public const string SignIns = "/audit/sign-ins";
        public const string Outbox = "/outbox";
        public const string Files = "/files";

        /// <summary>A message that did not arrive.</summary>
        public static string Undelivered(Guid email) => $"/outbox/{email}";

        public static string SignInsOf(string person) => $"/audit/sign-ins?person={Uri.EscapeDataString(person)}";
    }

    public static class Settings
    {
        public const string Index = "/settings";
        public const string Kinds = "/settings/kinds-of-organisation";
        public const string NewKind = "/settings/kinds-of-organisation/new";
        public const string Profile = "/settings/organisation-questions";
        public const string Equality = "/settings/equality-questions";
        public const string NewEquality = "/settings/equality-questions/new";
        public const string Reminders = "/settings/reminder-days";
        public const string Safeguarding = "/settings/safeguarding";
        public const string NewPoint = "/settings/safeguarding/new";
        public const string Limits = "/settings/time-limits";

        public static string NewKindLike(string ready) => $"{NewKind}?like={ready}";

        public static string Kind(string code) => $"{Kinds}/{code}";

        public static string ProfileQuestion(string code) => $"{Profile}/{code}";

        public static string EqualityQuestion(string code) => $"{Equality}/{code}";

        public static string Point(string code) => $"{Safeguarding}/{code}";
    }

    public static class Development
    {
        public const string Clock = "/development/clock";
        public const string SignIn = "/development/sign-in";
    }
}
