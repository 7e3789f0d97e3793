using System.Text;

namespace Commissioning.Domain.Funds;

/// <summary>An organisation of a past round's workbook: the rows with one name or one number.</summary>
/// <param name="Key">Its first name in small letters and digits, by which what a person says about it is kept.</param>
/// <param name="Names">As the workbook has them, the first row's first.</param>
public sealed record PastOrganisation(string Key, IReadOnlyList<string> Names, IReadOnlyList<PastRow> Rows)
{
    public string Name => Names[0];
    public string? CharityNumber => Rows.Select(row => row.CharityNumber).FirstOrDefault(one => one is not null);
    public string? CompanyNumber => Rows.Select(row => row.CompanyNumber).FirstOrDefault(one => one is not null);
    public string? Postcode => Rows.Select(row => row.Postcode).FirstOrDefault(one => one is not null);

    /// <summary>A name without what people write in different ways: capitals, spaces, punctuation, "&amp;" and a leading "The".</summary>
    public static string KeyOf(string name)
    {
        var words = name.Replace("&", " and ", StringComparison.Ordinal).ToLowerInvariant().Normalize(NormalizationForm.FormC).Trim();
        if (words.StartsWith("the ", StringComparison.Ordinal))
            words = words[4..];
        var key = string.Concat(words.Where(char.IsLetterOrDigit));
        return TextLimit.Cut(key.Length == 0 ? words : key, 200);
    }

    /// <summary>In the order of their first rows. Rows belong together when they share a name or a number.</summary>
    public static IReadOnlyList<PastOrganisation> Of(IReadOnlyList<PastRow> rows)
    {
        // Each key leads to the place of the first row of its organisation; a row with two known keys joins two.
        var first = new Dictionary<string, int>();
        var parents = Enumerable.Range(0, rows.Count).ToArray();
        int Root(int place)
        {
            while (parents[place] != place)
                place = parents[place] = parents[parents[place]];
            return place;
        }
        for (var i = 0; i < rows.Count; i++)
            foreach (var key in Keys(rows[i]))
            {
                if (!first.TryAdd(key, i))
                {
                    var (one, other) = (Root(first[key]), Root(i));
                    parents[Math.Max(one, other)] = Math.Min(one, other);
                }
            }
        return Enumerable
            .Range(0, rows.Count)
            .GroupBy(Root)
            .Select(group => group.Select(place => rows[place]).ToList())
            .Select(own => new PastOrganisation(
                KeyOf(own[0].Organisation),
                own.Select(row => row.Organisation).Distinct(StringComparer.OrdinalIgnoreCase).ToList(),
                own
            ))
            .ToList();

        static IEnumerable<string> Keys(PastRow row)
        {
            yield return "n" + KeyOf(row.Organisation);
            if (row.CharityNumber is { } charity)
                yield return "c" + charity;
            if (row.CompanyNumber is { } company)
                yield return "k" + company;
        }
    }
}
