using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>What an application's organisation shares with others over all funds (R34): numbers, accounts, addresses, people, text; its
/// other applications and awards; overdue returns; stop flags; names similar to those on the sanctions list; and people of this office who
/// may be linked with it. Exact keys are looked up first; names found that way are then compared in full.</summary>
public sealed class CrossChecks(Db db)
{
    /// <summary>Applications that share at least this many of their stored hashes (about a hundred) are compared in full.</summary>
    private const int SharedPrints = 4;

    /// <summary>The most applications compared in full, those with the most shared hashes first.</summary>
    private const int MostRead = 10;

    /// <summary>Per cent of shared word runs from which two texts are shown.</summary>
    private const int ShownOverlap = 5;

    public sealed record Shared(MatchKind Kind, string Ours, string Theirs);

    /// <param name="Same">An officer's answer whether the two are the same; null: none yet.</param>
    public sealed record RelatedOrganisation(
        Guid Id,
        string Name,
        string Town,
        IReadOnlyList<Shared> Shares,
        bool PossibleDuplicate,
        Verdict? Said
    );

    public sealed record Verdict
    {
        public required bool IsSame { get; init; }
        public required string Reason { get; init; }
        public required string DecidedBy { get; init; }
        public required DateTime DecidedAt { get; init; }
    }

    public sealed record Grant
    {
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Fund { get; init; }
        public required string ProjectName { get; init; }
        public required string Organisation { get; init; }
        public required Money Asked { get; init; }

        /// <summary>Null: not decided, or not funded.</summary>
        public Money? Awarded { get; init; }

        /// <summary>When it was decided or, before that, sent.</summary>
        public required DateTime At { get; init; }
        public required int IsDecided { get; init; }
    }

    public sealed record Flag
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required string Reason { get; init; }
        public DateOnly? Until { get; init; }
        public required string PlacedBy { get; init; }
        public required DateTime PlacedAt { get; init; }
    }

    public sealed record Overdue
    {
        public required string Reference { get; init; }
        public required DateOnly DueOn { get; init; }
    }

    public sealed record Overlap(Guid ApplicationId, string Reference, string Organisation, bool IsOwn, int Percent, string Passage);

    public sealed record SanctionHit(
        string OurName,
        string GroupId,
        string ListedName,
        string Kind,
        string? Born,
        string? Regime,
        double Likeness,
        Review? Said
    );

    public sealed record Review
    {
        public required string OurName { get; init; }
        public required string GroupId { get; init; }
        public required string ListedName { get; init; }
        public string? Born { get; init; }
        public required bool IsSame { get; init; }
        public required string Reason { get; init; }
        public required string DecidedBy { get; init; }
        public required DateTime DecidedAt { get; init; }
    }

    /// <summary>A person of the office whose name or address resembles that of a person in the organisation.</summary>
    public sealed record Link(Guid PersonId, string Person, string Theirs, bool IsAssessor, string? Declared);

    public sealed record CrossChecksPage(
        ApplicationChecks.CheckedApplication Application,
        IReadOnlyList<RelatedOrganisation> Others,
        IReadOnlyList<Grant> Grants,
        IReadOnlyList<Overdue> Returns,
        IReadOnlyList<Flag> Flags,
        IReadOnlyList<Overlap> Texts,
        DateOnly? ListDate,
        IReadOnlyList<SanctionHit> Sanctions,
        IReadOnlyList<Link> Links,
        DateOnly Today
    )
    {
        public Money AwardedSince(DateOnly day) =>
            Grants.Where(grant => DateOnly.FromDateTime(LondonTime.ToLondon(grant.At)) >= day).Sum(grant => grant.Awarded ?? Money.Zero);

        public IEnumerable<Grant> Pending => Grants.Where(grant => grant.IsDecided == 0);
        public IEnumerable<RelatedOrganisation> Unresolved => Others.Where(other => other is { PossibleDuplicate: true, Said: null });
    }

    public Task<CrossChecksPage> GetAsync(Guid application) =>
        db.ReadAsync(async work =>
        {
            var submitted = await ApplicationChecks.ApplicationAsync(work, application);
            var today = ApplicationChecks.Today(work);
            var (source, _) = await MatchIndex.SourceAsync(work, submitted.OrganisationId);
            var (listDate, hits) = await SanctionsAsync(work, submitted.OrganisationId, source);
            var keys = new
            {
                submitted.OrganisationId,
                Application = application,
                today,
            };
            return new CrossChecksPage(
                submitted,
                await OthersAsync(work, submitted.OrganisationId, source.Details.Postcode),
                await work.QueryAsync<Grant>(GrantsSql, keys),
                await work.QueryAsync<Overdue>(ReturnsSql, keys),
                await FlagsAsync(work, submitted.OrganisationId),
                await TextsAsync(work, submitted),
                listDate,
                hits,
                await LinksAsync(work, submitted, source),
                today
            );
        });

    /// <summary>Active flags on any record of the same organisation.</summary>
    internal static Task<IReadOnlyList<Flag>> FlagsAsync(Work work, Guid organisation) =>
        work.QueryAsync<Flag>(FlagsSql, new { OrganisationId = organisation, today = ApplicationChecks.Today(work) });

    private static async Task<IReadOnlyList<RelatedOrganisation>> OthersAsync(Work work, Guid organisation, string postcode)
    {
        var found = await work.QueryAsync<FoundRow>(OthersSql, new { organisation });
        var said = (await work.QueryAsync<PairRow>(PairsSql, new { organisation })).ToDictionary(row => row.OtherId);
        List<RelatedOrganisation> others = [];
        foreach (var group in found.Where(row => CrossCheckRules.Holds(new(row.Kind, row.Ours, row.Theirs))).GroupBy(row => row.OtherId))
        {
            var shares = group
                .DistinctBy(row => (row.Kind, row.Ours, row.Theirs))
                .OrderBy(row => row.Kind)
                .Select(row => new Shared(row.Kind, row.Ours, row.Theirs))
                .ToList();
            var verdict = said.GetValueOrDefault(group.Key);
            others.Add(
                new(
                    group.Key,
                    group.First().Name,
                    group.First().Town,
                    shares,
                    CrossCheckRules.IsPossibleDuplicate(shares.Select(share => share.Kind).ToHashSet(), group.First().Postcode == postcode),
                    verdict is null
                        ? null
                        : new()
                        {
                            IsSame = verdict.IsSame,
                            Reason = verdict.Reason,
                            DecidedBy = verdict.DecidedBy,
                            DecidedAt = verdict.DecidedAt,
                        }
                )
            );
        }
        return others
            .OrderByDescending(other => other is { PossibleDuplicate: true, Said: null })
            .ThenByDescending(other => other.PossibleDuplicate)
            .ThenByDescending(other => other.Shares.Count)
            .ThenBy(other => other.Name, StringComparer.Ordinal)
            .ToList();
    }

    private static async Task<IReadOnlyList<Overlap>> TextsAsync(Work work, ApplicationChecks.CheckedApplication application)
    {
        var near = await work.QueryAsync<NearRow>(
            NearSql,
            new
            {
                Application = application.Id,
                SharedPrints,
                MostRead,
            }
        );
        if (near.Count == 0)
            return [];
        var ours = MatchIndex.TextOf((await SubmittedCopy.GetAsync(work, application.Id)).Copy);
        List<Overlap> overlaps = [];
        foreach (var row in near)
        {
            var copy = ApplicationCopy.Frozen(row.CopyJson) ?? (await SubmittedCopy.GetAsync(work, row.ApplicationId)).Copy;
            var (percent, passage) = TextOverlap.Compare(ours, MatchIndex.TextOf(copy));
            if (percent >= ShownOverlap)
                overlaps.Add(
                    new(
                        row.ApplicationId,
                        row.Reference,
                        row.Organisation,
                        row.OrganisationId == application.OrganisationId,
                        percent,
                        passage
                    )
                );
        }
        return overlaps.OrderByDescending(one => one.Percent).ToList();
    }

    internal static async Task<(DateOnly? ListDate, IReadOnlyList<SanctionHit> Hits)> SanctionsAsync(
        Work work,
        Guid organisation,
        MatchSource source
    )
    {
        var list = await work.FirstOrDefaultAsync<ListRow>(
            "select Id, ExtractDate from RegisterImport where Kind = 'Sanctions' and State = 'Current' order by ExtractDate desc, StartedAt desc, Id"
        );
        if (list is null)
            return (null, []);
        var names = source
            .People.Select(name => (Name: name, Keys: NameMatch.PersonKeys(name), IsPerson: true))
            .Append((Name: source.Details.Name, Keys: NameMatch.OrganisationKeys(source.Details.Name), IsPerson: false))
            .ToList();
        // Filtered in memory and not in the query, which would then scan the list instead of using the keys' index.
        List<ListedRow> listed = [];
        // SQL Server allows about 2,000 parameters, so the names are looked up in chunks.
        foreach (var keys in names.SelectMany(name => name.Keys).Distinct().Chunk(1500))
            listed.AddRange(
                (
                    await work.QueryAsync<ListedRow>(
                        "select n.ImportId, n.GroupId, n.Kind, n.Name, n.Born, n.Regime, k.KeyText from SanctionKey k join SanctionName n on n.Id = k.NameId where k.KeyText in @keys",
                        new { keys = keys.ToList() }
                    )
                ).Where(row => row.ImportId == list.Id)
            );
        var reviews = await work.QueryAsync<Review>(ReviewsSql, new { organisation });
        List<SanctionHit> hits = [];
        foreach (var (name, ownKeys, isPerson) in names)
        foreach (var group in listed.Where(row => ownKeys.Contains(row.KeyText)).GroupBy(row => row.GroupId))
        {
            var best = group
                .DistinctBy(row => row.Name)
                .Select(row => (Row: row, Likeness: isPerson ? NameMatch.People(name, row.Name) : NameMatch.Organisations(name, row.Name)))
                .MaxBy(pair => pair.Likeness);
            if (best.Likeness >= (isPerson ? NameMatch.PersonThreshold : NameMatch.OrganisationThreshold))
                hits.Add(
                    new(
                        name,
                        group.Key,
                        best.Row.Name,
                        best.Row.Kind,
                        best.Row.Born,
                        best.Row.Regime,
                        best.Likeness,
                        reviews.FirstOrDefault(review =>
                            review.OurName == name
                            && review.GroupId == group.Key
                            && review.ListedName == best.Row.Name
                            && review.Born == best.Row.Born
                        )
                    )
                );
        }
        return (list.ExtractDate, hits.OrderBy(hit => hit.Said is not null).ThenByDescending(hit => hit.Likeness).ToList());
    }

    /// <summary>Compares people of the office with people of the organisation. Nothing is concluded: they are asked.</summary>
    private static async Task<IReadOnlyList<Link>> LinksAsync(
        Work work,
        ApplicationChecks.CheckedApplication application,
        MatchSource source
    )
    {
        var staff = await work.QueryAsync<StaffRow>(StaffSql, new { Application = application.Id, application.RoundId });
        return (
            from person in staff
            let theirs = Like(person, source)
            where theirs is not null
            orderby person.IsAssessor descending, person.DisplayName
            select new Link(person.Id, person.DisplayName, theirs, person.IsAssessor == 1, person.Conflict)
        ).ToList();
    }

    /// <summary>For an assessor before they declare: people in the organisation they may be or know. Null: the records show none.</summary>
    public async Task<string?> HintOfApplicationAsync(Actor actor, Guid application) =>
        await HintAsync(actor, (await db.ReadAsync(work => ApplicationChecks.ApplicationAsync(work, application))).OrganisationId);

    /// <inheritdoc cref="HintOfApplicationAsync"/>
    public Task<string?> HintAsync(Actor actor, Guid organisation) =>
        db.ReadAsync(async work =>
        {
            var me = await work.FindAsync<StaffRow>(
                "select p.Id, p.DisplayName, p.Email, 1 as IsAssessor, null as Conflict from Person p where p.Id = @Id",
                new { actor.Id }
            );
            return Like(me, (await MatchIndex.SourceAsync(work, organisation)).Source);
        });

    private static string? Like(StaffRow person, MatchSource source) =>
        source.Emails.Any(email => string.Equals(email.Trim(), person.Email, StringComparison.OrdinalIgnoreCase))
            ? person.Email
            : source.People.FirstOrDefault(name => NameMatch.People(name, person.DisplayName) >= NameMatch.PersonThreshold);

    private const string OthersSql = """
        select distinct m.Kind, k.Shown as Ours, m.Shown as Theirs, o.Id as OtherId, o.Name, o.Town, o.Postcode
        from   MatchKey k
        join   MatchKey m on m.Kind = k.Kind and m.KeyText = k.KeyText and m.OrganisationId <> k.OrganisationId
        join   Organisation o on o.Id = m.OrganisationId
        where  k.OrganisationId = @organisation
        order by o.Name, o.Id, m.Kind, k.Shown, m.Shown
        """;
    private const string PairsSql = """
        select case when x.FirstId = @organisation then x.SecondId else x.FirstId end as OtherId, x.IsSame, x.Reason, p.DisplayName as DecidedBy, x.DecidedAt
        from   OrganisationPair x
        join   Person p on p.Id = x.DecidedBy
        where  x.FirstId = @organisation or x.SecondId = @organisation
        order by x.DecidedAt, x.FirstId, x.SecondId
        """;
    private const string GrantsSql =
        LinkedOrganisations.Sql
        + """
            select    a.Id as ApplicationId, a.Reference, f.Name as Fund, a.ProjectName, o.Name as Organisation, a.AmountRequested as Asked, w.Amount as Awarded,
                      coalesce((select max(d.DecidedAt) from DecisionLine l join Decision d on d.Id = l.DecisionId where l.ApplicationId = a.Id), a.SubmittedAt) as At,
                      (select count(*) from DecisionLine l where l.ApplicationId = a.Id) as IsDecided
            from      Body y
            join      Organisation o on o.Id = y.Id
            join      Application a on a.OrganisationId = o.Id
            join      Round r on r.Id = a.RoundId
            join      Fund f on f.Id = r.FundId
            left join Award w on w.ApplicationId = a.Id
            where     a.Id <> @Application and a.Status = 'Submitted'
            order by  a.SubmittedAt desc, a.Id
            """;
    private const string ReturnsSql =
        LinkedOrganisations.Sql
        + """
            select   a.Reference, m.DueOn
            from     Body y
            join     Application a on a.OrganisationId = y.Id
            join     Award w on w.ApplicationId = a.Id
            join     MonitoringReturn m on m.AwardId = w.Id
            where    m.Status in ('Due', 'Prepared') and m.DueOn < @today
            order by m.DueOn, m.Id
            """;
    private const string FlagsSql =
        LinkedOrganisations.Sql
        + """
            select   f.Id, f.OrganisationId, o.Name as Organisation, f.Reason, f.Until, p.DisplayName as PlacedBy, f.PlacedAt
            from     Body y
            join     StopFlag f on f.OrganisationId = y.Id
            join     Organisation o on o.Id = f.OrganisationId
            join     Person p on p.Id = f.PlacedBy
            where    f.LiftedAt is null and (f.Until is null or f.Until >= @today)
            order by f.PlacedAt, f.Id
            """;
    private const string NearSql = """
        with Counted as (
            select   m.ApplicationId, count(*) as Prints
            from     TextFingerprint t
            join     TextFingerprint m on m.Hash = t.Hash and m.ApplicationId <> t.ApplicationId
            where    t.ApplicationId = @Application
            group by m.ApplicationId
            having   count(*) >= @SharedPrints
        ), Near as (
            select c.ApplicationId, c.Prints, row_number() over (order by c.Prints desc, a.Reference) as RowNumber
            from   Counted c
            join   Application a on a.Id = c.ApplicationId
            where  a.Status = 'Submitted'
        )
        select   n.ApplicationId, a.Reference, a.OrganisationId, o.Name as Organisation, a.CopyJson
        from     Near n
        join     Application a on a.Id = n.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        where    n.RowNumber <= @MostRead
        order by n.RowNumber
        """;
    private const string ReviewsSql = """
        select   r.OurName, r.GroupId, r.ListedName, r.Born, r.IsSame, r.Reason, p.DisplayName as DecidedBy, r.DecidedAt
        from     SanctionReview r
        join     Person p on p.Id = r.DecidedBy
        where    r.OrganisationId = @organisation
        order by r.DecidedAt desc, r.Id
        """;
    private const string StaffSql = """
        select    p.Id, p.DisplayName, p.Email, case when m.PersonId is null then 0 else 1 end as IsAssessor, (select s.Conflict from ScoringAssignment s where s.ApplicationId = @Application and s.AssessorId = p.Id) as Conflict
        from      Person p
        left join PanelMember m on m.PersonId = p.Id and m.RoundId = @RoundId
        where     exists (select 1 from PersonRole r where r.PersonId = p.Id and r.Role <> 'Applicant')
        """;

    private sealed record FoundRow
    {
        public required MatchKind Kind { get; init; }
        public required string Ours { get; init; }
        public required string Theirs { get; init; }
        public required Guid OtherId { get; init; }
        public required string Name { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
    }

    private sealed record PairRow
    {
        public required Guid OtherId { get; init; }
        public required bool IsSame { get; init; }
        public required string Reason { get; init; }
        public required string DecidedBy { get; init; }
        public required DateTime DecidedAt { get; init; }
    }

    private sealed record NearRow
    {
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public string? CopyJson { get; init; }
    }

    private sealed record ListRow
    {
        public required int Id { get; init; }
        public required DateOnly ExtractDate { get; init; }
    }

    private sealed record ListedRow
    {
        public required int ImportId { get; init; }
        public required string GroupId { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public string? Born { get; init; }
        public string? Regime { get; init; }
        public required string KeyText { get; init; }
    }

    private sealed record StaffRow
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
        public required int IsAssessor { get; init; }
        public string? Conflict { get; init; }
    }
}
