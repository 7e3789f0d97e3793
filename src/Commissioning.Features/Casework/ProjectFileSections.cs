using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using static Commissioning.Features.Casework.ProjectPaper;

namespace Commissioning.Features.Casework;

/// <summary>The sections of a project's file in the order in which things happened: page, paper and ZIP print these and no
/// others.</summary>
public static class ProjectFileSections
{
    public static readonly ProjectFilePart Project = new(
        """
        select    w.Amount, w.GivenBack, w.Purpose, w.CrimeReductionReason, w.PreventionLevel, w.EndedAt, w.EndedHow, p.DisplayName as EndedBy, w.EndedReason,
                  coalesce(w.StartsOn, a.StartsOn) as StartsOn, coalesce(w.EndsOn, a.EndsOn) as EndsOn
        from      Award w
        join      Application a on a.Id = w.ApplicationId
        left join Person p on p.Id = w.EndedBy
        where     w.Id = @award
        """
    )
    {
        Print = (rows, file) =>
            rows.Select(row =>
                Facts(
                    ("Reference", file.Project.Reference),
                    ("Organisation", file.Project.Organisation),
                    ("Round", file.Application.Copy.Round),
                    ("Award", row.Money("Amount").ToString()),
                    ("Returned", row.Money("GivenBack") > Money.Zero ? row.Money("GivenBack").ToString() : null),
                    ("Project dates", Period(row)),
                    ("Purpose as changed", row["Purpose"]),
                    ("How it reduces crime", row["CrimeReductionReason"]),
                    ("Prevention level", row["PreventionLevel"]),
                    (
                        "Ended",
                        row.At("EndedAt") is { } ended
                            ? $"{Words(row["EndedHow"]!)}, {LondonTime.DateAndTime(ended)}{By(row["EndedBy"])}. {row["EndedReason"]}"
                            : "Not yet"
                    )
                )
            ),
    };

    public static readonly ProjectFilePart EarlierCopies = new(
        """
        select   c.Reason, c.AnsweredAt, c.CopyBefore, c.Sha256Before
        from     ChangeRequest c
        where    c.ApplicationId = @application and c.AnsweredAt is not null and c.CopyBefore is not null and c.Sha256Before is not null
        order by c.AskedAt, c.Id
        """
    )
    {
        Print = (rows, file) =>
        {
            var hash = new Paragraph($"SHA-256 of the copy: {file.Application.Application.CopySha256 ?? "none"}");
            return rows.Count == 0 ? [hash] : [hash, new Bullets(rows.Select(EarlierCopy).ToList())];
        },
    };

    public static readonly ProjectFilePart Checks = Table(
        "Checks",
        """
        select    c.Name, c.Status, c.CheckedOn, p.DisplayName as CheckedBy, c.ExpiresOn
        from      DueDiligenceCheck c
        left join Person p on p.Id = c.CheckedBy
        where     c.ApplicationId = @application
        order by  c.Position
        """,
        ["Check", "Result", "On", "By", "Valid until"],
        check =>
            Row(
                check["Name"],
                check["Status"] == "Condition" ? "Pass with a condition" : Words(check["Status"]!),
                Day(check, "CheckedOn"),
                check.Has("CheckedOn") ? check["CheckedBy"] ?? "The portal" : "",
                Day(check, "ExpiresOn")
            )
    );

    internal static readonly ProjectFilePart Meeting = new(
        "select m.Note, m.Present from Moderation m where m.ApplicationId = @application"
    )
    {
        Print = (rows, _) => rows.Select(row => new Paragraph($"{row["Note"]}. Present: {row["Present"]}.")),
    };

    public static readonly ProjectFilePart Scores = Table(
        "Scores",
        """
        select    c.Name as Criterion, c.Weight, c.Greatest, s.Numerator, s.Denominator, s.Reason, p.DisplayName as AgreedBy, s.AgreedAt
        from      AgreedScore s
        join      Criterion c on c.Id = s.CriterionId
        left join Person p on p.Id = s.AgreedBy
        where     s.ApplicationId = @application
        order by  c.Position
        """,
        ["Criterion", "Weight", "Score", "Reason", "Agreed"],
        score =>
            Row(
                score["Criterion"],
                Number(score.Number("Weight")),
                $"{new Fraction(score.Number("Numerator"), score.Number("Denominator")).ToRounded(2)} of {score.Number("Greatest")}",
                score["Reason"],
                $"{score["AgreedBy"] ?? "The portal"}, {Date(score, "AgreedAt")}"
            ),
        numeric: [1, 2]
    );

    internal static readonly ProjectFilePart PassFailCriteria = Table(
        "Pass/fail criteria",
        """
        select   g.Name, s.Passed, s.Reason
        from     AgreedPassFail s
        join     PassFailCriterion g on g.Id = s.PassFailCriterionId
        where    s.ApplicationId = @application
        order by g.Position
        """,
        ["Pass/fail criterion", "Passed", "Reason"],
        row => Row(row["Name"], row.Is("Passed") ? "Yes" : "No", row["Reason"]),
        onlyIfAny: true
    );

    internal static readonly ProjectFilePart Advice = Table(
        "What assessors advised",
        """
        select   p.DisplayName as Assessor, s.Advice, s.AdvisedAmount, s.AdvisedCondition, s.MeetingQuestion
        from     ScoringAssignment s
        join     Person p on p.Id = s.AssessorId
        where    s.ApplicationId = @application and s.SubmittedAt is not null and s.Conflict = 'None'
                 and (s.Advice is not null or s.AdvisedAmount is not null or s.AdvisedCondition is not null or s.MeetingQuestion is not null)
        order by p.DisplayName, s.Id
        """,
        ["Assessor", "Would fund", "Amount", "Condition", "Question for the meeting"],
        row =>
            Row(
                row["Assessor"],
                row["Advice"] is { } advice ? AssessorAdvice.InWords(Enum.Parse<FundAdvice>(advice)) : "",
                row.Has("AdvisedAmount") ? row.Money("AdvisedAmount").ToString() : "",
                row["AdvisedCondition"],
                row["MeetingQuestion"]
            ),
        numeric: [2],
        onlyIfAny: true
    );

    public static readonly ProjectFilePart Decisions = Table(
        "Decisions",
        """
        select    d.Number, d.DecidedAt, p.DisplayName as DecidedBy, l.Funded, l.DeferredUntil, l.Amount, l.Reason, l.Condition, c.Number as Corrects
        from      DecisionLine l
        join      Decision d on d.Id = l.DecisionId
        join      Person p on p.Id = d.DecidedBy
        left join Decision c on c.Id = d.CorrectsId
        where     l.ApplicationId = @application
        order by  d.DecidedAt, d.Id
        """,
        ["Number", "Outcome", "Amount", "By", "Reason and condition"],
        one =>
            Row(
                one["Number"] + (one["Corrects"] is null ? "" : $", corrects {one["Corrects"]}"),
                one.Is("Funded") ? "Funded" : Domain.Decisions.DecisionChoices.InWords(false, one.Day("DeferredUntil")),
                one.Money("Amount").ToString(),
                $"{one["DecidedBy"]}, {LondonTime.DateAndTime(one.At("DecidedAt")!.Value)}",
                Join(one["Reason"], one["Condition"])
            ),
        numeric: [2]
    );

    public static readonly ProjectFilePart Letters = Table(
        "Letters",
        """
        select   l.Kind, l.State, l.MadeAt, l.SentAt, l.Sha256, l.DocumentJson, l.PdfFileId
        from     Letter l
        where    l.ApplicationId = @application and l.State <> 'Waiting'
        order by l.MadeAt, l.Kind, l.Id
        """,
        ["Letter", "Made", "Sent", "SHA-256"],
        letter =>
            Row(
                Words(letter["Kind"]!),
                Date(letter, "MadeAt"),
                letter.At("SentAt") is { } sent ? LondonTime.DateAndTime(sent) : "Not sent",
                InTwo(letter["Sha256"]!)
            )
    );

    internal static readonly ProjectFilePart Offer = new(
        "select w.OfferedAt, w.AcceptBy, w.AcceptedAt, w.AcceptedName, w.AcceptedRole, w.AcceptedSha256, w.Conditions from Award w where w.Id = @award"
    )
    {
        Print = (rows, _) =>
            rows.Select(row =>
                Facts(
                    ("Offered", row.At("OfferedAt") is { } offered ? LondonTime.DateAndTime(offered) : "Not yet"),
                    ("To accept by", Day(row, "AcceptBy")),
                    (
                        "Accepted",
                        row.At("AcceptedAt") is { } accepted
                            ? $"{Join(row["AcceptedName"], row["AcceptedRole"])}, {LondonTime.DateAndTime(accepted)}"
                            : "Not yet"
                    ),
                    ("Letter accepted, SHA-256", row["AcceptedSha256"]),
                    ("Conditions", row["Conditions"])
                )
            ),
    };

    internal static readonly ProjectFilePart Questions = Table(
        "Questions about the offer",
        """
        select    q.Question as Asked, p.DisplayName as AskedBy, q.AskedAt, q.Answer, n.DisplayName as AnsweredBy, q.AnsweredAt
        from      AwardQuestion q
        left join Person p on p.Id = q.AskedBy
        left join Person n on n.Id = q.AnsweredBy
        where     q.AwardId = @award
        order by  q.AskedAt, q.Id
        """,
        ["Question", "Asked", "Answer"],
        one =>
            Row(
                one["Asked"],
                $"{one["AskedBy"]}, {Date(one, "AskedAt")}",
                one.Has("AnsweredAt") ? $"{one["Answer"]} ({one["AnsweredBy"]}, {Date(one, "AnsweredAt")})" : "Not answered yet"
            )
    );

    public static readonly ProjectFilePart Conditions = Table(
        "Conditions",
        """
        select    q.Name, q.Stage, q.State, q.GivenAt, q.Note, p.DisplayName as DecidedBy, q.DecidedAt
        from      AwardCondition q
        left join Person p on p.Id = q.DecidedBy
        where     q.AwardId = @award
        order by  q.Position
        """,
        ["Condition", "When", "State", "Given", "Decided", "Note"],
        one =>
            Row(
                one["Name"],
                Words(one["Stage"]!),
                Words(one["State"]!),
                Date(one, "GivenAt"),
                one.Has("DecidedAt") ? $"{one["DecidedBy"]}, {Date(one, "DecidedAt")}" : "",
                one["Note"]
            )
    );

    // What is wanted of an account is kept with the account, and not here.
    public static readonly ProjectFilePart Changes = Each(
        """
        select    c.Kind, c.Reason, case when c.Kind = 'Bank' then '{}' else c.Wanted end as Wanted, case when c.Kind = 'Bank' then null else c.Earlier end as Earlier,
                  c.AskedByOffice, p.DisplayName as AskedBy, c.AskedAt, c.State, d.DisplayName as DecidedBy, c.DecidedAt, c.DecidedNote, c.InvoiceNumber, c.AnsweredAt, n.DisplayName as AnsweredBy, c.AnswerAccepts, c.Answer, c.PutRightAt, c.PutRightNote
        from      Variation c
        left join Person p on p.Id = c.AskedBy
        left join Person d on d.Id = c.DecidedBy
        left join Person n on n.Id = c.AnsweredBy
        where     c.AwardId = @award
        order by  c.AskedAt, c.Id
        """,
        "None.",
        change =>
        {
            var wanted = VariationDetails.FromJson(change["Wanted"]!);
            var earlier = change["Earlier"] is { } json ? VariationDetails.FromJson(json) : null;
            return
            [
                new Heading(
                    3,
                    $"{VariationRules.Name(Enum.Parse<VariationKind>(change["Kind"]!))}, asked for on {Date(change, "AskedAt")}"
                ),
                Facts(
                    ("Asked by", $"{change["AskedBy"]}{(change.Is("AskedByOffice") ? ", for the office" : "")}"),
                    ("Why", change["Reason"]),
                    ("Change asked for", string.Join('\n', wanted.OnFile())),
                    ("Before", string.Join('\n', earlier?.About(wanted).InWords() ?? [])),
                    (
                        "The organisation's answer",
                        change.Has("AnsweredAt")
                            ? $"{(change.Is("AnswerAccepts") ? "Accepts" : "Does not agree")}: {change["AnsweredBy"]}, {Date(change, "AnsweredAt")}. {change["Answer"]}"
                            : null
                    ),
                    ("State", Words(change["State"]!)),
                    (
                        "Decided",
                        change.Has("DecidedAt") ? $"{change["DecidedBy"]}, {Date(change, "DecidedAt")}. {change["DecidedNote"]}" : null
                    ),
                    ("Invoice", change["InvoiceNumber"]),
                    ("Put right", Join(Date(change, "PutRightAt"), change["PutRightNote"]))
                ),
            ];
        }
    );

    public static readonly ProjectFilePart Instalments = Table(
        "Instalments",
        """
        select    i.Amount, i.DueOn, i.InArrears, i.Condition, p.DisplayName as MetBy, i.MetAt
        from      Instalment i
        left join Person p on p.Id = i.MetBy
        where     i.AwardId = @award
        order by  i.Position
        """,
        ["Due", "Amount", "Condition"],
        one =>
            Row(
                Day(one, "DueOn") + (one.Is("InArrears") ? ", in arrears" : ""),
                one.Money("Amount").ToString(),
                one["Condition"] is { } condition
                    ? $"{condition}{(one.Has("MetAt") ? $" (met: {one["MetBy"]}, {Date(one, "MetAt")})" : " (not met yet)")}"
                    : ""
            ),
        numeric: [1],
        total: rows => Row("Total", rows.Sum(one => one.Money("Amount")).ToString(), "")
    );

    public static readonly ProjectFilePart Receipts = Table(
        "Claims, receipt by receipt",
        """
        select    c.ClaimedAt, c.State, p.DisplayName as DecidedBy, c.DecidedAt, c.DecidedNote, b.Item, r.Supplier, r.SpentOn, r.Amount
        from      Claim c
        join      ClaimReceipt r on r.ClaimId = c.Id
        join      BudgetLine b on b.Id = r.BudgetLineId
        left join Person p on p.Id = c.DecidedBy
        where     c.AwardId = @award
        order by  c.ClaimedAt, c.Id, r.Position
        """,
        ["Claimed", "Line", "Supplier", "Spent on", "Amount", "State"],
        one =>
            Row(
                Date(one, "ClaimedAt"),
                one["Item"],
                one["Supplier"],
                Day(one, "SpentOn"),
                one.Money("Amount").ToString(),
                Join(Words(one["State"]!), one["DecidedBy"], Date(one, "DecidedAt"), one["DecidedNote"])
            ),
        numeric: [4],
        total: rows => Row("Claimed in total", "", "", "", rows.Sum(one => one.Money("Amount")).ToString(), "")
    );

    public static readonly ProjectFilePart Payments = Table(
        "Payments",
        """
        select    y.Amount, y.Reason, y.Status, q.DisplayName as RequestedBy, y.RequestedAt, d.DisplayName as DecidedBy, y.DecidedAt, y.DecidedNote, b.Number as PaymentRun, y.PaidOn, y.ResultNote
        from      Payment y
        left join Person q on q.Id = y.RequestedBy
        left join Person d on d.Id = y.DecidedBy
        left join PaymentRun b on b.Id = y.RunId
        where     y.AwardId = @award
        order by  y.RequestedAt, y.Amount, y.Id
        """,
        ["For", "Amount", "Status", "Requested", "Decided", "Paid"],
        one =>
            Row(
                one["Reason"],
                one.Money("Amount").ToString(),
                Words(one["Status"]!),
                Join(one["RequestedBy"], Date(one, "RequestedAt")),
                Join(one["DecidedBy"], Date(one, "DecidedAt"), one["DecidedNote"]),
                Join(one["PaymentRun"], Day(one, "PaidOn"), one["ResultNote"])
            ),
        numeric: [1],
        total: rows => Row("Paid", rows.Where(one => one["Status"] == "Paid").Sum(one => one.Money("Amount")).ToString(), "", "", "", ""),
        file: new(
            "payments.csv",
            [
                "For",
                "Amount",
                "Status",
                "Requested by",
                "Requested at (UTC)",
                "Decided by",
                "Decided at (UTC)",
                "Note",
                "Payment run",
                "Paid on",
                "Result",
            ],
            one =>
                Row(
                    one["Reason"],
                    one.Money("Amount").ToInput(),
                    one["Status"],
                    one["RequestedBy"],
                    Utc(one, "RequestedAt"),
                    one["DecidedBy"],
                    Utc(one, "DecidedAt"),
                    one["DecidedNote"],
                    one["PaymentRun"],
                    IsoDay(one, "PaidOn"),
                    one["ResultNote"]
                )
        )
    );

    public static readonly ProjectFilePart Visits = Each(
        """
        select   v.PlannedOn, v.VisitedOn, v.Who, v.ByCommissioner, v.Reason, v.Notes, v.NextOn, v.CalledOff
        from     Visit v
        where    v.AwardId = @award
        order by coalesce(v.VisitedOn, v.PlannedOn), v.RecordedAt, v.Id
        """,
        "None.",
        visit =>
            [
                new Heading(
                    3,
                    $"{Day(visit, visit.Has("VisitedOn") ? "VisitedOn" : "PlannedOn")}: {visit["Who"]}{(visit.Is("ByCommissioner") ? " (the commissioner)" : "")}"
                ),
                new Paragraph(visit["Notes"] ?? (visit["CalledOff"] is { } why ? $"Called off: {why}" : $"Planned. {visit["Reason"]}")),
                .. visit.Has("NextOn") ? [new Paragraph($"Next visit: {Day(visit, "NextOn")}.")] : Array.Empty<LetterBlock>(),
            ]
    );

    public static readonly ProjectFilePart VisitActions = Table(
        "What was to be done after visits",
        """
        select   v.VisitedOn, x.What, x.Who, x.DueOn, x.DoneOn
        from     VisitAction x
        join     Visit v on v.Id = x.VisitId
        where    v.AwardId = @award
        order by x.DueOn, x.Id
        """,
        ["Visit", "To do", "Who", "By", "Done"],
        action =>
            Row(
                Day(action, "VisitedOn"),
                action["What"],
                action["Who"],
                Day(action, "DueOn"),
                action.Has("DoneOn") ? Day(action, "DoneOn") : ""
            )
    );

    public static readonly ProjectFilePart UseCertificate = Each(
        """
        select    c.Kind, c.AskedFrom, c.AskedAt, c.DueOn, c.State, c.Again, c.Examiner, c.ExaminerBody, c.ExaminerNumber, c.ExaminedOn, a.DisplayName as WaiverAskedBy, c.WaiverAskedAt, c.WaiverReason, w.DisplayName as WaivedBy, c.WaivedAt
        from      UseCertificate c
        left join Person a on a.Id = c.WaiverAskedBy
        left join Person w on w.Id = c.WaivedBy
        where     c.AwardId = @award
        """,
        "None is owed.",
        one =>
            [
                new Heading(3, "Certificate of use"),
                Facts(
                    ("Owed from", $"{one.Money("AskedFrom")}, {(one["Kind"] == "Examined" ? "signed and examined" : "signed")}"),
                    ("Asked for", Date(one, "AskedAt")),
                    ("Due", one.Has("DueOn") ? Day(one, "DueOn") : null),
                    ("State", one["State"]),
                    ("To be signed again", one["Again"]),
                    (
                        "Examined by",
                        one.Has("Examiner")
                            ? Join(one["Examiner"], one["ExaminerBody"], one["ExaminerNumber"], Day(one, "ExaminedOn"))
                            : null
                    ),
                    (
                        "Asked to go without it",
                        one.Has("WaiverAskedAt") ? Join(one["WaiverAskedBy"], Date(one, "WaiverAskedAt"), one["WaiverReason"]) : null
                    ),
                    ("Agreed to go without it", one.Has("WaivedAt") ? Join(one["WaivedBy"], Date(one, "WaivedAt")) : null)
                ),
            ]
    );

    public static readonly ProjectFilePart UseCertificateCopies = Table(
        "Signed certificates of use",
        """
        select    c.Number, c.SignName, c.SignRole, c.SignedOn, c.State, c.Note, d.DisplayName as DecidedBy, c.DecidedAt, c.Sha256
        from      UseCertificateCopy c
        left join Person d on d.Id = c.DecidedBy
        where     c.AwardId = @award
        order by  c.Number
        """,
        ["No.", "Signed by", "On", "State", "Checked", "SHA-256"],
        one =>
            Row(
                Number(one.Number("Number")),
                Join(one["SignName"], one["SignRole"]),
                Day(one, "SignedOn"),
                Words(one["State"]!),
                Join(one["DecidedBy"], Date(one, "DecidedAt"), one["Note"]),
                InTwo(one["Sha256"]!)
            )
    );

    public static readonly ProjectFilePart CloseOut = Each(
        """
        select    c.Awarded, c.Paid, c.Spent, c.NotDrawn, c.ToReturn, p.DisplayName as ProposedBy, c.ProposedAt, c.Note, c.AgreedName, c.AgreedAt, c.ReuseFor, c.Reused, u.DisplayName as ReuseBy, c.ReuseAt, c.ReuseReason,
                  c.InvoiceNumber, c.Received, c.WrittenOff, z.DisplayName as ClosedBy, c.ClosedAt
        from      CloseOut c
        left join Person p on p.Id = c.ProposedBy
        left join Person u on u.Id = c.ReuseBy
        left join Person z on z.Id = c.ClosedBy
        where     c.AwardId = @award
        """,
        "Not yet.",
        close =>
            [
                Facts(
                    ("Awarded", close.Money("Awarded").ToString()),
                    ("Paid", close.Money("Paid").ToString()),
                    ("Spent", close.Money("Spent").ToString()),
                    ("Never drawn", close.Money("NotDrawn").ToString()),
                    ("To return", close.Money("ToReturn").ToString()),
                    ("Proposed", Join(close["ProposedBy"], Date(close, "ProposedAt"), close["Note"])),
                    ("Agreed", Join(close["AgreedName"], Date(close, "AgreedAt"))),
                    ("To be used for", close["ReuseFor"]),
                    (
                        "May be used",
                        close.Has("ReuseAt")
                            ? Join(close.Money("Reused").ToString(), close["ReuseBy"], Date(close, "ReuseAt"), close["ReuseReason"])
                            : null
                    ),
                    ("Invoice", close["InvoiceNumber"]),
                    ("Received", close.Money("Received") > Money.Zero ? close.Money("Received").ToString() : null),
                    ("Written off", close.Money("WrittenOff") > Money.Zero ? close.Money("WrittenOff").ToString() : null),
                    ("Closed", Join(close["ClosedBy"], Date(close, "ClosedAt")))
                ),
            ]
    );

    internal static readonly ProjectFilePart Published = new(
        "select w.PublishedAt from Award w where w.Id = @award and w.PublishedAt is not null"
    )
    {
        Print = (rows, _) =>
            rows.Select(row => new Paragraph(
                $"The project has had a public page since {LondonTime.DateAndTime(row.At("PublishedAt")!.Value)}."
            )),
    };

    public static readonly ProjectFilePart Uploads = Table(
        "Files",
        """
        with Upload as (
            select 1 as Place, 'application' as Source, coalesce(k.Name, q.Wording) as What, d.FileId from ApplicationDocument d left join DocumentKind k on k.Id = d.DocumentKindId left join Question q on q.Id = d.QuestionId where d.ApplicationId = @application
            union all
            select 1, 'replaced', k.Name, x.FileId from ChangeRequestDocument x join ChangeRequest c on c.Id = x.RequestId join DocumentKind k on k.Id = x.DocumentKindId where c.ApplicationId = @application and c.AnsweredAt is not null and x.Change = 'Removed'
            union all
            select 2, 'requirements', q.Name, q.FileId from AwardCondition q where q.AwardId = @award and q.FileId is not null
            union all
            select 3, 'receipts', r.Supplier, r.FileId from ClaimReceipt r join Claim c on c.Id = r.ClaimId where c.AwardId = @award and r.FileId is not null
            union all
            select 4, 'return-evidence', b.Item, e.FileId from MonitoringEvidence e join MonitoringReturn t on t.Id = e.ReturnId join BudgetLine b on b.Id = e.BudgetLineId where t.AwardId = @award and e.FileId is not null
            union all
            select 4, 'diary', n.Supplier, n.FileId from DiaryEntry n where n.AwardId = @award and n.FileId is not null
            union all
            select 5, 'photographs', cast(p.Number as varchar(10)), p.FileId from MonitoringPhoto p join MonitoringReturn t on t.Id = p.ReturnId where t.AwardId = @award
            union all
            select 5, 'certificates', cast(u.Number as varchar(10)), u.PaperFileId from UseCertificateCopy u where u.AwardId = @award and u.PaperFileId is not null
            union all
            select 5, 'certificate-statements', cast(max(u.Number) as varchar(10)), u.ExaminerFileId from UseCertificateCopy u where u.AwardId = @award and u.ExaminerFileId is not null group by u.ExaminerFileId
            union all
            select 6, 'visits', x.Caption, x.FileId from VisitFile x join Visit v on v.Id = x.VisitId where v.AwardId = @award
        )
        select   u.Source, u.What, s.Id, s.Name, s.ByteLength, s.Sha256, s.ScanState
        from     Upload u
        join     StoredFile s on s.Id = u.FileId
        order by u.Place, s.StoredAt, s.Name, s.Sha256, s.Id
        """,
        ["Of", "For", "File", "Bytes", "SHA-256"],
        upload =>
            Row(
                Words(upload["Source"]!),
                upload["What"],
                upload["Name"] + (IsQuarantined(upload) ? " (in quarantine)" : ""),
                Number(upload.Number("ByteLength")),
                InTwo(upload["Sha256"]!)
            ),
        numeric: [3]
    );

    // Entries about concerns, stop flags and accounts are kept apart. What checks found may say any of these, so only that it happened
    // stays.
    public static readonly ProjectFilePart Trail = Table(
        "Audit trail",
        """
        select   e.Sequence, e.At, e.ActorId, e.ActorName, e.Action, e.SubjectId, e.PreviousHash, e.Hash,
                 case when e.Action like '%Check%' or e.Action like '%Finding%' or e.Action in ('TierChanged', 'FraudRisksReviewed') then null else e.Detail end as Detail
        from     AuditEntry e
        where    e.Action not in ('EqualityAnswered', 'PayeeRecorded', 'BankCallRecorded') and e.Action not like '%Concern%' and e.Action not like '%StopFlag%'
                 and e.Action not like '%FraudCase%' and e.Action not like 'BankDetails%' and e.Action not like 'BankProof%' and e.SubjectId in (
                     select w.Id from Award w where w.Id = @award
                     union all select a.Id from Application a where a.Id = @application
                     union all select c.Id from DueDiligenceCheck c where c.ApplicationId = @application
                     union all select s.Id from ScoringAssignment s where s.ApplicationId = @application
                     union all select l.Id from Letter l where l.ApplicationId = @application
                     union all select q.Id from AwardCondition q where q.AwardId = @award
                     union all select k.Id from AwardQuestion k where k.AwardId = @award
                     union all select h.Id from Variation h where h.AwardId = @award
                     union all select i.Id from Instalment i where i.AwardId = @award
                     union all select m.Id from Claim m where m.AwardId = @award
                     union all select y.Id from Payment y where y.AwardId = @award
                     union all select t.Id from MonitoringReturn t where t.AwardId = @award
                     union all select v.Id from Visit v where v.AwardId = @award)
        order by e.Sequence
        """,
        ["No.", "When (UK time)", "Who", "What", "Detail"],
        entry =>
            Row(
                Number(entry.Number("Sequence")),
                LondonTime.ToLondon(entry.At("At")!.Value).ToString("d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture),
                entry["ActorName"],
                Words(entry["Action"]!),
                entry["Detail"]
            ),
        before: "This covers the application, the award and every record that belongs to them. Entries about concerns, stop flags and bank details are kept apart, and what a check found is not repeated here. Each entry is chained to the one before it by its SHA-256, which is in the file audit.csv.",
        file: new(
            "audit.csv",
            ["Number", "At (UTC)", "Who", "What", "Record", "Detail", "SHA-256 before", "SHA-256"],
            entry =>
                Row(
                    entry.Number("Sequence").ToString(CultureInfo.InvariantCulture),
                    Utc(entry, "At"),
                    entry["ActorName"],
                    entry["Action"],
                    entry.Id("SubjectId").ToString(),
                    entry["Detail"],
                    entry["PreviousHash"],
                    entry["Hash"]
                )
        )
    );

    public static readonly ProjectFileSection Application = new("1. Application as it was sent", [EarlierCopies]);

    /// <summary>The first is what is said before the sections.</summary>
    public static readonly IReadOnlyList<ProjectFileSection> All =
    [
        new("", [Project]),
        Application,
        new("2. Due diligence", [Checks]),
        new("3. Agreed scores", [Meeting, Scores, PassFailCriteria, Advice]),
        new("4. Decision", [Decisions]),
        new("5. Letters and acceptance", [Letters, Offer, Questions, Conditions]),
        new("6. Changes", [Changes]),
        new("7. Money", [Instalments, Receipts, Payments]),
        new("8. Returns", ProjectFileReturns.Parts),
        new("9. Visits", [Visits, VisitActions]),
        new("10. Close-out", [UseCertificate, UseCertificateCopies, CloseOut, Published]),
        new("11. Uploaded files", [Uploads]),
        new("12. Audit trail", [Trail]),
    ];

    public static bool IsQuarantined(ProjectFileRow upload) => upload["ScanState"] == nameof(ScanState.Quarantined);

    private static string EarlierCopy(ProjectFileRow copy) =>
        $"Changed at {LondonTime.DateAndTime(copy.At("AnsweredAt")!.Value)}, because the office asked: {copy["Reason"]} Before it: SHA-256 {copy["Sha256Before"]}";
}
