using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Awards;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Everything about one organisation, on all records that are one, part by part: each reads what it shows and no more.</summary>
public static class OrganisationRecord
{
    public sealed record Organisation
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Kind { get; init; }
        public LegalForm? LegalForm { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }
        public required string AddressLine { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
        public required string Area { get; init; }
        public required string Phone { get; init; }
        public required DateTime CreatedAt { get; init; }

        public string Address => string.Join(", ", new[] { AddressLine, Town, Postcode }.Where(part => part.Length > 0));
    }

    /// <summary>One application, with the award that came of it.</summary>
    public sealed record Application
    {
        public required Guid Id { get; init; }

        /// <summary>Null: not sent yet.</summary>
        public string? Reference { get; init; }
        public string? ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required string Fund { get; init; }
        public required string Round { get; init; }
        public required string BudgetYear { get; init; }
        public required ApplicationStatus Status { get; init; }
        public Money? Asked { get; init; }
        public DateTime? SubmittedAt { get; init; }

        /// <summary>Null: not decided, or put off.</summary>
        public bool? Funded { get; init; }

        /// <summary>Null: no award.</summary>
        public Guid? AwardId { get; init; }
        public Money? Amount { get; init; }

        /// <summary>The part of the amount that went back to the pot before it was paid.</summary>
        public Money? Unpaid { get; init; }
        public DateTime? OfferedAt { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public AwardEnd? EndedHow { get; init; }
        public required Money Paid { get; init; }

        /// <summary>What the organisation paid back.</summary>
        public required Money GivenBack { get; init; }

        /// <summary>Sent, and not withdrawn.</summary>
        public bool Counts => Status == ApplicationStatus.Submitted;

        /// <summary>What it was awarded, less what went back to the pot; nothing where the offer was declined or withdrawn. Null: no
        /// award.</summary>
        public Money? Awarded =>
            Amount is not { } amount ? null
            : EndedHow is AwardEnd.Declined or AwardEnd.OfferWithdrawn ? Money.Zero
            : amount - (Unpaid ?? Money.Zero);

        /// <summary>What is still to be paid; nothing once the award has ended.</summary>
        public Money Left => Awarded is { } awarded && EndedHow is null && awarded > Paid ? awarded - Paid : Money.Zero;

        public string Result =>
            Status == ApplicationStatus.Draft ? "Not sent yet"
            : Status == ApplicationStatus.Withdrawn ? "Withdrawn"
            : EndedHow is { } how ? Sentences.CapitalFirst(AwardRules.InWords(how))
            : AcceptedAt is not null ? "Accepted"
            : OfferedAt is not null ? "Offered"
            : Funded is { } funded
                ? funded ? "To be funded"
                    : "Not funded"
            : "Waits for a decision";
    }

    /// <summary>Sums over applications: each of the rows that are listed.</summary>
    public sealed record Sums(int Sent, Money Asked, int Awards, Money Awarded, Money Paid, Money GivenBack, Money Left)
    {
        public static Sums Of(IReadOnlyCollection<Application> rows) =>
            new(
                rows.Count(row => row.Counts),
                rows.Where(row => row.Counts).Sum(row => row.Asked ?? Money.Zero),
                rows.Count(row => row.Awarded > Money.Zero),
                rows.Sum(row => row.Awarded ?? Money.Zero),
                rows.Sum(row => row.Paid),
                rows.Sum(row => row.GivenBack),
                rows.Sum(row => row.Left)
            );
    }

    /// <summary>One fund in one financial year.</summary>
    public sealed record HistoryLine(string BudgetYear, string Fund, Sums Sums);

    public sealed record Payment
    {
        public required Guid Id { get; init; }

        /// <summary>Null: money of an area that it leads.</summary>
        public string? Reference { get; init; }
        public required string Reason { get; init; }
        public required Money Amount { get; init; }
        public required PaymentStatus Status { get; init; }
        public required DateTime RequestedAt { get; init; }
        public DateOnly? PaidOn { get; init; }
        public string? BankReference { get; init; }

        /// <summary>What the bank said of one that failed or came back.</summary>
        public string? ResultNote { get; init; }
    }

    public sealed record Return
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required string Kind { get; init; }
        public DateOnly? PeriodFrom { get; init; }
        public DateOnly? PeriodTo { get; init; }
        public required DateOnly DueOn { get; init; }
        public DateOnly? FirstDueOn { get; init; }
        public DateTime? FirstSentAt { get; init; }
        public DateOnly? PutRightBy { get; init; }
        public required ReturnStatus Status { get; init; }
        public Money? Spent { get; init; }

        /// <summary>The award was closed without it.</summary>
        public required bool IsClosed { get; init; }

        public string Which => CrossCheckQueries.Which(Kind, PeriodFrom, PeriodTo);

        /// <summary>How late it is or was. Null: it is not, or nobody waits for it.</summary>
        public string? Late(DateOnly today) =>
            IsClosed && FirstSentAt is null
                ? null
                : new ReturnLateness(
                    Reference,
                    Which,
                    DueOn,
                    FirstDueOn,
                    FirstSentAt is { } at ? LondonTime.DateOf(at) : null,
                    Status is ReturnStatus.Due or ReturnStatus.Prepared ? PutRightBy : null
                ).InWords(today);
    }

    public sealed record Visit
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public DateOnly? PlannedOn { get; init; }
        public DateOnly? VisitedOn { get; init; }
        public required string Who { get; init; }
        public string? CalledOff { get; init; }
    }

    public sealed record Document
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public string? Kind { get; init; }
        public required string Name { get; init; }
        public required DateTime StoredAt { get; init; }
        public DateOnly? ExpiresOn { get; init; }
    }

    public sealed record Letter
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required LetterKind Kind { get; init; }
        public DateTime? SentAt { get; init; }
    }

    public sealed record Flag
    {
        public required Guid Id { get; init; }
        public required StopFlagKind Kind { get; init; }

        /// <summary>The only reason that leaves the flag's own page.</summary>
        public required string NeutralReason { get; init; }
        public required DateTime PlacedAt { get; init; }
        public DateOnly? Until { get; init; }
        public DateTime? LiftedAt { get; init; }

        public bool IsActive(DateOnly today) => LiftedAt is null && (Until is null || Until >= today);
    }

    public sealed record Account
    {
        public required Guid Id { get; init; }
        public required string Organisation { get; init; }
        public required string LastFour { get; init; }
        public required BankState State { get; init; }
        public required DateTime GivenAt { get; init; }
    }

    public sealed record Finding
    {
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required int Undecided { get; init; }
        public required int Failed { get; init; }
    }

    /// <summary>A person, for one of the records.</summary>
    public sealed record Person
    {
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
        public required bool IsLead { get; init; }
        public required bool MaySign { get; init; }
        public required DateTime At { get; init; }
        public required bool HasLeft { get; init; }
    }

    /// <summary>What it says about itself: committee, signatories and contacts.</summary>
    public sealed record Named(
        string Organisation,
        IReadOnlyList<string> Contacts,
        IReadOnlyList<string> Committee,
        IReadOnlyList<string> Signatories
    );

    /// <summary>A record that is shown with the one that stands.</summary>
    public sealed record Joined
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }

        /// <summary>Null: the two are one by a verdict on the cross-checks, which is changed there.</summary>
        public Guid? MergeId { get; init; }

        /// <summary>Whether undoing the merge parts the two. False: a verdict said before that they are one. Null: no merge.</summary>
        public bool? SaidSame { get; init; }
        public string? Reason { get; init; }
        public string? MergedBy { get; init; }
        public DateTime? MergedAt { get; init; }

        /// <summary>Why the merge cannot be undone. Null: it can, or there is none.</summary>
        public Refusal? WhyStays { get; init; }
    }

    public sealed record Shared(Guid Id, string Name, string InWords, string? Said);

    public sealed record Overview(
        IReadOnlyList<Application> Rows,
        IReadOnlyList<HistoryLine> History,
        IReadOnlyList<HostQueries.Link> Hosts,
        IReadOnlyList<string> Names
    )
    {
        public Sums Total => Sums.Of(Rows);
    }

    public sealed record LinksPart(IReadOnlyList<Joined> Joined, IReadOnlyList<HostQueries.Link> Hosts, IReadOnlyList<Shared> Shared);

    /// <summary>The record that stands for this one; itself as a rule.</summary>
    public static async Task<Organisation> GetAsync(Work work, Guid id) =>
        await work.FindAsync<Organisation>(
            """
            select h.Id, h.Name, h.Kind, h.LegalForm, h.CharityNumber, h.CompanyNumber, h.AddressLine, h.Town, h.Postcode, h.Area, h.Phone, h.CreatedAt
            from   Organisation o
            join   Organisation h on h.Id = coalesce(o.SameAs, o.Id)
            where  o.Id = @id
            """,
            new { id }
        );

    public static async Task<Overview> OverviewAsync(Work work, Guid id)
    {
        var rows = await ApplicationsAsync(work, id);
        return new(
            rows,
            rows.GroupBy(row => (row.BudgetYear, row.Fund))
                .OrderByDescending(group => group.Key.BudgetYear, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Fund, StringComparer.Ordinal)
                .Select(group => new HistoryLine(group.Key.BudgetYear, group.Key.Fund, Sums.Of(group.ToList())))
                .ToList(),
            await HostQueries.OfAsync(work, id),
            await work.QueryAsync<string>(NamesSql, new { OrganisationId = id })
        );
    }

    /// <summary>Every application, also drafts and those withdrawn, the newest first.</summary>
    public static Task<IReadOnlyList<Application>> ApplicationsAsync(Work work, Guid id) =>
        work.QueryAsync<Application>(ApplicationsSql, new { OrganisationId = id });

    public static Task<IReadOnlyList<Payment>> PaymentsAsync(Work work, Guid id) =>
        work.QueryAsync<Payment>(PaymentsSql, new { OrganisationId = id });

    public static Task<IReadOnlyList<Return>> ReturnsAsync(Work work, Guid id) =>
        work.QueryAsync<Return>(ReturnsSql, new { OrganisationId = id });

    public static Task<IReadOnlyList<Visit>> VisitsAsync(Work work, Guid id) =>
        work.QueryAsync<Visit>(VisitsSql, new { OrganisationId = id });

    public static Task<IReadOnlyList<Document>> DocumentsAsync(Work work, Guid id) =>
        work.QueryAsync<Document>(DocumentsSql, new { OrganisationId = id });

    public static Task<IReadOnlyList<Letter>> LettersAsync(Work work, Guid id) =>
        work.QueryAsync<Letter>(LettersSql, new { OrganisationId = id });

    /// <summary>Also those that are lifted or over; the newest first. Of a police or fraud matter, only the neutral reason.</summary>
    public static Task<IReadOnlyList<Flag>> FlagsAsync(Work work, Guid id) => work.QueryAsync<Flag>(FlagsSql, new { OrganisationId = id });

    public static Task<IReadOnlyList<Account>> AccountsAsync(Work work, Guid id) =>
        work.QueryAsync<Account>(AccountsSql, new { OrganisationId = id });

    /// <summary>Applications with findings that nobody has decided, or with failed checks.</summary>
    public static Task<IReadOnlyList<Finding>> FindingsAsync(Work work, Guid id) =>
        work.QueryAsync<Finding>(FindingsSql, new { OrganisationId = id });

    /// <summary>Members and leavers of every record, and whom each names.</summary>
    public static async Task<(IReadOnlyList<Person> People, IReadOnlyList<Named> Named)> PeopleAsync(Work work, Guid id)
    {
        List<Named> named = [];
        foreach (var record in await RecordsAsync(work, id))
        {
            var answers = await OrganisationProfiles.AnswersAsync(work, record.Id);
            List<string> contacts =
            [
                .. new[] { "contact", "second-contact" }
                    .Select(code => string.Join(", ", answers.GetValueOrDefault(code, "").Split('\n').Where(line => line.Length > 0)))
                    .Where(line => line.Length > 0),
            ];
            var (committee, signatories) = (Rows(answers, "committee"), Rows(answers, "signatories"));
            if (contacts.Count + committee.Count + signatories.Count > 0)
                named.Add(new(record.Name, contacts, committee, signatories));
        }
        return (await work.QueryAsync<Person>(PeopleSql, new { OrganisationId = id }), named);

        static List<string> Rows(IReadOnlyDictionary<string, string> answers, string code) =>
            AnswerRules
                .Rows(answers.GetValueOrDefault(code))
                .Select(row => string.Join(", ", row.Where(cell => cell.Length > 0)))
                .Where(line => line.Length > 0)
                .ToList();
    }

    public static async Task<LinksPart> LinksAsync(Work work, Organisation organisation)
    {
        List<Joined> joined = [];
        foreach (var one in await work.QueryAsync<Joined>(JoinedSql, new { organisation.Id }))
            joined.Add(
                one.MergedAt is { } at
                    ? one with
                    {
                        WhyStays = MergeRules.WhyCannotUndo(await UndoMerge.UsedAsync(work, organisation.Id, at), ""),
                    }
                    : one
            );
        var own = joined.Select(one => one.Id).Append(organisation.Id).ToHashSet();
        var shared = new Dictionary<Guid, Shared>();
        foreach (var record in await RecordsAsync(work, organisation.Id))
        foreach (var other in await SharedDetailQueries.OfAsync(work, record.Id, record.Postcode))
            if (!own.Contains(other.Id))
                shared.TryAdd(
                    other.Id,
                    new(
                        other.Id,
                        other.Name,
                        other.InWords,
                        other.Said is { } said ? (said.IsSame ? "One organisation: " : "Two organisations: ") + said.Reason
                            : other.PossibleDuplicate ? "Perhaps one organisation"
                            : null
                    )
                );
        return new(joined, await HostQueries.OfAsync(work, organisation.Id), shared.Values.ToList());
    }

    private static Task<IReadOnlyList<RecordRow>> RecordsAsync(Work work, Guid id) =>
        work.QueryAsync<RecordRow>(
            LinkedOrganisations.Sql
                + "select o.Id, o.Name, o.Postcode from Body y join Organisation o on o.Id = y.Id order by o.CreatedAt, o.Name, o.Id",
            new { OrganisationId = id }
        );

    private sealed record RecordRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Postcode { get; init; }
    }

    private const string ApplicationsSql =
        LinkedOrganisations.Sql
        + """
            select    a.Id, a.Reference, a.ProjectName, o.Name as Organisation, coalesce(r.FundName, f.Name) as Fund, r.Name as Round, r.BudgetYear, a.Status,
                      a.AmountRequested as Asked, a.SubmittedAt, l.Funded, w.Id as AwardId, w.Amount, w.GivenBack as Unpaid, w.OfferedAt, w.AcceptedAt, w.EndedHow,
                      coalesce((select sum(p.Amount) from Payment p where p.AwardId = w.Id and p.Status = 'Paid'), 0) as Paid, coalesce(c.Received, 0) as GivenBack
            from      Body y
            join      Organisation o on o.Id = y.Id
            join      Application a on a.OrganisationId = o.Id
            join      Round r on r.Id = a.RoundId
            join      Fund f on f.Id = r.FundId
            left join DecisionLine l on l.ApplicationId = a.Id and l.SupersededBy is null and l.DeferredUntil is null
            left join Award w on w.ApplicationId = a.Id
            left join CloseOut c on c.AwardId = w.Id
            order by  coalesce(a.SubmittedAt, a.StartedAt) desc, a.Id
            """;

    private const string NamesSql =
        LinkedOrganisations.Sql
        + """
            select   x.Name
            from     (select n.Name from Body y join OrganisationEarlierName n on n.OrganisationId = y.Id
                      union select o.Name from Body y join Organisation o on o.Id = y.Id) x
            order by x.Name
            """;

    private const string PaymentsSql =
        LinkedOrganisations.Sql
        + """
            select    p.Id, x.Reference, p.Reason, p.Amount, p.Status, p.RequestedAt, p.PaidOn, p.BankReference, p.ResultNote
            from      (select q.Id, a.Reference from Body y join Application a on a.OrganisationId = y.Id join Award w on w.ApplicationId = a.Id join Payment q on q.AwardId = w.Id
                       union all select q.Id, null from Body y join Payment q on q.PayeeId = y.Id) x
            join      Payment p on p.Id = x.Id
            order by  p.RequestedAt desc, p.Id
            """;

    private const string ReturnsSql =
        LinkedOrganisations.Sql
        + """
            select   m.Id, a.Reference, m.Kind, m.PeriodFrom, m.PeriodTo, m.DueOn, m.FirstDueOn, m.FirstSentAt, m.PutRightBy, m.Status, m.Spent,
                     case when w.EndedHow = 'Closed' then 1 else 0 end as IsClosed
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     Award w on w.ApplicationId = a.Id
            join     MonitoringReturn m on m.AwardId = w.Id
            order by m.DueOn desc, m.Id
            """;

    private const string VisitsSql =
        LinkedOrganisations.Sql
        + """
            select   v.Id, a.Reference, v.PlannedOn, v.VisitedOn, v.Who, v.CalledOff
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     Award w on w.ApplicationId = a.Id
            join     Visit v on v.AwardId = w.Id
            order by coalesce(v.VisitedOn, v.PlannedOn) desc, v.Id
            """;

    // What is not sent yet, the applicant may still take away.
    private const string DocumentsSql =
        LinkedOrganisations.Sql
        + """
            select    d.Id, a.Id as ApplicationId, a.Reference, k.Name as Kind, s.Name, s.StoredAt, d.ExpiresOn
            from      Body y
            join      Application a on a.OrganisationId = y.Id
            join      ApplicationDocument d on d.ApplicationId = a.Id
            join      StoredFile s on s.Id = d.FileId
            left join DocumentKind k on k.Id = d.DocumentKindId
            where     a.Number is not null
            order by  s.StoredAt desc, d.Id
            """;

    private const string LettersSql =
        LinkedOrganisations.Sql
        + """
            select   l.Id, a.Reference, l.Kind, l.SentAt
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     Letter l on l.ApplicationId = a.Id
            where    l.State = 'Sent'
            order by l.SentAt desc, l.Id
            """;

    private const string FlagsSql =
        LinkedOrganisations.Sql
        + """
            select   f.Id, f.Kind, f.NeutralReason, f.PlacedAt, f.Until, f.LiftedAt
            from     Body y
            join     StopFlag f on f.OrganisationId = y.Id
            order by f.PlacedAt desc, f.Id
            """;

    private const string AccountsSql =
        LinkedOrganisations.Sql
        + """
            select   b.Id, o.Name as Organisation, b.LastFour, b.State, b.GivenAt
            from     Body y
            join     Organisation o on o.Id = y.Id
            join     BankDetails b on b.OrganisationId = o.Id
            order by b.GivenAt desc, b.Id
            """;

    private const string FindingsSql =
        LinkedOrganisations.Sql
        + """
            select   x.ApplicationId, x.Reference, x.Undecided, x.Failed
            from     (select a.Id as ApplicationId, a.Reference, a.SubmittedAt,
                             (select count(*) from Finding n where n.ApplicationId = a.Id and n.GoneAt is null and n.Verdict is null and n.Kind <> 'ClosedConcern') as Undecided,
                             (select count(*) from DueDiligenceCheck c where c.ApplicationId = a.Id and c.Status = 'Fail') as Failed
                      from   Body y
                      join   Application a on a.OrganisationId = y.Id
                      where  a.Number is not null) x
            where    x.Undecided > 0 or x.Failed > 0
            order by x.SubmittedAt desc, x.ApplicationId
            """;

    private const string PeopleSql =
        LinkedOrganisations.Sql
        + """
            select   o.Id as OrganisationId, o.Name as Organisation, p.DisplayName, p.Email, x.IsLead, x.MaySign, x.At, x.HasLeft
            from     (select m.OrganisationId, m.PersonId, m.IsLead, m.MaySign, m.JoinedAt as At, 0 as HasLeft from Body y join OrganisationMember m on m.OrganisationId = y.Id
                      union all select l.OrganisationId, l.PersonId, 0, 0, l.LeftAt, 1 from Body y join OrganisationLeaver l on l.OrganisationId = y.Id) x
            join     Person p on p.Id = x.PersonId
            join     Organisation o on o.Id = x.OrganisationId
            order by x.HasLeft, p.DisplayName, p.Id, o.Id
            """;

    private const string JoinedSql = """
        select    o.Id, o.Name, g.Id as MergeId, g.SaidSame, g.Reason, p.DisplayName as MergedBy, g.MergedAt
        from      Organisation o
        left join OrganisationMerge g on g.MergedId = o.Id and g.UndoneAt is null
        left join Person p on p.Id = g.MergedBy
        where     o.SameAs = @Id
        order by  o.Name, o.Id
        """;
}
