using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Organisations;

/// <summary>Finds organisations by what a person types: a name, also an earlier one, a number, a postcode, or somebody in it; and those
/// that a new one may already be.</summary>
public static class FindOrganisations
{
    private const string Like = "@Like";

    /// <summary>Found at most.</summary>
    public const int Most = 20;

    public sealed record Found
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Kind { get; init; }
        public required string Town { get; init; }
        public required string Postcode { get; init; }
        public string? CharityNumber { get; init; }
        public string? CompanyNumber { get; init; }

        /// <summary>Where it is and its numbers, in a line.</summary>
        public string About =>
            string.Join(
                ", ",
                new[]
                {
                    Kind,
                    $"{Town} {Postcode}".Trim(),
                    CharityNumber is null ? "" : $"charity {CharityNumber}",
                    CompanyNumber is null ? "" : $"company {CompanyNumber}",
                }.Where(part => part.Length > 0)
            );
    }

    /// <summary>The condition for organisations, o, of which a name, past or present and of any of their records, or somebody in them is
    /// like the pattern. A record that is shown with another finds that other.</summary>
    /// <param name="pattern">The expression of the pattern, escaped with an exclamation mark.</param>
    public static string NameSql(string pattern) =>
        $"""
            (o.Name like {pattern} escape '!'
             or o.Id in (select coalesce(s.SameAs, s.Id) from MatchKey k join Organisation s on s.Id = k.OrganisationId where k.Kind in ('Name', 'CommitteeMember', 'Email') and k.Shown like {pattern} escape '!')
             or o.Id in (select coalesce(s.SameAs, s.Id) from OrganisationMember m join Person p on p.Id = m.PersonId join Organisation s on s.Id = m.OrganisationId where p.DisplayName like {pattern} escape '!' or p.Email like {pattern} escape '!')
             or o.Id in (select coalesce(s.SameAs, s.Id) from OrganisationEarlierName n join Organisation s on s.Id = n.OrganisationId where n.Name like {pattern} escape '!')
             or o.Id in (select s.SameAs from Organisation s where s.SameAs is not null and s.Name like {pattern} escape '!'))
            """;

    /// <summary>The same of a postcode, typed with or without its space.</summary>
    public static string PostcodeSql(string pattern) =>
        $"(o.Postcode like {pattern} escape '!' or replace(o.Postcode, ' ', '') like replace({pattern}, ' ', '') escape '!')";

    /// <summary>The same of a charity or company number.</summary>
    public static string NumberSql(string pattern) =>
        $"(o.CharityNumber like {pattern} escape '!' or o.CompanyNumber like {pattern} escape '!' or o.Id in (select s.SameAs from Organisation s where s.SameAs is not null and (s.CharityNumber like {pattern} escape '!' or s.CompanyNumber like {pattern} escape '!')))";

    /// <summary>Up to <see cref="Most"/> records that stand, by name.</summary>
    public static Task<IReadOnlyList<Found>> ByWordsAsync(Work work, string words) =>
        words.Trim().Length < 2
            ? Task.FromResult<IReadOnlyList<Found>>([])
            : work.QueryAsync<Found>(
                $"""
                select   x.Id, x.Name, x.Kind, x.Town, x.Postcode, x.CharityNumber, x.CompanyNumber
                from     (select o.Id, {ColumnsSql}, row_number() over (order by o.Name, o.Id) as RowNumber
                          from   Organisation o
                          where  o.SameAs is null and ({NameSql(Like)} or {PostcodeSql(Like)} or {NumberSql(Like)})) x
                where    x.RowNumber <= {Most}
                order by x.RowNumber
                """,
                new { Like = $"%{Escape(words.Trim())}%" }
            );

    /// <summary>Records that a new organisation may already be: with its number, with its name and postcode, or with a name that is alike
    /// and something else that is the same. Those that stand, by name.</summary>
    public static async Task<IReadOnlyList<Found>> AlikeAsync(Work work, OrganisationDetails details, string? email)
    {
        var keys = CrossCheckRules.KeysOf(new(details, email is null ? [] : [email], [], [], []));
        List<(Guid Organisation, string Postcode, MatchFound Found)> matches = [];
        foreach (var key in keys)
        foreach (var row in await work.QueryAsync<KeyRow>(KeySql, new { key.Kind, key.Text }))
            matches.Add((row.Id, row.Postcode, new(key.Kind, key.Shown, row.Shown)));
        List<Found> alike = [];
        foreach (var group in matches.GroupBy(match => match.Organisation))
        {
            var shared = CrossCheckRules
                .Holding(group.Select(match => match.Found).Distinct().ToList())
                .Select(found => found.Kind)
                .ToHashSet();
            if (
                CrossCheckRules.IsPossibleDuplicate(shared, group.Any(match => match.Postcode == details.Postcode))
                && alike.All(one => one.Id != group.Key)
            )
                alike.Add(await GetAsync(work, group.Key));
        }
        return alike.OrderBy(one => one.Name, StringComparer.Ordinal).Take(Most).ToList();
    }

    public static Task<Found> GetAsync(Work work, Guid organisation) =>
        work.FindAsync<Found>($"select o.Id, {ColumnsSql} from Organisation o where o.Id = @organisation", new { organisation });

    internal static string Escape(string words) =>
        string.Concat(words.Select(letter => "%_![".Contains(letter) ? $"!{letter}" : $"{letter}"));

    private const string ColumnsSql = "o.Name, o.Kind, o.Town, o.Postcode, o.CharityNumber, o.CompanyNumber";

    private const string KeySql = """
        select coalesce(o.SameAs, o.Id) as Id, o.Postcode, k.Shown
        from   MatchKey k
        join   Organisation o on o.Id = k.OrganisationId
        where  k.Kind = @Kind and k.KeyText = @Text
        """;

    private sealed record KeyRow
    {
        public required Guid Id { get; init; }
        public required string Postcode { get; init; }
        public required string Shown { get; init; }
    }
}
