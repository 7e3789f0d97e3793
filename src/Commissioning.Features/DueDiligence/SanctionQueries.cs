using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Names in an organisation that are similar to those on the sanctions list (R34), with what officers concluded. Names are for who
/// manages due diligence; everybody else reads the sentence of the finding, which has none.</summary>
public static class SanctionQueries
{
    /// <param name="NameKey">The name in the form in which names are compared.</param>
    /// <param name="Likeness">From 0 to 1.</param>
    /// <param name="Birth">What an officer was told about the person, compared with the list.</param>
    /// <param name="Said">The verdict that counts for this person. Null: none does.</param>
    /// <param name="Identity">The person by name and month of birth. Null: no one has asked.</param>
    /// <param name="Account">The person's account, where the name is that of an account of the organisation. Null: it is not.</param>
    public sealed record SanctionHit(
        string OurName,
        string NameKey,
        string GroupId,
        string ListedName,
        string Kind,
        string? Born,
        string? Town,
        string? NonLatin,
        string? Script,
        string? Regime,
        NameStrength Strength,
        double Likeness,
        bool IsPerson,
        bool IsByInitials,
        BirthMatch Birth,
        bool? SameTown,
        Guid? Identity,
        Guid? Account,
        Review? Said
    )
    {
        /// <summary>Why the two names are shown together.</summary>
        public string Why =>
            new[] { ListedName, NonLatin }
                .OfType<string>()
                .MaxBy(listed => IsPerson ? NameMatch.People(OurName, listed) : NameMatch.Organisations(OurName, listed))
                is { } closest
                ? NameMatch.WhyAlike(OurName, closest, IsPerson)
                : "";
        public bool IsStrong => SanctionRules.IsStrong(Strength, Likeness, IsByInitials, Birth);
        public bool IsWeak => SanctionRules.IsWeak(Strength, Likeness, IsByInitials, Birth);

        /// <summary>The key of its finding, which does not show the name.</summary>
        public string Key => $"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(NameKey)))[..16]}|{GroupId}";
    }

    public sealed record Review
    {
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required string NameKey { get; init; }
        public Guid? IdentityId { get; init; }
        public Guid? PersonId { get; init; }
        public required string GroupId { get; init; }
        public required string ListedName { get; init; }
        public string? Born { get; init; }
        public required bool IsSame { get; init; }
        public required string Reason { get; init; }
        public required Guid DecidedById { get; init; }
        public required string DecidedBy { get; init; }
        public required DateTime DecidedAt { get; init; }
        public Guid? SecondById { get; init; }
        public string? SecondBy { get; init; }
        public DateTime? SecondAt { get; init; }

        /// <summary>True when it was decided at another organisation.</summary>
        public bool IsFromElsewhere { get; init; }
    }

    internal static async Task<DateOnly?> ListDateAsync(Work work) => (await ListAsync(work))?.ExtractDate;

    /// <summary>The hits, those without a verdict first, then the strongest.</summary>
    internal static async Task<(DateOnly? ListDate, IReadOnlyList<SanctionHit> Hits)> OfAsync(
        Work work,
        Guid organisation,
        MatchSource source
    )
    {
        if (await ListAsync(work) is not { } list)
            return (null, []);
        // Also trustees of the register whom the form does not name.
        var people = source.People.Concat(await RegisterSearches.TrusteesAsync(work, organisation));
        var names = people
            .Select(name => (Name: name, Keys: NameMatch.PersonKeys(name), IsPerson: true))
            .Concat(
                source
                    .OtherNames.Prepend(source.Details.Name)
                    .Select(name => (Name: name, Keys: NameMatch.OrganisationKeys(name), IsPerson: false))
            )
            .DistinctBy(name => (name.IsPerson, SanctionRules.NameKey(name.Name, name.IsPerson)))
            .ToList();
        // Filtered in memory and not in the query, which would then scan the list instead of using the keys' index.
        List<ListedRow> listed = [];
        // SQL Server allows about 2,000 parameters, so the names are looked up in chunks.
        foreach (var keys in names.SelectMany(name => name.Keys).Distinct().Chunk(1500))
            listed.AddRange(
                (
                    await work.QueryAsync<ListedRow>(
                        "select n.ImportId, n.GroupId, n.Kind, n.Name, n.Born, n.Regime, n.Strength, n.NonLatin, n.Script, n.Town, k.KeyText from SanctionKey k join SanctionName n on n.Id = k.NameId where k.KeyText in @keys",
                        new { keys = keys.ToList() }
                    )
                ).Where(row => row.ImportId == list.Id)
            );
        List<SanctionHit> hits = [];
        foreach (var (name, ownKeys, isPerson) in names)
        foreach (var group in listed.Where(row => ownKeys.Contains(row.KeyText)).GroupBy(row => row.GroupId))
        {
            var rows = group
                .DistinctBy(row => (row.Name, row.Strength))
                .Select(row => (Row: row, Likeness: LikenessOf(name, row, isPerson), ByInitials: isPerson && IsByInitials(name, row)))
                .Where(pair => pair.Likeness >= NameMatch.ListThreshold(isPerson, pair.ByInitials))
                .ToList();
            if (rows.Count == 0)
                continue;
            var best = rows.OrderBy(pair => pair.ByInitials)
                .ThenByDescending(pair => pair.Row.Strength != NameStrength.Weak)
                .ThenByDescending(pair => pair.Likeness)
                .ThenByDescending(pair => pair.Row.Strength)
                .ThenBy(pair => pair.Row.Name, StringComparer.Ordinal)
                .First();
            hits.Add(
                new(
                    name,
                    SanctionRules.NameKey(name, isPerson),
                    group.Key,
                    best.Row.Name,
                    best.Row.Kind,
                    best.Row.Born ?? group.Select(row => row.Born).FirstOrDefault(born => born is not null),
                    best.Row.Town ?? group.Select(row => row.Town).FirstOrDefault(town => town is not null),
                    best.Row.NonLatin,
                    best.Row.Script,
                    best.Row.Regime,
                    best.Row.Strength,
                    best.Likeness,
                    isPerson,
                    best.ByInitials,
                    BirthMatch.NotGiven,
                    null,
                    null,
                    null,
                    null
                )
            );
        }
        if (hits.Count == 0)
            return (list.ExtractDate, hits);
        hits = await WithPeopleAsync(work, organisation, hits);
        return (
            list.ExtractDate,
            hits.OrderBy(hit => hit.Said is not null)
                .ThenByDescending(hit => hit.IsStrong)
                .ThenBy(hit => hit.IsWeak)
                .ThenByDescending(hit => hit.Likeness)
                .ThenBy(hit => hit.OurName, StringComparer.Ordinal)
                .ThenBy(hit => hit.GroupId, StringComparer.Ordinal)
                .ToList()
        );
    }

    private static double LikenessOf(string name, ListedRow row, bool isPerson) =>
        new[] { row.Name, row.NonLatin }
            .OfType<string>()
            .Max(listed => isPerson ? NameMatch.People(name, listed) : NameMatch.Organisations(name, listed));

    private static bool IsByInitials(string name, ListedRow row) =>
        new[] { row.Name, row.NonLatin }.OfType<string>().All(listed => SanctionRules.IsByInitials(name, listed));

    /// <summary>Adds what is known of each person, and the verdict that counts for them. A verdict counts here when it was given here for
    /// this name, or elsewhere for the same person: the same account under this name, or the same name with the same month and year of
    /// birth. A name alone never carries a verdict to another organisation.</summary>
    private static async Task<List<SanctionHit>> WithPeopleAsync(Work work, Guid organisation, List<SanctionHit> hits)
    {
        var keys = hits.Select(hit => hit.NameKey).Distinct().ToList();
        var details = (
            await work.QueryAsync<DetailRow>(
                "select d.Id, d.NameKey, d.IdentityId from PersonDetail d where d.OrganisationId = @organisation",
                new { organisation }
            )
        ).ToDictionary(row => row.NameKey);
        var compared = await work.QueryAsync<ComparedRow>(
            "select c.PersonDetailId, c.GroupId, c.Born, c.Birth, c.SameTown from SanctionCompared c join PersonDetail d on d.Id = c.PersonDetailId where d.OrganisationId = @organisation",
            new { organisation }
        );
        var accounts = (
            await work.QueryAsync<AccountRow>(
                "select p.Id, p.DisplayName from OrganisationMember m join Person p on p.Id = m.PersonId where m.OrganisationId = @organisation",
                new { organisation }
            )
        )
            .GroupBy(row => SanctionRules.NameKey(row.DisplayName, isPerson: true))
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.Single().Id);
        List<Review> reviews = [];
        foreach (var some in keys.Chunk(1500))
            reviews.AddRange(await work.QueryAsync<Review>(ReviewsSql, new { keys = some.ToList() }));
        return hits.Select(hit =>
            {
                var detail = hit.IsPerson ? details.GetValueOrDefault(hit.NameKey) : null;
                Guid? account = hit.IsPerson && accounts.TryGetValue(hit.NameKey, out var id) ? id : null;
                var comparison = compared.FirstOrDefault(row =>
                    row.PersonDetailId == detail?.Id && row.GroupId == hit.GroupId && row.Born == hit.Born
                );
                var known = hit with
                {
                    Birth = comparison?.Birth ?? BirthMatch.NotGiven,
                    SameTown = comparison?.SameTown,
                    Identity = detail?.IdentityId,
                    Account = account,
                };
                var said = reviews.FirstOrDefault(review =>
                    review.NameKey == hit.NameKey
                    && review.GroupId == hit.GroupId
                    && review.ListedName == hit.ListedName
                    && review.Born == hit.Born
                    && IsOfPerson(review, organisation, known)
                    // What became strong since needs its second person.
                    && (review.SecondById is not null || !(known.IsStrong || review.IsSame))
                );
                return known with { Said = said is null ? null : said with { IsFromElsewhere = said.OrganisationId != organisation } };
            })
            .ToList();
    }

    private static bool IsOfPerson(Review review, Guid organisation, SanctionHit hit)
    {
        // Two births are two people, whatever else is the same.
        if (review.IdentityId is { } theirs && hit.Identity is { } ours && theirs != ours)
            return false;
        return review.OrganisationId == organisation
            || (review.IdentityId is { } identity && identity == hit.Identity)
            || (review.PersonId is { } account && account == hit.Account);
    }

    private static Task<ListRow?> ListAsync(Work work) =>
        work.FirstOrDefaultAsync<ListRow>(
            "select Id, ExtractDate from RegisterImport where Kind = 'Sanctions' and State = 'Current' order by ExtractDate desc, StartedAt desc, Id"
        );

    private const string ReviewsSql = """
        select    r.OrganisationId, o.Name as Organisation, r.NameKey, r.IdentityId, r.PersonId, r.GroupId, r.ListedName, r.Born, r.IsSame, r.Reason,
                  r.DecidedBy as DecidedById, p.DisplayName as DecidedBy, r.DecidedAt, r.SecondBy as SecondById, s.DisplayName as SecondBy, r.SecondAt
        from      SanctionReview r
        join      Organisation o on o.Id = r.OrganisationId
        join      Person p on p.Id = r.DecidedBy
        left join Person s on s.Id = r.SecondBy
        where     r.NameKey in @keys and r.WithdrawnAt is null
        order by  r.DecidedAt desc, r.Id
        """;

    private sealed record ListRow
    {
        public required int Id { get; init; }
        public required DateOnly ExtractDate { get; init; }
    }

    private sealed record DetailRow
    {
        public required Guid Id { get; init; }
        public required string NameKey { get; init; }
        public required Guid IdentityId { get; init; }
    }

    private sealed record ComparedRow
    {
        public required Guid PersonDetailId { get; init; }
        public required string GroupId { get; init; }
        public string? Born { get; init; }
        public required BirthMatch Birth { get; init; }
        public bool? SameTown { get; init; }
    }

    private sealed record AccountRow
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
    }

    private sealed record ListedRow
    {
        public required int ImportId { get; init; }
        public required string GroupId { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
        public string? Born { get; init; }
        public string? Regime { get; init; }
        public required NameStrength Strength { get; init; }
        public string? NonLatin { get; init; }
        public string? Script { get; init; }
        public string? Town { get; init; }
        public required string KeyText { get; init; }
    }
}
