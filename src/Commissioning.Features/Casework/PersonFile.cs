using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using static Commissioning.Features.Casework.ProjectPaper;

namespace Commissioning.Features.Casework;

/// <summary>Everything on record about one person, by e-mail address and name, for a subject access request. Names of others are left out
/// by rule, the person's own are not. Equality answers are kept without a name, so there are none to give.</summary>
internal static class PersonFile
{
    private static readonly ProjectFilePart Account = Table(
        "Account",
        """
        select    p.DisplayName as Title, p.Email as Address, p.CreatedAt, r.Role
        from      Person p
        left join PersonRole r on r.PersonId = p.Id
        where     p.Email = @email
        order by  r.Role
        """,
        ["Name", "E-mail", "Since", "Role"],
        row => Row(row["Title"], row["Address"], Date(row, "CreatedAt"), row["Role"] is { } role ? Words(role) : "")
    );

    private static readonly ProjectFilePart Organisations = Table(
        "Organisations",
        """
        select   o.Name, m.JoinedAt, null as LeftAt, m.IsLead, m.MaySign
        from     OrganisationMember m
        join     Organisation o on o.Id = m.OrganisationId
        join     Person p on p.Id = m.PersonId
        where    p.Email = @email
        order by o.Name, m.JoinedAt
        """,
        ["Organisation", "Since", "Lead", "May sign"],
        row => Row(row["Name"], Date(row, "JoinedAt"), row.Is("IsLead") ? "Yes" : "No", row.Is("MaySign") ? "Yes" : "No"),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart Left = Table(
        "Organisations left",
        """
        select   o.Name, l.LeftAt
        from     OrganisationLeaver l
        join     Organisation o on o.Id = l.OrganisationId
        join     Person p on p.Id = l.PersonId
        where    p.Email = @email
        order by o.Name, l.LeftAt
        """,
        ["Organisation", "Left"],
        row => Row(row["Name"], Date(row, "LeftAt")),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart Invitations = Table(
        "Invitations",
        """
        select    o.Name, i.InvitedAt, p.DisplayName as InvitedBy
        from      OrganisationInvitation i
        join      Organisation o on o.Id = i.OrganisationId
        left join Person p on p.Id = i.InvitedBy
        where     i.Email = @email
        order by  i.InvitedAt, o.Name, i.OrganisationId
        """,
        ["Organisation", "Invited"],
        row => Row(row["Name"], Join(row["InvitedBy"], Date(row, "InvitedAt"))),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart Scores = Table(
        "Score sheets written",
        """
        select   a.Reference, s.Conflict, s.ConflictKind, s.ConflictDetail, s.SubmittedAt, c.Name as Criterion, x.Value, x.Reason
        from     ScoringAssignment s
        join     Person p on p.Id = s.AssessorId
        join     Application a on a.Id = s.ApplicationId
        left join Score x on x.AssignmentId = s.Id
        left join Criterion c on c.Id = x.CriterionId
        where    p.Email = @email
        order by a.Reference, c.Position
        """,
        ["Application", "Conflict of interest", "Criterion", "Score", "Reason"],
        row =>
            Row(
                row["Reference"],
                Join(Words(row["Conflict"]!), row["ConflictKind"], row["ConflictDetail"]),
                row["Criterion"],
                row.Has("Value") ? Number(row.Number("Value")) : "",
                row["Reason"]
            ),
        numeric: [3],
        onlyIfAny: true
    );

    private static readonly ProjectFilePart PassFails = Table(
        "Pass/fail answers",
        """
        select   a.Reference, g.Name, x.Passed, x.Reason
        from     PassFailAnswer x
        join     ScoringAssignment s on s.Id = x.AssignmentId
        join     Person p on p.Id = s.AssessorId
        join     Application a on a.Id = s.ApplicationId
        join     PassFailCriterion g on g.Id = x.PassFailCriterionId
        where    p.Email = @email
        order by a.Reference, g.Position
        """,
        ["Application", "Pass/fail criterion", "Passed", "Reason"],
        row => Row(row["Reference"], row["Name"], row.Has("Passed") ? (row.Is("Passed") ? "Yes" : "No") : "", row["Reason"]),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart Criteria = new(
        """
        select   c.Id, c.Name
        from     Criterion c
        where    c.RoundId in (select s.RoundId from ScoringAssignment s join EarlierSheet e on e.AssignmentId = s.Id join Person p on p.Id = e.AssessorId where p.Email = @email)
        union all
        select   g.Id, g.Name
        from     PassFailCriterion g
        where    g.RoundId in (select s.RoundId from ScoringAssignment s join EarlierSheet e on e.AssignmentId = s.Id join Person p on p.Id = e.AssessorId where p.Email = @email)
        """
    );

    private static readonly ProjectFilePart EarlierSheets = new(
        """
        select    a.Reference, p.DisplayName as Assessor, e.Number, e.SubmittedAt, e.SheetJson, e.Reason, b.DisplayName as EndedBy, e.EndedAt, e.RestoredAt
        from      EarlierSheet e
        join      ScoringAssignment s on s.Id = e.AssignmentId
        join      Application a on a.Id = s.ApplicationId
        join      Person p on p.Id = e.AssessorId
        left join Person b on b.Id = e.EndedBy
        where     p.Email = @email
        order by  a.Reference, e.AssignmentId, e.Number
        """
    )
    {
        Print = (rows, file) =>
            rows.SelectMany(row =>
                (LetterBlock[])[new Heading(3, row["Reference"]!), .. AnswerSections.EarlierSheetOf(row, file[Criteria])]
            ),
    };

    private static readonly ProjectFilePart ToOffice = Table(
        "What the person wrote to us on the site",
        """
        select   a.Reference, m.Wording, m.WrittenAt
        from     ApplicantMessage m
        join     Person p on p.Id = m.WrittenBy
        join     Application a on a.Id = m.ApplicationId
        where    p.Email = @email
        order by m.WrittenAt, m.Id
        """,
        ["Application", "Written", "What"],
        row => Row(row["Reference"], Date(row, "WrittenAt"), row["Wording"]),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart FromEmail = Table(
        "E-mails that came in from the person's address",
        """
        select    a.Reference, e.Subject, e.Wording, e.ReceivedAt
        from      ReceivedEmail e
        left join Application a on a.Id = e.ApplicationId
        where     e.FromAddress = lower(@email)
        order by  e.ReceivedAt, e.Id
        """,
        ["Application", "Came", "Subject", "What"],
        row => Row(row["Reference"], Date(row, "ReceivedAt"), row["Subject"], row["Wording"]),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart OfferQuestions = Table(
        "Questions about an offer that the person asked or answered",
        """
        select    a.Reference, q.Question as Asked, p.DisplayName as AskedBy, q.AskedAt, q.Answer, n.DisplayName as AnsweredBy, q.AnsweredAt
        from      AwardQuestion q
        join      Award w on w.Id = q.AwardId
        join      Application a on a.Id = w.ApplicationId
        left join Person p on p.Id = q.AskedBy
        left join Person n on n.Id = q.AnsweredBy
        where     p.Email = @email or n.Email = @email
        order by  q.AskedAt, q.Id
        """,
        ["Application", "Question", "Asked", "Answer"],
        row =>
            Row(
                row["Reference"],
                row["Asked"],
                Join(row["AskedBy"], Date(row, "AskedAt")),
                row.Has("AnsweredAt") ? Join(row["Answer"], row["AnsweredBy"], Date(row, "AnsweredAt")) : "Not answered yet"
            ),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart Messages = new(
        """
        select   e.Subject, e.CreatedAt, e.SentAt, e.State, e.TextBody
        from     OutboxEmail e
        where    e.ToAddress = @email and e.Kind not like '%Concern%' and e.Kind not like 'SignIn%'
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
                            new Paragraph(row.At("SentAt") is { } sent ? $"Sent {LondonTime.DateAndTime(sent)}" : Words(row["State"]!)),
                            .. AnswerSections.Paragraphs(row["TextBody"] ?? ""),
                        ]
                ),
    };

    private static readonly ProjectFilePart Notes = Table(
        "Notes that name the person, or that the person wrote",
        """
        select    a.Reference, n.Wording, w.DisplayName as Writer, n.WrittenAt, n.RemovedAt,
                  case when w.Email = @email or exists (select 1 from NoteMention m join Person p on p.Id = m.PersonId where m.NoteId = n.Id and p.Email = @email) then 1 else 0 end as IsOwn
        from      Note n
        join      Person w on w.Id = n.WrittenBy
        left join Application a on a.Id = n.ApplicationId
        where     w.Email = @email or n.Wording like @nameText escape '!' or n.Wording like @emailText escape '!'
                  or exists (select 1 from NoteMention m join Person p on p.Id = m.PersonId where m.NoteId = n.Id and p.Email = @email)
        order by  n.WrittenAt, n.Id
        """,
        ["About", "Note", "Written", "Removed"],
        row =>
            Row(row["Reference"] ?? "An organisation", row["Wording"], Join(row["Writer"], Date(row, "WrittenAt")), Date(row, "RemovedAt"))
    );

    private static readonly ProjectFilePart NotesBefore = Table(
        "What such notes said before",
        """
        select    a.Reference, v.Wording, w.DisplayName as Writer, v.ReplacedAt, case when w.Email = @email then 1 else 0 end as IsOwn
        from      NoteVersion v
        join      Note n on n.Id = v.NoteId
        join      Person w on w.Id = n.WrittenBy
        left join Application a on a.Id = n.ApplicationId
        where     w.Email = @email or v.Wording like @nameText escape '!' or v.Wording like @emailText escape '!'
        order by  v.ReplacedAt, v.NoteId, v.Version
        """,
        ["About", "Note", "Written by", "Until"],
        row => Row(row["Reference"] ?? "An organisation", row["Wording"], row["Writer"], Date(row, "ReplacedAt")),
        onlyIfAny: true
    );

    private static readonly ProjectFilePart SignIns = Table(
        "Sign-ins",
        """
        select   e.At, e.Outcome, e.Detail, e.Device as Machine
        from     SignInEvent e
        join     Person p on p.Id = e.PersonId
        where    p.Email = @email
        order by e.At, e.Id
        """,
        ["When", "Outcome", "Detail", "Device"],
        row => Row(LondonTime.DateAndTime(row.At("At")!.Value), Words(row["Outcome"]!), row["Detail"], row["Machine"])
    );

    private static readonly ProjectFilePart Sessions = Table(
        "Sessions",
        """
        select   s.CreatedAt, s.SeenAt, s.EndedAt, s.Method, s.Device as Machine
        from     PersonSession s
        join     Person p on p.Id = s.PersonId
        where    p.Email = @email
        order by s.CreatedAt, s.Id
        """,
        ["Began", "Last seen", "How", "Device"],
        row =>
            Row(
                LondonTime.DateAndTime(row.At("CreatedAt")!.Value),
                LondonTime.DateAndTime(row.At("SeenAt")!.Value),
                Words(row["Method"]!),
                row["Machine"]
            )
    );

    private static readonly ProjectFilePart Acts = Table(
        "What the person did, and entries that name the person",
        """
        select    e.Sequence, e.At, e.ActorName, e.Action, e.Detail, case when p.Email = @email then 1 else 0 end as IsOwn
        from      AuditEntry e
        left join Person p on p.Id = e.ActorId
        where     e.Action <> 'EqualityAnswered' and e.Action not like '%Concern%' and e.Action not like '%FraudCase%' and e.Action not like '%StopFlag%'
                  and e.Action not like '%Finding%' and (p.Email = @email or e.Detail like @nameText escape '!' or e.Detail like @emailText escape '!')
        order by  e.Sequence
        """,
        ["No.", "When", "Who", "What", "Detail"],
        row =>
            Row(
                Number(row.Number("Sequence")),
                LondonTime.DateAndTime(row.At("At")!.Value),
                row["ActorName"],
                Words(row["Action"]!),
                row["Detail"]
            )
    );

    private static readonly IReadOnlyList<ProjectFileSection> Sections =
    [
        new("1. Account and organisations", [Account, Organisations, Left, Invitations]),
        new("3. Score sheets", [Scores, PassFails, Criteria, EarlierSheets]),
        new("4. Messages", [Messages, ToOffice, FromEmail, OfferQuestions]),
        new("5. Notes", [Notes, NotesBefore]),
        new("6. Sign-ins", [SignIns, Sessions]),
        new("7. Audit trail", [Acts]),
    ];

    public static async Task<AnswerFile.Frozen> OfAsync(Work work, Office office, string name, string email)
    {
        var about = new
        {
            email,
            nameLike = Like(name),
            emailLike = Like(email),
            nameText = $"%{FindOrganisations.Escape(name)}%",
            emailText = $"%{FindOrganisations.Escape(email)}%",
        };
        var read = await ProjectFile.ReadAsync(work, Sections, about, marked: true);
        // A name may stand within another, such as Ann Lee in Joann Leeds.
        IReadOnlyList<ProjectFileRow> Naming(ProjectFilePart part, string column) =>
            read[part].Where(row => row.Is("IsOwn") || PassageFinder.Mentions(row[column] ?? "", name, email)).ToList();
        var rows = new Dictionary<ProjectFilePart, IReadOnlyList<ProjectFileRow>>(read)
        {
            [Notes] = Naming(Notes, "Wording"),
            [NotesBefore] = Naming(NotesBefore, "Wording"),
            [Acts] = Naming(Acts, "Detail"),
        };
        List<LetterBlock> blocks =
        [
            new Paragraph(
                $"Everything on record at {LondonTime.DateAndTime(work.Now)} (UK time) under the e-mail address {email} or with the name {name}. Uploaded files, concerns, stop flags, what checks found and account numbers are kept apart and are not part of this file."
            ),
            new Contents(),
        ];
        var none = new ProjectFile.Contents(
            new()
            {
                ApplicationId = Guid.Empty,
                Reference = "",
                Organisation = "",
                ProjectName = "",
            },
            work.Now,
            null!,
            rows
        );
        foreach (var section in Sections)
        {
            blocks.Add(new Heading(2, section.Title));
            blocks.AddRange(section.Parts.SelectMany(part => part.Print(rows[part], none)));
            if (section == Sections[0])
            {
                blocks.Add(new Heading(2, "2. Applications"));
                blocks.AddRange(await ApplicationsAsync(work, about, name, email));
            }
        }
        var people = await work.QueryAsync<string>(
            "select DisplayName from Person where Email <> @email order by DisplayName",
            new { email }
        );
        var frozen = AnswerFile.Freeze(
            new()
            {
                Title = $"What is held about {name}",
                IsPaper = true,
                Date = LondonTime.DateOf(work.Now),
                Sender = office.Sender,
                Blocks = blocks,
            },
            new Dictionary<string, string>(),
            people,
            null
        );
        // The person's own name stays in the fields as well.
        var texts = AnswerTexts.Of(frozen.Document);
        bool IsOwn(string words) =>
            words.Trim().Equals(name, StringComparison.OrdinalIgnoreCase) || words.Trim().Equals(email, StringComparison.OrdinalIgnoreCase);
        return frozen with
        {
            Fields = frozen.Fields.Where(field => !IsOwn(field.In(texts[field.TextNumber]))).ToList(),
            People = frozen.People.Where(person => !IsOwn(person.Name)).ToList(),
        };
    }

    /// <summary>Each text of a sent application in which the person's name or address stands.</summary>
    private static async Task<IReadOnlyList<LetterBlock>> ApplicationsAsync(Work work, object about, string name, string email)
    {
        var found = await work.QueryAsync<CopyRow>(
            """
            select   a.Reference, a.CopyJson
            from     Application a
            where    a.Number is not null and a.CopyJson is not null and (a.CopyJson like @nameLike escape '\' or a.CopyJson like @emailLike escape '\')
            order by a.Reference
            """,
            about
        );
        var blocks = new List<LetterBlock>();
        foreach (var row in found)
            if (ApplicationCopy.Frozen(row.CopyJson) is { } copy)
            {
                var texts = AnswerTexts
                    .Of(CopyPaper.Of(PersonalMarks.Of(copy), new()))
                    .Where(text => PassageFinder.Mentions(text, name, email))
                    .ToList();
                if (texts.Count == 0)
                    continue;
                blocks.Add(new Heading(3, row.Reference));
                blocks.Add(new Bullets(texts));
            }
        return blocks.Count == 0 ? [new Paragraph("None.")] : blocks;
    }

    // JSON writes letters beyond ASCII and quotation marks as codes, so those are any characters here; the texts are compared afterwards.
    private static string Like(string words) =>
        $"%{string.Concat(words.Select(letter => letter is '%' or '_' or '\\' or '[' ? $"\\{letter}" : char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '@' or '.' or '-' ? $"{letter}" : "%"))}%";

    private sealed record CopyRow
    {
        public required string Reference { get; init; }
        public required string CopyJson { get; init; }
    }
}
