using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Platform.Documents;
using static Commissioning.Features.Casework.ProjectPaper;

namespace Commissioning.Features.Casework;

/// <summary>
/// The sections of the file of an application for an answer under the Freedom of Information Act, funded or not. A new table is one part
/// here, or in <see cref="ProjectFileSections"/>. Never in it: equality answers, account numbers, proofs of accounts, concerns and flags
/// that stop an organisation. None of their tables is read here.
/// </summary>
public static partial class AnswerSections
{
    /// <summary>Findings that say what such a table holds.</summary>
    private const string KeptApart =
        "'SharedAccount', 'RefusedAccount', 'PayeeNotMatched', 'BankDetailsMissing', 'ClosedConcern', 'StopFlag', 'SanctionsHit'";

    private static readonly string Subjects = WhatWeSent.ApplicationSql("@application");

    private static readonly ProjectFilePart Head = new(
        """
        select    a.Status, a.Channel, a.SubmittedAt, a.WithdrawnAt, w.DisplayName as WithdrawnBy, a.WithdrawReason, a.AmountRequested
        from      Application a
        left join Person w on w.Id = a.WithdrawnBy
        where     a.Id = @application
        """
    )
    {
        Print = (rows, file) =>
            rows.Select(row =>
                Facts(
                    ("Reference", file.Project.Reference),
                    ("Organisation", file.Project.Organisation),
                    ("Project", file.Project.ProjectName),
                    ("Round", file.Application.Copy.Round),
                    ("Asked for", row.Has("AmountRequested") ? row.Money("AmountRequested").ToString() : null),
                    ("Sent", row.At("SubmittedAt") is { } sent ? LondonTime.DateAndTime(sent) : null),
                    ("Status", Words(row["Status"]!)),
                    (
                        "Withdrawn",
                        row.Has("WithdrawnAt") ? $"{Join(row["WithdrawnBy"], Date(row, "WithdrawnAt"))}. {row["WithdrawReason"]}" : null
                    )
                )
            ),
    };

    private static readonly ProjectFilePart ChangedForms = Forms(
        """
        select    c.Reason, p.DisplayName as AskedBy, c.AskedAt, c.AnsweredAt as EndedAt, c.CopyBefore as CopyJson, c.Sha256Before as Sha256
        from      ChangeRequest c
        left join Person p on p.Id = c.AskedBy
        where     c.ApplicationId = @application and c.AnsweredAt is not null and c.CopyBefore is not null
        order by  c.AskedAt, c.Id
        """,
        row => $"Before the change that {row["AskedBy"]} asked for on {Date(row, "AskedAt")}: {row["Reason"]}"
    );

    private static readonly ProjectFilePart RecalledForms = Forms(
        """
        select    e.Number, e.CopyJson, e.Sha256, p.DisplayName as RecalledBy, e.RecalledAt as EndedAt
        from      EarlierCopy e
        left join Person p on p.Id = e.RecalledBy
        where     e.ApplicationId = @application
        order by  e.Number
        """,
        row => $"As first sent, taken back by {row["RecalledBy"]} on {Date(row, "EndedAt")}"
    );

    private static readonly ProjectFilePart Requests = Table(
        "What the office asked to change",
        """
        select    c.Reason, p.DisplayName as AskedBy, c.AskedAt, c.DueOn, c.AnsweredAt, n.DisplayName as AnsweredBy, c.ClosedAt, c.CloseReason
        from      ChangeRequest c
        left join Person p on p.Id = c.AskedBy
        left join Person n on n.Id = c.AnsweredBy
        where     c.ApplicationId = @application
        order by  c.AskedAt, c.Id
        """,
        ["Asked", "Why", "By", "Answered", "Closed"],
        row =>
            Row(
                Join(row["AskedBy"], Date(row, "AskedAt")),
                row["Reason"],
                Day(row, "DueOn"),
                Join(row["AnsweredBy"], Date(row, "AnsweredAt")),
                Join(Date(row, "ClosedAt"), row["CloseReason"])
            ),
        onlyIfAny: true
    );

    // Its reasons may say that there was a concern, or that an account was refused.
    private static readonly ProjectFilePart Plan = Table(
        "How closely it was checked",
        """
        select    c.Tier, p.DisplayName as Owner, c.AssessedAt
        from      CheckPlan c
        left join Person p on p.Id = c.OwnerId
        where     c.ApplicationId = @application
        """,
        ["Tier", "Who checks", "Worked out"],
        row => Row(row["Tier"], row["Owner"], Date(row, "AssessedAt")),
        onlyIfAny: true
    );

    // What a check of an account says is kept with the account.
    private static readonly ProjectFilePart CheckNotes = Table(
        "What the checks say",
        """
        select    c.Name, c.Note, c.Source, s.DisplayName as SecondBy, c.SecondAt, c.SecondNote
        from      DueDiligenceCheck c
        left join Person s on s.Id = c.SecondBy
        where     c.ApplicationId = @application and c.Kind <> 'BankDetails' and (c.Note is not null or c.Source is not null or c.SecondAt is not null)
        order by  c.Position
        """,
        ["Check", "Found", "Source", "Second look"],
        row => Row(row["Name"], row["Note"], row["Source"], Join(row["SecondBy"], Date(row, "SecondAt"), row["SecondNote"])),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart Findings = Table(
        "Findings and verdicts",
        $"""
        select    f.Kind, f.Sentence, f.FoundAt, f.GoneAt, f.Verdict, f.Reason, p.DisplayName as DecidedBy, f.DecidedAt, s.DisplayName as SecondBy, f.SecondAt, f.SecondNote
        from      Finding f
        left join Person p on p.Id = f.DecidedBy
        left join Person s on s.Id = f.SecondBy
        where     f.ApplicationId = @application and f.Kind not in ({KeptApart})
        order by  f.FoundAt, f.Kind, f.KeyText
        """,
        ["Found", "What", "Verdict", "Why", "Second person"],
        row =>
            Row(
                Date(row, "FoundAt") + (row.Has("GoneAt") ? $", until {Date(row, "GoneAt")}" : ""),
                row["Sentence"],
                row["Verdict"] is { } verdict ? Join(Words(verdict), row["DecidedBy"], Date(row, "DecidedAt")) : "None",
                row["Reason"],
                Join(row["SecondBy"], Date(row, "SecondAt"), row["SecondNote"])
            )
    );

    private static readonly ProjectFilePart Assessors = Table(
        "Assessors and conflicts of interest",
        """
        select    p.DisplayName as Assessor, s.Conflict, s.ConflictKind, s.ConflictDetail, s.DeclaredAt, c.DisplayName as RecusedBy, r.DisplayName as ReplacedBy, s.SubmittedAt, s.Total, n.ScoreUnit
        from      ScoringAssignment s
        join      Round n on n.Id = s.RoundId
        join      Person p on p.Id = s.AssessorId
        left join Person c on c.Id = s.RecusedBy
        left join Person r on r.Id = s.ReplacedBy
        where     s.ApplicationId = @application
        order by  p.DisplayName, s.Id
        """,
        ["Assessor", "Conflict of interest", "Detail", "Said", "Scores submitted", "Total, per cent"],
        row =>
            Row(
                row["Assessor"],
                row["Conflict"] switch
                {
                    "None" => "None",
                    "NotDeclared" => "Not said",
                    "Recused" => $"Recused by {row["RecusedBy"]}",
                    _ => "Declared",
                },
                Join(row["ConflictKind"], row["ConflictDetail"], row["ReplacedBy"] is { } other ? $"replaced by {other}" : null),
                Date(row, "DeclaredAt"),
                row.At("SubmittedAt") is { } at ? LondonTime.DateAndTime(at) : "Not submitted",
                row.Has("Total") && row.Has("SubmittedAt") ? new Fraction(row.Number("Total"), row.Number("ScoreUnit")).ToRounded(2) : ""
            ),
        numeric: [5]
    );

    private static readonly ProjectFilePart Originals = Table(
        "Each assessor's scores",
        """
        select   p.DisplayName as Assessor, c.Name as Criterion, c.Weight, c.Greatest, x.Value, x.Reason
        from     Score x
        join     ScoringAssignment s on s.Id = x.AssignmentId
        join     Criterion c on c.Id = x.CriterionId
        join     Person p on p.Id = s.AssessorId
        where    s.ApplicationId = @application and s.SubmittedAt is not null and x.Value is not null
        order by p.DisplayName, s.Id, c.Position
        """,
        ["Assessor", "Criterion", "Weight", "Score", "Reason"],
        row =>
            Row(
                row["Assessor"],
                row["Criterion"],
                Number(row.Number("Weight")),
                $"{Number(row.Number("Value"))} of {Number(row.Number("Greatest"))}",
                row["Reason"]
            ),
        numeric: [2, 3]
    );

    private static readonly ProjectFilePart OriginalPasses = Table(
        "Each assessor's pass/fail answers",
        """
        select   p.DisplayName as Assessor, g.Name, x.Passed, x.Reason
        from     PassFailAnswer x
        join     ScoringAssignment s on s.Id = x.AssignmentId
        join     PassFailCriterion g on g.Id = x.PassFailCriterionId
        join     Person p on p.Id = s.AssessorId
        where    s.ApplicationId = @application and s.SubmittedAt is not null and x.Passed is not null
        order by p.DisplayName, s.Id, g.Position
        """,
        ["Assessor", "Pass/fail criterion", "Passed", "Reason"],
        row => Row(row["Assessor"], row["Name"], row.Is("Passed") ? "Yes" : "No", row["Reason"]),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart Criteria = new(
        """
        select   c.Id, c.Name
        from     Criterion c
        join     Application a on a.RoundId = c.RoundId
        where    a.Id = @application
        union all
        select   g.Id, g.Name
        from     PassFailCriterion g
        join     Application a on a.RoundId = g.RoundId
        where    a.Id = @application
        """
    );

    private static readonly ProjectFilePart EarlierSheets = new(
        """
        select    p.DisplayName as Assessor, e.Number, e.SubmittedAt, e.SheetJson, e.Reason, b.DisplayName as EndedBy, e.EndedAt, e.RestoredAt
        from      EarlierSheet e
        join      ScoringAssignment s on s.Id = e.AssignmentId
        join      Person p on p.Id = e.AssessorId
        left join Person b on b.Id = e.EndedBy
        where     s.ApplicationId = @application
        order by  p.DisplayName, e.AssignmentId, e.Number
        """
    )
    {
        Print = (rows, file) => rows.SelectMany(row => EarlierSheetOf(row, file[Criteria])),
    };

    private static readonly ProjectFilePart Corrections = Table(
        "Requests to correct scores",
        """
        select    p.DisplayName as Assessor, c.Reason, c.RequestedAt, c.Granted, c.Answer, n.DisplayName as AnsweredBy, c.AnsweredAt
        from      CorrectionRequest c
        join      ScoringAssignment s on s.Id = c.AssignmentId
        join      Person p on p.Id = s.AssessorId
        left join Person n on n.Id = c.AnsweredBy
        where     s.ApplicationId = @application
        order by  c.RequestedAt, c.Id
        """,
        ["Assessor", "Why", "Asked", "Answer"],
        row =>
            Row(
                row["Assessor"],
                row["Reason"],
                Date(row, "RequestedAt"),
                row.Has("Granted")
                    ? Join(row.Is("Granted") ? "Opened again" : "Refused", row["AnsweredBy"], Date(row, "AnsweredAt"), row["Answer"])
                    : "Waits"
            ),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart PresentMembers = Table(
        "Panel members present",
        """
        select   p.DisplayName as PersonName
        from     ModerationPresent m
        join     Person p on p.Id = m.PersonId
        where    m.ApplicationId = @application
        order by p.DisplayName, p.Id
        """,
        ["Panel member"],
        row => Row(row["PersonName"]),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart FewScores = new(
        "select m.FewReason from Moderation m where m.ApplicationId = @application and m.FewReason is not null"
    )
    {
        Print = (rows, _) => rows.Select(row => new Paragraph($"Agreed with fewer scores than the round asks for: {row["FewReason"]}")),
    };

    private static readonly ProjectFilePart LetterReasons = Table(
        "Reasons as the applicant reads them",
        """
        select   c.Name as Criterion, s.LetterReason
        from     AgreedScore s
        join     Criterion c on c.Id = s.CriterionId
        where    s.ApplicationId = @application and s.LetterReason is not null
        order by c.Position
        """,
        ["Criterion", "Reason"],
        row => Row(row["Criterion"], row["LetterReason"]),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart Flags = Table(
        "Flags for the meeting",
        """
        select    f.Wording, p.DisplayName as RaisedBy, f.RaisedAt, o.DisplayName as Owner, f.Resolution, r.DisplayName as ResolvedBy, f.ResolvedAt
        from      ModerationFlag f
        left join Person p on p.Id = f.RaisedBy
        left join Person o on o.Id = f.OwnerId
        left join Person r on r.Id = f.ResolvedBy
        where     f.ApplicationId = @application
        order by  f.RaisedAt, f.Id
        """,
        ["Flag", "Raised", "Looked after by", "Settled"],
        row =>
            Row(
                row["Wording"],
                Join(row["RaisedBy"], Date(row, "RaisedAt")),
                row["Owner"],
                row.Has("ResolvedAt") ? Join(row["ResolvedBy"], Date(row, "ResolvedAt"), row["Resolution"]) : "Open"
            ),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart CloseCalls = Table(
        "What the panel said of a close call",
        """
        select    c.Wording, p.DisplayName as SavedBy, c.SavedAt
        from      CloseCall c
        left join Person p on p.Id = c.SavedBy
        where     c.ApplicationId = @application
        """,
        ["What was said", "Recorded"],
        row => Row(row["Wording"], Join(row["SavedBy"], Date(row, "SavedAt"))),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart PartAwards = Table(
        "A part of what was asked for",
        """
        select    x.Amount, x.Reason, p.DisplayName as ProposedBy, x.ProposedAt, x.Confirmed, x.Answer, n.DisplayName as AnsweredBy, x.AnsweredAt
        from      PartAward x
        left join Person p on p.Id = x.ProposedBy
        left join Person n on n.Id = x.AnsweredBy
        where     x.ApplicationId = @application
        """,
        ["Amount", "Why", "Proposed", "Answer"],
        row =>
            Row(
                row.Money("Amount").ToString(),
                row["Reason"],
                Join(row["ProposedBy"], Date(row, "ProposedAt")),
                row.Has("Confirmed")
                    ? Join(row.Is("Confirmed") ? "Works" : "Does not work", row["AnsweredBy"], Date(row, "AnsweredAt"), row["Answer"])
                    : "Waits"
            ),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart Threshold = new(
        """
        select    r.ThresholdMethod, r.ThresholdNumerator, r.ThresholdDenominator, p.DisplayName as ThresholdSetBy, r.ThresholdSetAt
        from      Application a
        join      Round r on r.Id = a.RoundId
        left join Person p on p.Id = r.ThresholdSetBy
        where     a.Id = @application
        """
    )
    {
        Print = (rows, _) =>
            rows.Select(row =>
                Facts(
                    (
                        "Threshold",
                        row.Has("ThresholdNumerator")
                            ? $"{new Fraction(row.Number("ThresholdNumerator"), row.Number("ThresholdDenominator")).ToRounded(2)} per cent"
                            : "Not set"
                    ),
                    ("Set", Join(row["ThresholdSetBy"], Date(row, "ThresholdSetAt"))),
                    ("How it is set", row["ThresholdMethod"])
                )
            ),
    };

    private static readonly ProjectFilePart Ranking = Table(
        "Place in the ranking, and what officers recommended",
        """
        select    m.Number, m.MadeAt, p.DisplayName as MadeBy, m.WithdrawnAt, l.RankPosition, l.Numerator, l.Denominator, l.Result, l.Amount, l.Reason, l.CrimeReason,
                  (select count(*) from RecommendationLine o where o.RecommendationId = m.Id) as Applications
        from      RecommendationLine l
        join      Recommendation m on m.Id = l.RecommendationId
        left join Person p on p.Id = m.MadeBy
        where     l.ApplicationId = @application
        order by  m.MadeAt, m.Id
        """,
        ["Recommendation", "Place", "Per cent", "Result", "Amount", "Reason"],
        row =>
            Row(
                Join(
                    $"Number {Number(row.Number("Number"))}",
                    row["MadeBy"],
                    Date(row, "MadeAt"),
                    row.Has("WithdrawnAt") ? $"withdrawn {Date(row, "WithdrawnAt")}" : null
                ),
                $"{Number(row.Number("RankPosition"))} of {Number(row.Number("Applications"))}",
                new Fraction(row.Number("Numerator"), row.Number("Denominator")).ToRounded(2),
                Words(row["Result"]!),
                row.Money("Amount").ToString(),
                Join(row["Reason"], row["CrimeReason"])
            ),
        numeric: [1, 2, 4]
    );

    private static readonly ProjectFilePart DecisionNotes = Table(
        "What the decision says of the round",
        """
        select   d.Number, d.Note, d.DecidedAt
        from     Decision d
        join     DecisionLine l on l.DecisionId = d.Id
        where    l.ApplicationId = @application and d.Note is not null
        order by d.DecidedAt, d.Id
        """,
        ["Number", "Note"],
        row => Row(row["Number"], row["Note"]),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart Reviews = Table(
        "Reviews of the decision",
        """
        select    r.Kind, r.ReceivedOn, r.FromWhom, r.Ground, r.Outcome, r.Reasons, p.DisplayName as ReviewedBy, r.ReviewedAt
        from      DecisionReview r
        left join Person p on p.Id = r.ReviewedBy
        where     r.ApplicationId = @application
        order by  r.ReceivedOn, r.Id
        """,
        ["Kind", "Received", "Ground", "Outcome", "Reasons"],
        row =>
            Row(
                Words(row["Kind"]!),
                Join(row["FromWhom"], Day(row, "ReceivedOn")),
                row["Ground"],
                row["Outcome"] is { } outcome ? Join(Words(outcome), row["ReviewedBy"], Date(row, "ReviewedAt")) : "Not answered yet",
                row["Reasons"]
            ),
        onlyIfAny: true
    );

    /// <summary>The text of each letter, after the table of them.</summary>
    private static readonly ProjectFilePart LetterTexts = Each(
        """
        select   l.Kind, l.MadeAt, l.DocumentJson
        from     Letter l
        where    l.ApplicationId = @application and l.State <> 'Waiting'
        order by l.MadeAt, l.Kind, l.Id
        """,
        "",
        row =>
            [
                new Heading(3, $"{Words(row["Kind"]!)}, {Date(row, "MadeAt")}"),
                .. Paragraphs(LetterText.Render(LetterDocument.FromJson(row["DocumentJson"]!))),
            ]
    );

    private static readonly ProjectFilePart Messages = new(
        $"""
        select   e.Kind, e.Subject, e.ToAddress, e.State, e.CreatedAt, e.SentAt, e.TextBody
        from     OutboxEmail e
        where    e.Kind not like '%Concern%' and e.SubjectId in ({Subjects})
        order by e.CreatedAt, e.Id
        """
    )
    {
        Print = (rows, _) =>
            rows.Count == 0
                ? [new Paragraph("None.")]
                : rows.SelectMany(row =>
                    (LetterBlock[])
                        [
                            new Heading(3, $"{row["Subject"]}"),
                            Facts(
                                ("To", row["ToAddress"]),
                                ("Written", LondonTime.DateAndTime(row.At("CreatedAt")!.Value)),
                                ("Sent", row.At("SentAt") is { } sent ? LondonTime.DateAndTime(sent) : Words(row["State"]!))
                            ),
                            .. Paragraphs(row["TextBody"] ?? ""),
                        ]
                ),
    };

    private static readonly ProjectFilePart FromApplicant = Table(
        "What the applicant wrote to us on the site",
        """
        select    m.Wording, p.DisplayName as Writer, m.WrittenAt, m.ReadAt, q.DisplayName as ReadBy
        from      ApplicantMessage m
        join      Person p on p.Id = m.WrittenBy
        left join Person q on q.Id = m.ReadBy
        where     m.ApplicationId = @application
        order by  m.WrittenAt, m.Id
        """,
        ["Written", "By", "What", "Read"],
        row => Row(Date(row, "WrittenAt"), row["Writer"], row["Wording"], Join(row["ReadBy"], Date(row, "ReadAt"))),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart FromEmail = Table(
        "E-mails that came in",
        """
        select    e.FromAddress, e.FromName, p.DisplayName as Member, e.Subject, e.Wording, e.ReceivedAt, e.ReadAt, q.DisplayName as ReadBy
        from      ReceivedEmail e
        left join Person p on p.Id = e.MemberId
        left join Person q on q.Id = e.ReadBy
        where     e.ApplicationId = @application
        order by  e.ReceivedAt, e.Id
        """,
        ["Came", "From", "Subject", "What", "Read"],
        row =>
            Row(
                Date(row, "ReceivedAt"),
                Join(row["Member"] ?? "An address that we do not know", row["FromAddress"]),
                row["Subject"],
                row["Wording"],
                Join(row["ReadBy"], Date(row, "ReadAt"))
            ),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart NoteTexts = Table(
        "Notes",
        """
        select   n.Wording, p.DisplayName as Writer, n.WrittenAt, n.ChangedAt, n.RemovedAt
        from     Note n
        join     Person p on p.Id = n.WrittenBy
        where    n.ApplicationId = @application
        order by n.WrittenAt, n.Id
        """,
        ["Written", "Note", "Changed", "Removed"],
        row => Row(Join(row["Writer"], Date(row, "WrittenAt")), row["Wording"], Date(row, "ChangedAt"), Date(row, "RemovedAt"))
    );

    private static readonly ProjectFilePart NotesBefore = Table(
        "What notes said before",
        """
        select   v.Wording, p.DisplayName as Writer, v.ReplacedAt
        from     NoteVersion v
        join     Note n on n.Id = v.NoteId
        join     Person p on p.Id = n.WrittenBy
        where    n.ApplicationId = @application
        order by v.ReplacedAt, v.NoteId, v.Version
        """,
        ["Written by", "Note", "Until"],
        row => Row(row["Writer"], row["Wording"], Date(row, "ReplacedAt")),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart Tags = Table(
        "Tags",
        """
        select   t.Tag, 'The application' as Subject
        from     ApplicationTag t
        where    t.ApplicationId = @application
        union all
        select   t.Tag, 'The organisation' as Subject
        from     OrganisationTag t
        join     Application a on a.OrganisationId = t.OrganisationId
        where    a.Id = @application
        order by Subject, Tag
        """,
        ["Of", "Tag"],
        row => Row(row["Subject"], row["Tag"]),
        onlyIfAny: true
    );

    public static readonly ProjectFileSection Form = new("Application as it was sent", [ChangedForms, RecalledForms, Requests]);

    /// <summary>For every application.</summary>
    private static readonly IReadOnlyList<ProjectFileSection> Always =
    [
        new("", [Head]),
        Form,
        new("Due diligence", [Plan, ProjectFileSections.Checks, CheckNotes, Findings]),
        new("Scores", [Assessors, Originals, OriginalPasses, ProjectFileSections.Advice, Criteria, EarlierSheets, Corrections]),
        new(
            "Moderation",
            [
                ProjectFileSections.Meeting,
                PresentMembers,
                FewScores,
                ProjectFileSections.Scores,
                ProjectFileSections.PassFailCriteria,
                LetterReasons,
                Flags,
                CloseCalls,
                PartAwards,
            ]
        ),
        new("Ranking and recommendation", [Threshold, Ranking]),
        new("Decision", [ProjectFileSections.Decisions, DecisionNotes, Reviews]),
        new("Letters", [ProjectFileSections.Letters, LetterTexts]),
        new("Messages", [Messages, FromApplicant, FromEmail]),
        new("Notes and tags", [NoteTexts, NotesBefore, Tags]),
    ];

    private static readonly IReadOnlyList<ProjectFileSection> Granted =
    [
        new(
            "Agreement and changes",
            [
                ProjectFileSections.Project,
                ProjectFileSections.Offer,
                ProjectFileSections.Questions,
                ProjectFileSections.Conditions,
                ProjectFileSections.Changes,
            ]
        ),
        new("Money", [ProjectFileSections.Instalments, ProjectFileSections.Receipts, ProjectFileSections.Payments]),
        new("Returns", ProjectFileReturns.Parts),
        new("Visits", [ProjectFileSections.Visits, ProjectFileSections.VisitActions]),
        new(
            "Close-out",
            [
                ProjectFileSections.UseCertificate,
                ProjectFileSections.UseCertificateCopies,
                ProjectFileSections.CloseOut,
                ProjectFileSections.Published,
            ]
        ),
    ];

    private static readonly IReadOnlyList<ProjectFileSection> Last =
    [
        new("Uploaded files", [ProjectFileSections.Uploads]),
        new("Audit trail", [ProjectFileSections.Trail]),
    ];

    /// <summary>The sections of an application, with those of its award where it has one.</summary>
    public static IReadOnlyList<ProjectFileSection> Of(bool hasAward) => hasAward ? [.. Always, .. Granted, .. Last] : [.. Always, .. Last];

    /// <summary>A text as paragraphs, one a block of lines. A link that may sign a person in is left out.</summary>
    internal static IEnumerable<LetterBlock> Paragraphs(string text) =>
        SecretLinks()
            .Replace(text.ReplaceLineEndings("\n"), "[link left out]")
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(words => new Paragraph(words));

    [GeneratedRegex(@"https?://[^\s]{1,300}?(?:[?#][^\s]*|/[\w-]{40,}[^\s]*)")]
    private static partial Regex SecretLinks();

    /// <summary>The blocks of a frozen copy, one heading lower.</summary>
    internal static IEnumerable<LetterBlock> FormOf(ApplicationCopy copy, string? warning = null) =>
        CopyPaper
            .Of(copy, new(), warning: warning)
            .Blocks.Select(block => block is Heading heading ? heading with { Level = heading.Level + 1 } : block);

    private static ProjectFilePart Forms(string sql, Func<ProjectFileRow, string> say) =>
        new(sql)
        {
            Print = (rows, _) =>
                rows.SelectMany(row =>
                    ApplicationCopy.Frozen(row["CopyJson"]) is { } copy
                        ? (IEnumerable<LetterBlock>)
                            [
                                new Heading(3, "Earlier copy"),
                                new Paragraph($"{say(row)}. SHA-256 {row["Sha256"]}"),
                                .. FormOf(PersonalMarks.Of(copy)),
                            ]
                        : []
                ),
        };

    /// <param name="criteria">Id and name of each criterion that the sheet may have.</param>
    internal static IEnumerable<LetterBlock> EarlierSheetOf(ProjectFileRow row, IReadOnlyList<ProjectFileRow> criteria)
    {
        var sheet = SheetContent.FromJson(row["SheetJson"]!);
        string NameOf(Guid criterion) =>
            criteria.FirstOrDefault(one => one.Id("Id") == criterion)?["Name"] ?? "A criterion that was removed";
        yield return new Paragraph(
            $"Earlier score sheet of {row["Assessor"]}, submitted {LondonTime.DateAndTime(row.At("SubmittedAt")!.Value)}, ended by {row["EndedBy"] ?? "the portal"} {LondonTime.DateAndTime(row.At("EndedAt")!.Value)}: {row["Reason"]}{(row.Has("RestoredAt") ? $" Put back {Date(row, "RestoredAt")}." : "")}"
        );
        yield return TableOf(
            "Scores of the earlier sheet",
            ["Criterion", "Score", "Reason"],
            [
                .. sheet.Scores.Select(one => Row(NameOf(one.CriterionId), one.Value is { } value ? Number(value) : "", one.Reason)),
                .. sheet.PassFailAnswers.Select(one =>
                    Row(NameOf(one.PassFailCriterionId), one.Passed is { } passed ? (passed ? "Pass" : "Fail") : "", one.Reason)
                ),
            ],
            [1]
        );
        if (sheet.Advice is { IsEmpty: false } advice)
            yield return Facts(
                ("Would fund", advice.Fund is { } fund ? AssessorAdvice.InWords(fund) : null),
                ("Amount", advice.Amount?.ToString()),
                ("Condition", advice.Condition),
                ("Question for the meeting", advice.Question)
            );
    }
}
