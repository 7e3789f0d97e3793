using System.Text.Json;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>A record for each address of the portal: those of the demonstration, and those that it lacks. All belong to the
/// demonstration's people.</summary>
internal sealed partial class WalkedRecords
{
    /// <summary>What stands for a parameter in the routes that begin like this, the longest beginning counting: the name of a record below,
    /// or a word.</summary>
    private static readonly IReadOnlyList<(string Beginning, string Parameter, string Value)> Values =
    [
        ("/applications/", "id", "awarded"),
        ("/applications/{id:guid}/budget", "id", "draft"),
        ("/applications/{id:guid}/changes", "id", "asked"),
        ("/applications/{id:guid}/changes/", "code", "need"),
        ("/applications/{id:guid}/changes/part/organisation/", "code", "police"),
        ("/applications/{id:guid}/check", "id", "draft"),
        ("/applications/{id:guid}/documents", "id", "draft"),
        ("/applications/{id:guid}/documents/", "document", "draft"),
        ("/applications/{id:guid}/earlier/", "id", "asked"),
        ("/applications/{id:guid}/earlier/", "copy", "earlier"),
        ("/applications/{id:guid}/equality", "id", "draft"),
        ("/applications/{id:guid}/evidence/", "requirement", "condition"),
        ("/applications/{id:guid}/letters/", "letter", "letter"),
        ("/applications/{id:guid}/organisation", "id", "draft"),
        ("/applications/{id:guid}/organisation/", "code", "contacts"),
        ("/applications/{id:guid}/more-time", "id", "draft"),
        ("/applications/{id:guid}/outcomes", "id", "draft"),
        ("/applications/{id:guid}/part", "id", "asked"),
        ("/applications/{id:guid}/project", "id", "draft"),
        ("/applications/{id:guid}/payments/advice/", "run", "run"),
        ("/applications/{id:guid}/publishing/", "what", "Photo"),
        ("/applications/{id:guid}/publishing/{what}/", "of", "photo"),
        ("/applications/{id:guid}/recall", "id", "asked"),
        ("/applications/{id:guid}/sections", "id", "draft"),
        ("/applications/{id:guid}/sections/", "section", "Need"),
        ("/applications/{id:guid}/money-back/", "invoice", "invoice"),
        ("/applications/{id:guid}/use", "id", "awarded"),
        ("/applications/{id:guid}/use/", "number", "1"),
        ("/applications/pay-back/", "id", "recovery"),
        ("/applications/{id:guid}/variation/", "kind", "purpose"),
        ("/applications/{id:guid}/withdraw", "id", "asked"),
        ("/apply/", "id", "openRound"),
        ("/apply/", "part", "how-we-choose"),
        ("/apply/{id:guid}/files/", "file", "guidanceFile"),
        ("/awards/", "id", "round"),
        ("/awards/offer/", "id", "award"),
        ("/awards/offer/{id:guid}/evidence/", "requirement", "condition"),
        ("/awards/reasons/", "id", "declined"),
        ("/awards/reserve/", "id", "asked"),
        ("/awards/variation/", "id", "variation"),
        ("/awards/variations/", "id", "award"),
        ("/awards/variations/{id:guid}/", "kind", "purpose"),
        ("/awards/{id:guid}/figures.", "format", "csv"),
        ("/audit/samples/", "id", "sample"),
        ("/bank-details/", "id", "bank"),
        ("/budgets/", "year", Year),
        ("/budgets/{year}/areas/", "id", "area"),
        ("/budgets/{year}/funds/", "id", "fund"),
        ("/budgets/{year}/figures.", "format", "csv"),
        ("/budgets/{year}/{of", "of", "areas"),
        ("/budgets/{year}/{of", "id", "area"),
        ("/concerns/", "id", "concern"),
        ("/concerns/flag/", "id", "flag"),
        ("/csp/", "year", Year),
        ("/csp/alarms/", "id", "alarm"),
        ("/csp/areas/", "area", "area"),
        ("/csp/earmarks/", "id", "earmark"),
        ("/csp/formulas/", "id", "formula"),
        ("/csp/imports/", "id", "import"),
        ("/csp/my-area/", "year", Year),
        ("/csp/my-area/{year}/", "area", "area"),
        ("/csp/my-area/evidence/", "id", "areaEntry"),
        ("/csp/my-projects/", "year", Year),
        ("/csp/my-returns/", "year", Year),
        ("/csp/my-returns/evidence/", "file", "file"),
        ("/csp/my-returns/workbooks/", "id", "workbook"),
        ("/csp/my-returns/invoices/", "id", "areaInvoice"),
        ("/csp/my-returns/versions/", "id", "areaReturn"),
        ("/csp/my-returns/versions/", "number", "1"),
        ("/csp/my-returns/{year}/", "area", "area"),
        ("/csp/my-returns/{year}/{area:guid}/", "period", "Quarter1"),
        ("/csp/papers/", "id", "paper"),
        ("/csp/people/", "id", "contact"),
        ("/csp/projects/", "id", "project"),
        ("/csp/reconciliations/", "id", "reconciliation"),
        ("/csp/reconciliations/{id:guid}/", "line", "1"),
        ("/csp/requests/", "id", "ledgerRequest"),
        ("/csp/returns/", "id", "areaReturn"),
        ("/csp/returns/evidence/", "file", "file"),
        ("/csp/returns/{id:guid}/versions/", "number", "1"),
        ("/csp/sheets/", "id", "yearSheet"),
        ("/csp/transactions/", "id", "transaction"),
        ("/csp/year-requests/", "id", "yearRequest"),
        ("/csp/{year}/areas/", "area", "area"),
        ("/decisions/", "id", "round"),
        ("/decisions/deferred/", "id", "awarded"),
        ("/decisions/public/", "id", "decision"),
        ("/decisions/reviews/", "id", "review"),
        ("/decisions/reviews/of/", "id", "awarded"),
        ("/decisions/{id:guid}/correct/", "application", "awarded"),
        ("/decisions/{id:guid}/notice/", "number", "D-2024-001"),
        ("/due-diligence/", "id", "awarded"),
        ("/due-diligence/check/", "id", "check"),
        ("/due-diligence/extracts/", "id", "1"),
        ("/due-diligence/finding/", "id", "finding"),
        ("/due-diligence/flag/", "id", "flag"),
        ("/due-diligence/funders/", "id", "funderFile"),
        ("/due-diligence/recheck/", "id", "recheck"),
        ("/due-diligence/round/", "id", "round"),
        ("/fraud-log/", "id", "fraudCase"),
        ("/editions/", "id", "edition"),
        ("/error/", "code", "404"),
        ("/figures/", "id", "edition"),
        ("/funded/", "id", "round"),
        ("/funded/projects/", "id", "award"),
        ("/grants/", "reference", "grant"),
        ("/grants/photos/", "id", "award"),
        ("/grants/photos/{id:guid}/", "photo", "photo"),
        ("/grants/rounds/", "id", "round"),
        ("/grants/rounds/past/", "id", "pastRound"),
        ("/funds/", "id", "fund"),
        ("/funds/{id:guid}/figures.", "format", "xlsx"),
        ("/office-figures/figures.", "format", "xlsx"),
        ("/funds/{id:guid}/letterhead/", "file", "file"),
        ("/funds/{id:guid}/letters/", "kind", "Award"),
        ("/funds/{id:guid}/terms/", "number", "0"),
        ("/sitemap-", "part", "1"),
        ("/work/next/", "kind", "Check"),
        ("/history/", "kind", "Award"),
        ("/answers/rounds/", "id", "bundle"),
        ("/answers/", "id", "answer"),
        ("/notes/", "kind", "application"),
        ("/notes/", "id", "note"),
        ("/notes/{kind}/", "id", "awarded"),
        ("/history/{kind}/", "id", "award"),
        ("/letters/", "id", "letter"),
        ("/my-letters/", "letter", "letter"),
        ("/letters/batches/", "id", "dayBatch"),
        ("/messages/", "kind", "SignInLink"),
        ("/messages/to-applicants/", "id", "mailing"),
        ("/mailings/write/", "list", "awards"),
        ("/mailings/templates/", "id", "template"),
        ("/mailings/received/", "id", "received"),
        ("/mailings/received/{id:guid}/files/", "file", "file"),
        ("/moderation/", "id", "round"),
        ("/moderation/application/", "id", "awarded"),
        ("/monitoring/", "id", "return"),
        ("/monitoring/award/", "id", "award"),
        ("/monitoring/close/", "id", "award"),
        ("/monitoring/use/", "id", "award"),
        ("/monitoring/use/{id:guid}/", "number", "1"),
        ("/monitoring/{id:guid}/files/", "file", "file"),
        ("/monitoring/{id:guid}/part/", "part", "all"),
        ("/monitoring/{id:guid}/review/files/", "file", "file"),
        ("/monitoring/visits/", "id", "visit"),
        ("/monitoring/visits/{id:guid}/files/", "file", "file"),
        ("/api/v1/grants/", "grant", "award"),
        ("/open-data/csp/", "year", Year),
        ("/operations/retention/proposals/", "id", "erasure"),
        ("/operations/retention/", "type", "Concern"),
        ("/open-data/grants/", "month", "2024-12"),
        ("/open-data/spending/", "month", "2025-03"),
        ("/organisations/", "id", "organisation"),
        ("/outbox/", "id", "email"),
        ("/past-rounds/", "id", "pastRound"),
        ("/payments/", "id", "payment"),
        ("/payments/award/", "id", "award"),
        ("/payments/claims/", "claim", "claim"),
        ("/payments/claims/", "id", "claim"),
        ("/payments/claims/{claim:guid}/receipts/", "id", "receipt"),
        ("/payments/answers/", "answer", "bankAnswer"),
        ("/payments/answers/items/", "item", "bankAnswer"),
        ("/payments/codes/", "id", "codeSet"),
        ("/payments/exports/", "id", "financeExport"),
        ("/payments/exports/make/", "id", "exportProfile"),
        ("/payments/exports/profiles/", "id", "exportProfile"),
        ("/payments/recoveries/", "id", "invoice"),
        ("/payments/runs/", "id", "run"),
        ("/payments/suppliers/", "id", "organisation"),
        ("/payments/year-end/", "year", Year),
        ("/payments/year-end/{year}/lines.", "format", "csv"),
        ("/payments/year-end/lines/", "id", "yearEndLine"),
        ("/people/", "id", "newcomer"),
        ("/projects/", "id", "award"),
        ("/publishing/", "id", "round"),
        ("/publishing/awards/", "id", "award"),
        ("/publishing/past/", "id", "pastRound"),
        ("/publishing/releases/", "id", "release"),
        ("/publishing/releases/", "month", "2024-12"),
        ("/publishing/spending/", "month", "2025-03"),
        ("/publishing/spending/payments/", "id", "spendingPayment"),
        ("/rounds/", "id", "round"),
        ("/rounds/{id:guid}/after-award/returns/", "place", "0"),
        ("/rounds/{id:guid}/amend/", "kind", "LaterDates"),
        ("/rounds/{id:guid}/answers/", "published", "publicAnswer"),
        ("/rounds/{id:guid}/practice/", "practice", "1"),
        ("/saved-forms/", "id", "form"),
        ("/scoring/", "id", "assessed"),
        ("/scoring/conflict/", "id", "assignment"),
        ("/scoring/sheet/", "id", "assignment"),
        ("/scoring/sheet/{id:guid}/documents/", "document", "asked"),
        ("/scoring/{id:guid}/practice/", "practice", "1"),
        ("/settings/kinds-of-organisation/", "code", "charity"),
        ("/settings/organisation-questions/", "code", "branch"),
        ("/settings/equality-questions/", "code", "age"),
        ("/settings/safeguarding/", "code", "Policy"),
        ("/sign-in/e-mail/", "link", "link"),
        ("/sign-in/link/", "token", "wrong"),
        ("/submitted/", "id", "asked"),
        ("/submitted/{id:guid}/documents/", "document", "asked"),
        ("/submitted/{id:guid}/earlier/", "copy", "earlier"),
        ("/tell-me/", "token", "wrong"),
    ];

    /// <summary>What follows the question mark of an address that needs it.</summary>
    private static readonly Dictionary<string, string> Queries = new()
    {
        ["/csp/{year}/entries"] = "?column=Base",
        ["/csp/{year}/entries.xlsx"] = "?column=Base",
        ["/rounds/{id:guid}/form/correct"] = "?code=need",
        ["/rounds/{id:guid}/form/preview"] = "?code=need",
    };

    private const string Year = "2024-25";
    private readonly Dictionary<string, Guid> ids = [];
    private readonly Dictionary<string, string> references = [];

    /// <summary>The award's holder, an assessor and the contact of an area: each owns some of the records.</summary>
    public required Actor Holder { get; init; }
    public required Actor Assessor { get; init; }
    public required Actor Contact { get; init; }

    /// <summary>Whose application waits for a decision.</summary>
    public Actor Asked { get; private set; } = null!;

    public static async Task<WalkedRecords> MakeAsync(PortalHost host)
    {
        var db = host.Db;
        var award = await IdAsync(db, "select AwardId from MonitoringReturn where Status = 'Accepted'");
        var awarded = await IdAsync(db, "select ApplicationId from Award where Id = @award", new { award });
        var openRound = await IdAsync(db, "select Id from Round where ClosesAt = (select max(ClosesAt) from Round)");
        var organisation = await IdAsync(db, "select OrganisationId from Application where Id = @awarded", new { awarded });
        var holder = await PersonAsync(db, "select StartedBy from Application where Id = @awarded", new { awarded });
        var records = new WalkedRecords
        {
            Holder = holder,
            Assessor = await PersonAsync(db, "select AssessorId from ScoringAssignment where SubmittedAt is null"),
            Contact = await PersonAsync(db, "select PersonId from PersonCspArea"),
        };
        var ids = records.ids;
        ids["award"] = award;
        ids["awarded"] = awarded;
        records.references["grant"] = (
            await db.ScalarAsync<string>("select Reference from Application where Id = @awarded", new { awarded })
        )!;
        ids["openRound"] = openRound;
        ids["declined"] = await IdAsync(db, "select ApplicationId from DecisionLine where Funded = 0");
        ids["organisation"] = organisation;
        ids["round"] = await IdAsync(db, "select RoundId from Application where Id = @awarded", new { awarded });
        ids["decision"] = await IdAsync(db, "select Id from Decision where RoundId = @Round", new { Round = ids["round"] });
        ids["fund"] = await IdAsync(db, "select FundId from Round where Id = @Round", new { Round = ids["round"] });
        ids["area"] = await IdAsync(db, "select AreaId from PersonCspArea where PersonId = @Id", new { records.Contact.Id });
        ids["assignment"] = await IdAsync(
            db,
            "select Id from ScoringAssignment where AssessorId = @Id and SubmittedAt is null",
            new { records.Assessor.Id }
        );
        ids["asked"] = await IdAsync(db, "select ApplicationId from ScoringAssignment where Id = @Id", new { Id = ids["assignment"] });
        records.Asked = await PersonAsync(db, "select StartedBy from Application where Id = @Id", new { Id = ids["asked"] });
        ids["assessed"] = await IdAsync(db, "select RoundId from ScoringAssignment where Id = @Id", new { Id = ids["assignment"] });
        ids["spendingPayment"] = await IdAsync(db, "select Id from SpendingPayment where Reference = 'INV-25-0318'");
        ids["release"] = await IdAsync(db, "select Id from Release where Version = 1 and Lines > 0");
        ids["newcomer"] = (await host.Scenario.PersonAsync(Role.PanelMember)).Id;
        ids["letter"] = await IdAsync(db, "select Id from Letter where ApplicationId = @awarded", new { awarded });
        ids["bank"] = await IdAsync(db, "select Id from BankDetails where OrganisationId = @organisation", new { organisation });
        ids["check"] = await IdAsync(db, "select Id from DueDiligenceCheck where ApplicationId = @awarded", new { awarded });
        ids["return"] = await IdAsync(db, "select Id from MonitoringReturn where AwardId = @award", new { award });
        ids["payment"] = await IdAsync(db, "select Id from Payment where AwardId = @award", new { award });
        ids["run"] = await IdAsync(db, "select Id from PaymentRun");
        ids["codeSet"] = await IdAsync(db, "select Id from CodeSet");
        ids["exportProfile"] = await IdAsync(db, "select Id from ExportProfile");
        ids["financeExport"] = await IdAsync(db, "select Id from FinanceExport");
        ids["project"] = await IdAsync(db, "select Id from CspProject where BudgetYear = @Year", new { Year });
        ids["transaction"] = await IdAsync(db, "select Id from LedgerTransaction where BudgetYear = @Year", new { Year });
        ids["areaEntry"] = await IdAsync(
            db,
            "select t.Id from LedgerTransaction t join LedgerEntry e on e.TransactionId = t.Id and e.Amount < 0 join LedgerAccount a on a.Id = e.AccountId and a.Kind = 'Area' where a.AreaId = @Area and t.EvidenceFileId is not null",
            new { Area = ids["area"] }
        );
        ids["file"] = await IdAsync(db, "select Id from StoredFile where Name = 'receipt.pdf'");
        ids["contact"] = records.Contact.Id;
        ids["kind"] = await IdAsync(db, "select Id from DocumentKind");
        ids["draft"] = (
            await host.WithAsync<StartApplication, Result<Guid>>(async start =>
                await start.RunAsync(holder, openRound, organisation, await host.Scenario.EligibleAsync(openRound))
            )
        ).Value;
        await host.WithAsync<RaiseConcern, Result<int>>(raise => raise.RunAsync(ConcernKind.Fraud, "A group", "Something happened", null));
        ids["concern"] = await IdAsync(db, "select Id from Concern");
        ids["finding"] = await MakeFindingAsync(host, awarded);
        ids["flag"] = await MakeFlagAsync(host, ids["declined"]);
        ids["note"] = await MakeNoteAsync(host, ids["awarded"]);
        ids["mailing"] = await MakeMailingAsync(host, ids["round"]);
        ids["template"] = await MakeTemplateAsync(host);
        ids["received"] = await MakeReceivedAsync(host, ids["awarded"], ids["file"]);
        ids["answer"] = await MakeAnswerAsync(host, ids["awarded"]);
        ids["bundle"] = await MakeBundleAsync(host, ids["awarded"]);
        ids["erasure"] = await MakeErasureAsync(host);
        ids["recheck"] = await MakeRecheckAsync(host, ids["awarded"]);
        ids["fraudCase"] = await MakeFraudCaseAsync(host, ids["fund"]);
        await host.SessionCookieAsync(holder);
        var session = await IdAsync(db, "select Id from PersonSession where PersonId = @Id", new { holder.Id });
        ids["form"] =
            await host.WithAsync<SavedForms, Guid?>(forms => forms.KeepAsync(holder, session, Links.Applications.Mine, []))
            ?? throw new InvalidOperationException("The form was not kept");
        foreach (
            var made in (string[])
                [
                    "earlier",
                    "earmark",
                    "formula",
                    "paper",
                    "bankAnswer",
                    "reconciliation",
                    "ledgerRequest",
                    "claim",
                    "receipt",
                    "variation",
                    "recovery",
                    "invoice",
                    "areaInvoice",
                    "photo",
                    "edition",
                    "condition",
                    "import",
                    "pastRound",
                    "link",
                    "request",
                    "areaReturn",
                    "workbook",
                    "alarm",
                    "yearRequest",
                    "yearSheet",
                    "dayBatch",
                    "review",
                    "guidanceFile",
                    "visit",
                    "publicAnswer",
                    "openingAlert",
                    "email",
                    "funderFile",
                    "sample",
                    "yearEndLine",
                ]
        )
            ids[made] = Guid.CreateVersion7();
        await db.HousekeepAsync(work => InsertAsync(work, ids, holder));
        return records;
    }

    /// <summary>The address of this route with these records in it.</summary>
    public string AddressOf(string route) =>
        Parameter()
            .Replace(
                route,
                part =>
                {
                    var value =
                        Values
                            .Where(one =>
                                one.Parameter == part.Groups["name"].Value && route.StartsWith(one.Beginning, StringComparison.Ordinal)
                            )
                            .MaxBy(one => one.Beginning.Length)
                            .Value
                        ?? throw new InvalidOperationException($"Add to Values what {part.Value} stands for in {route}");
                    return ids.TryGetValue(value, out var id) ? id.ToString() : references.GetValueOrDefault(value, value);
                }
            ) + Queries.GetValueOrDefault(route);

    private static Task<int> InsertAsync(Work work, Dictionary<string, Guid> ids, Actor holder)
    {
        return work.ExecuteAsync(
            """
            insert into Claim (Id, AwardId, Amount, State, ClaimedBy, ClaimedAt, Version) values (@Claim, @Award, 100, 'Sent', @Person, @Now, 1);
            insert into ClaimReceipt (Id, ClaimId, BudgetLineId, FileId, Position, SpentOn, Supplier, Amount)
            select @Receipt, @Claim, b.Id, @File, 1, @Today, 'A shop', 100 from BudgetLine b where b.ApplicationId = @Awarded and b.Position = 1;
            insert into Variation (Id, AwardId, Kind, State, Reason, Wanted, AskedByOffice, AskedBy, AskedAt, Version)
            values (@Variation, @Award, 'Purpose', 'Asked', 'A reason', '{}', 0, @Person, @Now, 1);
            insert into Variation (Id, AwardId, Kind, State, Reason, Wanted, AskedByOffice, AskedBy, AskedAt, AnswerBy, Version)
            values (@Recovery, @Award, 'Recovery', 'Asked', 'A reason', @RecoveryWanted, 1, @Person, @Now, @Today, 1);
            insert into RecoveryInvoice (Id, Number, Kind, OrganisationId, AwardId, Reason, Amount, IssuedBy, IssuedAt, DueOn, Version)
            select @Invoice, 'R-2026-900', 'NotSpent', a.OrganisationId, w.Id, 'Not spent', 100, @Person, @Now, @Today, 1 from Award w join Application a on a.Id = w.ApplicationId where w.Id = @Award;
            insert into RecoveryInvoice (Id, Number, Kind, OrganisationId, AreaId, BudgetYear, Reason, Amount, IssuedBy, IssuedAt, DueOn, Version)
            select @AreaInvoice, 'R-2026-901', 'Area', a.OrganisationId, @Area, @Year, 'Not spent', 100, @Person, @Now, @Today, 1 from Award w join Application a on a.Id = w.ApplicationId where w.Id = @Award;
            insert into AwardCondition (Id, AwardId, Position, Name, Stage, State, FileId, GivenBy, GivenAt, Version)
            values (@Condition, @Award, 9, 'Insurance', 'BeforePayment', 'Given', @File, @Person, @Now, 1);
            insert into FunderFile (Id, FunderId, FunderName, FileName, FileDate, State, Grants, Individuals, Bad, LoadedBy, LoadedAt)
            values (@FunderFile, 'GB-CHC-9900990', 'A funder', 'grants.csv', @Today, 'Current', 0, 0, 0, @Person, @Now);
            insert into AuditSample (Id, Number, Source, Method, FromDay, ToDay, Seed, Size, PopulationCount, PopulationTotal, PopulationSha256, DrawnBy, DrawnAt)
            values (@Sample, 1, 'Both', 'Random', @Today, @Today, 'a seed', 1, 0, 0, 'x', @Person, @Now);
            insert into YearEndJournal (Id, BudgetYear, Status, MadeBy, MadeAt, Version) values (@YearEndLine, @Year, 'Draft', @Person, @Now, 1);
            insert into YearEndLine (Id, JournalId, Position, Kind, Ground, AwardId, Worked, Proposed, Amount) values (@YearEndLine, @YearEndLine, 1, 'Accrual', 'Spending', @Award, 'It was spent and not paid', 100, 100);
            insert into LetterBatch (Id, Letters, StartedBy, StartedAt) values (@DayBatch, 0, @Person, @Now);
            insert into BankAnswer (Id, Kind, Name, Sha256, Items, ReadBy, ReadAt, AppliedBy, AppliedAt, Version) values (@BankAnswer, 'Camt054', 'monday.xml', 'x', 1, @Person, @Now, @Person, @Now, 1);
            insert into BankAnswerItem (Id, AnswerId, Position, Kind, Reference, Amount, BookedOn, State, Outcome) values (@BankAnswer, @BankAnswer, 1, 'Paid', 'RENT', 100, @Today, 'Left', 'No payment has the reference');
            insert into DecisionReview (Id, ApplicationId, DecisionId, Kind, ReceivedOn, FromWhom, Ground, DueOn, RecordedBy, RecordedAt)
            select @Review, @Awarded, l.DecisionId, 'Request', @Today, 'The applicant', 'A ground', @Today, @Person, @Now from DecisionLine l where l.ApplicationId = @Awarded;
            update Award set PublishedAt = @Now where Id = @Award;
            update BankDetails set ProofFileId = @File where Id = @Bank;
            update DueDiligenceCheck set EvidenceFileId = @File where Id = @Check;
            insert into MonitoringPhoto (Id, ReturnId, FileId, Caption, Number) values (@Photo, @Return, @File, 'A photograph', 1);
            insert into PublicPage (AwardId, Summary, WrittenBy, WrittenAt, ProposedAt, ObjectBy, Version) values (@Award, 'It is lit', @Person, @Now, @Now, @Today, 1);
            insert into PublicPageVersion (Id, AwardId, Number, Content, PublishedBy, PublishedAt) values (@Edition, @Award, 1, @Published, @Person, @Now);
            insert into FigureEdition (Id, FundId, CountedTo, Content, MadeBy, MadeAt, ApprovedBy, ApprovedAt, PublishedAt, Version) values (@Edition, @Fund, @Today, '{}', @Person, @Now, @Person, @Now, @Now, 1);
            insert into ReturnFlag (ReturnId, Position, Name, Sentence, Confirmed) values (@Return, 1, 'spent', 'More was spent than granted.', 1);
            insert into UseCertificate (AwardId, Kind, AskedFrom, DueDays, HoldsPayment, State, Version) select @Award, 'Examined', 100, 28, 1, 'Wanted', 1 where not exists (select 1 from UseCertificate where AwardId = @Award);
            update UseCertificate set Kind = 'Examined', State = 'Wanted', AskedAt = @Now, DueOn = @Today, ExaminerFileId = @File where AwardId = @Award;
            delete from UseCertificateCopy where AwardId = @Award;
            insert into UseCertificateCopy (Id, AwardId, Number, Figures, Sha256, SignName, SignRole, SignedOn, SignedBy, SignedAt, PaperFileId, State)
            values (@Visit, @Award, 1, '{"Grant":100,"Paid":100,"Spent":100,"Lines":[]}', '0000000000000000000000000000000000000000000000000000000000000000', 'Amira Khan', 'Chair', @Today, @Person, @Now, @File, 'SentBack');
            insert into Visit (Id, AwardId, PlannedOn, VisitedOn, Who, ByCommissioner, Notes, NextOn, RecordedBy, RecordedAt)
            values (@Visit, @Award, @Today, @Today, 'Two officers', 0, 'The hall was full', @Today, @Person, @Now);
            insert into VisitAction (Id, VisitId, What, Who, DueOn) values (@Visit, @Visit, 'Put up a second sign', 'The organisation', @Today);
            insert into VisitFile (VisitId, FileId, Caption) values (@Visit, @File, 'The hall');
            insert into PastRound (Id, FundId, Name, BudgetYear, CountsAsSubsidy, TotalApplications, TotalFunded, TotalAwarded, FileId, FileSha256, MadeBy, MadeAt, BroughtInBy, BroughtInAt, PublishedBy, PublishedAt, Version)
            values (@PastRound, @Fund, 'An earlier round', '2023-24', 1, 1, 1, 100, @File, 'x', @Person, @Now, @Person, @Now, @Person, @Now, 1);
            insert into PastApplication (Id, PastRoundId, Line, OrganisationId, IsNew, Organisation, ProjectName, Result, Awarded)
            select @PastRound, @PastRound, 2, a.OrganisationId, 0, 'Its name then', 'A project', 'Funded', 100 from Application a where a.Id = @Awarded;
            insert into LedgerImport (Id, BudgetYear, FileId, Sha256, ReadBy, ReadAt) values (@Import, @Year, @File, 'x', @Person, @Now);
            insert into CspReturn (Id, BudgetYear, AreaId, Period, EndsOn, Status, Actual, Committed, Forecast, Reasons, PreparedBy, PreparedAt, CertifiedAt, Version)
            values (@AreaReturn, @Year, @Area, 'Quarter1', @Today, 'Certified', 0, 0, 0, '', @Person, @Now, @Now, 1);
            insert into CspReturnEvidence (ReturnId, FileId) values (@AreaReturn, @File);
            insert into CspReturnUpload (Id, BudgetYear, AreaId, Period, FileId, ReadBy, ReadAt)
            values (@Workbook, @Year, @Area, 'Quarter1', @File, @Person, @Now);
            insert into CspReturnVersion (ReturnId, Number, ContentJson, CertifiedBy, CertifiedAt) values (@AreaReturn, 1, @AreaContent, @Person, @Now);
            insert into CspAlarm (Id, BudgetYear, AreaId, Period, Kind, Allocation, Forecast, UpTo, RaisedAt) values (@Alarm, @Year, @Area, 'Quarter2', 'ForecastUnderspend', 3000000, 100, 1500000, @Now);
            insert into LedgerYearRequest (Id, BudgetYear, Kind, Reason, LastNumber, Status, AskedBy, AskedAt) values (@YearRequest, @Year, 'SignOff', 'The accounts', 1, 'Waiting', @Person, @Now);
            insert into LedgerYearSheet (Id, BudgetYear, Number, RequestId, LastNumber, FiguresJson, Sha256, DocumentJson, DocumentSha256, IsDeputy, SignedBy, SignedAt)
            values (@YearSheet, @Year, 1, @YearRequest, 1, '{}', 'x', @Document, 'x', 0, @Person, @Now);
            insert into LedgerEarmark (Id, BudgetYear, AreaId, Purpose, Remaining, CreatedAt) values (@Earmark, @Year, @Area, 'CCTV', 100, @Now);
            insert into AllocationFormula (Id, BudgetYear, Number, Note, ContentJson, SavedBy, SavedAt) values (@Formula, @Year, 1, 'A version', @Content, @Person, @Now);
            insert into PanelPaper (Id, BudgetYear, Number, Name, LastNumber, DocumentJson, Sha256, IssuedBy, IssuedAt) values (@Paper, @Year, 1, 'A paper', 1, @Document, 'x', @Person, @Now);
            insert into PaperReconciliation (Id, BudgetYear, FileId, LastNumber, IsAsking, Notes, ComparedBy, ComparedAt) values (@Reconciliation, @Year, @File, 1, 0, '', @Person, @Now);
            insert into PaperReconciliationLine (ReconciliationId, Number, Kind, Place, What, PrintedText, Printed, Computed, Sentence) values (@Reconciliation, 1, 'Differs', 'page 1', 'A figure', '1', 100, 200, 'differs by -1.00');
            insert into LedgerRequest (Id, BudgetYear, Kind, EffectiveOn, Amount, Reason, Paper, Status, RequestedBy, RequestedAt, Version)
            values (@LedgerRequest, @Year, 'Central', @Today, 100, 'A reason', 'A paper', 'Waiting', @Person, @Now, 1);
            insert into ApplicationDocument (Id, ApplicationId, DocumentKindId, FileId) values (@Draft, @Draft, @Kind, @File);
            insert into ApplicationDocument (Id, ApplicationId, DocumentKindId, FileId) values (@Asked, @Asked, @Kind, @File);
            insert into ChangeRequest (Id, ApplicationId, Reason, DueOn, AskedBy, AskedAt) values (@Request, @Asked, 'A reason', @Today, @Person, @Now);
            insert into EarlierCopy (Id, ApplicationId, Number, Reference, CopyJson, Sha256, SentBy, SentAt, RecalledBy, RecalledAt)
            select @Earlier, a.Id, a.Number, a.Reference, a.CopyJson, a.CopySha256, a.SubmittedBy, a.SubmittedAt, a.SubmittedBy, @Now from Application a where a.Id = @Asked;
            insert into ChangeRequestAnswer (RequestId, QuestionId, Before)
            select @Request, q.Id, 'Before' from Question q join Application a on a.RoundId = q.RoundId where a.Id = @Asked and q.Code = 'need';
            insert into ChangeRequestPart (RequestId, Part, Version) values (@Request, 'Project', 0), (@Request, 'Budget', 0), (@Request, 'Outcomes', 0), (@Request, 'Documents', 0), (@Request, 'Organisation', 0);
            insert into ChangeRequestKind (RequestId, DocumentKindId) values (@Request, @Kind);
            insert into SignInLink (Id, Email, TokenHash, CodeHash, DeviceHash, NetworkHash, SentAt, ExpiresAt, Tries)
            values (@Link, 'someone@test.example', 'x', 'x', 'x', 'x', @Now, @Now, 0);
            insert into GuidanceFile (Id, RoundId, Name, FileId, AddedAt) values (@GuidanceFile, @OpenRound, 'Tips', @File, @Now);
            insert into PublicAnswer (Id, RoundId, Question, Answer, PublishedAt, TellDrafts, Version)
            values (@PublicAnswer, @Round, 'A question', 'An answer', @Now, 0, 1);
            insert into OutboxEmail (Id, SubjectId, ToAddress, Subject, TextBody, Kind, State, Attempts, NextAttemptAt, CreatedAt)
            values (@Email, @Awarded, 'gone@test.example', 'A letter', 'Words', 'Letter', 'Failed', 1, @Now, @Now);
            delete from FundLetterhead where FundId = (select FundId from Round where Id = @Round);
            insert into FundLetterhead (FundId, LogoFileId, ChangedBy, ChangedAt)
            select FundId, @File, @Person, @Now from Round where Id = @Round;
            insert into OpeningAlert (Id, Email, TokenHash, AskedAt) values (@OpeningAlert, 'someone@test.example', 'x', @Now);
            """,
            new
            {
                Claim = ids["claim"],
                Sample = ids["sample"],
                YearEndLine = ids["yearEndLine"],
                Receipt = ids["receipt"],
                Variation = ids["variation"],
                Recovery = ids["recovery"],
                Invoice = ids["invoice"],
                AreaInvoice = ids["areaInvoice"],
                Published = new Domain.Publishing.PublishedWords { Photos = [new(ids["photo"], null)] },
                RecoveryWanted = new Domain.Awards.VariationDetails
                {
                    Amount = new(100),
                    Clause = "17",
                    ClauseHeading = "Paying money back",
                },
                Condition = ids["condition"],
                Photo = ids["photo"],
                Visit = ids["visit"],
                FunderFile = ids["funderFile"],
                Edition = ids["edition"],
                Fund = ids["fund"],
                Import = ids["import"],
                PastRound = ids["pastRound"],
                AreaReturn = ids["areaReturn"],
                Workbook = ids["workbook"],
                AreaContent = JsonSerializer.Serialize(
                    new ReturnContent(Money.Zero, Money.Zero, Money.Zero, "", "", Money.Zero, []),
                    JsonSerializerOptions.Web
                ),
                Alarm = ids["alarm"],
                YearRequest = ids["yearRequest"],
                YearSheet = ids["yearSheet"],
                Earlier = ids["earlier"],
                Earmark = ids["earmark"],
                Formula = ids["formula"],
                Paper = ids["paper"],
                Reconciliation = ids["reconciliation"],
                BankAnswer = ids["bankAnswer"],
                LedgerRequest = ids["ledgerRequest"],
                Content = new FormulaContent
                {
                    Budget = new(100),
                    Flat = Money.Zero,
                    Floor = Money.Zero,
                    Phase = "100",
                    OverAllocation = 0,
                    Factors = [],
                    Areas = [],
                },
                Document = new LetterDocument
                {
                    Title = "A paper",
                    Blocks = [new Paragraph("Figures of a year."), new Figures("A table", [new("Area")], [], ["Total"])],
                }.ToJson(),
                Request = ids["request"],
                Link = ids["link"],
                GuidanceFile = ids["guidanceFile"],
                OpenRound = ids["openRound"],
                PublicAnswer = ids["publicAnswer"],
                Round = ids["round"],
                OpeningAlert = ids["openingAlert"],
                Email = ids["email"],
                DayBatch = ids["dayBatch"],
                Review = ids["review"],
                Bank = ids["bank"],
                Check = ids["check"],
                Award = ids["award"],
                Awarded = ids["awarded"],
                File = ids["file"],
                Return = ids["return"],
                Area = ids["area"],
                Draft = ids["draft"],
                Kind = ids["kind"],
                Asked = ids["asked"],
                Person = holder.Id,
                Today = DateOnly.FromDateTime(work.Now),
                Year,
                work.Now,
            }
        );
    }

    /// <summary>The same one of several in every run, whatever order the database has them in.</summary>
    private static async Task<Guid> MakeFindingAsync(PortalHost host, Guid application)
    {
        var id = Guid.CreateVersion7();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Finding (Id, ApplicationId, Kind, KeyText, Level, Sentence, FoundAt, IsOpen, Version) values (@id, @application, 'StaffLink', 'walk', 'Review', 'Somebody of this office may be linked with it', @Now, 1, 1)",
                new
                {
                    id,
                    application,
                    work.Now,
                }
            )
        );
        return id;
    }

    private static async Task<Guid> MakeErasureAsync(PortalHost host)
    {
        var id = Guid.CreateVersion7();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into RetentionProposal (Id, RecordType, State, MadeAt, OldestOn) values (@id, 'Email', 'Proposed', @Now, '2024-01-01')",
                new { id, work.Now }
            )
        );
        return id;
    }

    private static async Task<Guid> MakeFlagAsync(PortalHost host, Guid application)
    {
        var id = Guid.CreateVersion7();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into StopFlag (Id, OrganisationId, Kind, Reason, PlacedBy, PlacedAt) select @id, a.OrganisationId, 'PoliceOrFraud', 'Under review by the office', @By, @Now from Application a where a.Id = @application",
                new
                {
                    id,
                    application,
                    By = Guid.Empty,
                    work.Now,
                }
            )
        );
        return id;
    }

    private static async Task<Guid> MakeNoteAsync(PortalHost host, Guid application)
    {
        var id = Guid.CreateVersion7();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Note (Id, OrganisationId, ApplicationId, Wording, WrittenBy, WrittenAt, Version) select @id, a.OrganisationId, a.Id, 'Rang on Monday', p.Id, @Now, 1 from Application a join Person p on p.Email = (select min(q.Email) from Person q) where a.Id = @application",
                new
                {
                    id,
                    application,
                    work.Now,
                }
            )
        );
        return id;
    }

    private static async Task<Guid> MakeMailingAsync(PortalHost host, Guid round)
    {
        var id = Guid.CreateVersion7();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Mailing (Id, Audience, RoundId, Subject, Wording, Recipients, WrittenBy, WrittenAt, DoneAt) select @id, 'Applications', @round, 'News', 'We decide in March.', 0, p.Id, @Now, @Now from Person p where p.Email = (select min(q.Email) from Person q)",
                new
                {
                    id,
                    round,
                    work.Now,
                }
            )
        );
        return id;
    }

    private static async Task<Guid> MakeTemplateAsync(PortalHost host)
    {
        var id = Guid.CreateVersion7();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into MailingTemplate (Id, Audience, Name, Subject, Wording, Version, WrittenBy, WrittenAt) select @id, 'Applications', 'Late accounts', 'Your accounts', 'Please send your accounts.', 1, p.Id, @Now from Person p where p.Email = (select min(q.Email) from Person q)",
                new { id, work.Now }
            )
        );
        return id;
    }

    private static async Task<Guid> MakeReceivedAsync(PortalHost host, Guid application, Guid file)
    {
        var id = Guid.CreateVersion7();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                """
                insert into ReceivedEmail (Id, Sha256, Kind, FromAddress, FromName, Subject, Wording, ReceivedAt, ApplicationId, OrganisationId, MustRead)
                select @id, @Hash, 'Reply', 'asha@friends.example', 'Asha', 'Re: News', 'Thank you.', @Now, a.Id, a.OrganisationId, 1 from Application a where a.Id = @application;
                insert into ReceivedEmailFile (EmailId, Position, FileId) values (@id, 1, @file)
                """,
                new
                {
                    id,
                    Hash = $"{id:N}{id:N}",
                    application,
                    file,
                    work.Now,
                }
            )
        );
        return id;
    }

    private static async Task<Guid> MakeAnswerAsync(PortalHost host, Guid application)
    {
        var id = Guid.CreateVersion7();
        var file = await host
            .Services.GetRequiredService<FileStore>()
            .WriteAsync(Actor.Portal, "copy.xlsx", "application/octet-stream", [1], host.Clock.UtcNow());
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(FileStore.InsertSql, file);
            return await work.ExecuteAsync(
                "insert into FoiAnswer (Id, ApplicationId, Number, State, DocumentJson, MadeBy, MadeAt, ApprovedBy, ApprovedAt, PdfFileId, BookFileId, Version) select @id, @application, 1, 'Approved', '{\"Title\":\"File\",\"Blocks\":[]}', p.Id, @Now, p.Id, @Now, @Book, @Book, 1 from Person p where p.Email = (select min(q.Email) from Person q)",
                new
                {
                    id,
                    application,
                    Book = file.Id,
                    work.Now,
                }
            );
        });
        return id;
    }

    private static async Task<Guid> MakeBundleAsync(PortalHost host, Guid application)
    {
        var id = Guid.CreateVersion7();
        var file = await host
            .Services.GetRequiredService<FileStore>()
            .WriteForReadingAsync(Actor.Portal, "round.zip", new MemoryStream([1]), host.Clock.UtcNow());
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(FileStore.InsertSql, file);
            return await work.ExecuteAsync(
                "insert into FoiBundle (Id, RoundId, Kind, State, Done, Total, FileId, AskedBy, AskedAt, EndedAt) select @id, a.RoundId, 'Files', 'Done', 1, 1, @File, p.Id, @Now, @Now from Application a join Person p on p.Email = (select min(q.Email) from Person q) where a.Id = @application",
                new
                {
                    id,
                    application,
                    File = file.Id,
                    work.Now,
                }
            );
        });
        return id;
    }

    private static async Task<Guid> MakeRecheckAsync(PortalHost host, Guid application)
    {
        var (sample, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "insert into Recheck (Id, RoundId, Seed, Passed, DrawnBy, DrawnAt) select @sample, a.RoundId, 1, 1, a.StartedBy, @Now from Application a where a.Id = @application",
                new
                {
                    sample,
                    application,
                    work.Now,
                }
            );
            return await work.ExecuteAsync(
                "insert into RecheckItem (Id, RecheckId, ApplicationId, IsClean) values (@id, @sample, @application, 1)",
                new
                {
                    id,
                    sample,
                    application,
                }
            );
        });
        return id;
    }

    private static async Task<Guid> MakeFraudCaseAsync(PortalHost host, Guid fund)
    {
        var lead = await host.Scenario.PersonAsync(Role.ConcernLead);
        return (
            await host.WithAsync<OpenFraudCase, Result<Guid>>(save =>
                save.RunAsync(
                    lead,
                    new(
                        fund,
                        null,
                        FraudState.Suspected,
                        "A receipt was altered",
                        "By the visit",
                        null,
                        null,
                        new(2026, 1, 1),
                        Money.Zero,
                        Money.Zero,
                        Money.Zero,
                        false
                    )
                )
            )
        ).Value;
    }

    private static async Task<Guid> IdAsync(Db db, string sql, object? arguments = null) =>
        (await db.QueryAsync<Guid>(sql, arguments)).Min();

    private static async Task<Actor> PersonAsync(Db db, string sql, object? arguments = null)
    {
        var id = await IdAsync(db, sql, arguments);
        return new(id, await db.ScalarAsync<string>("select DisplayName from Person where Id = @id", new { id }) ?? "");
    }

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
