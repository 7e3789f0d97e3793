namespace Commissioning.Domain.Applications;

/// <summary>Who on a committee, or of those who sign, is related or lives with another of them (R21).</summary>
public static class RelatedPeople
{
    private static readonly HashSet<string> Nothing =
    [
        "NO",
        "NONE",
        "NOONE",
        "NOBODY",
        "NA",
        "NOTAPPLICABLE",
        "NOTRELATED",
        "NIL",
        "NOTHING",
        "NEITHER",
        "UNRELATED",
        "",
    ];

    /// <summary>Whether this says that there is nobody: "No", "N/A", "-", "None", "Not related".</summary>
    public static bool SaysNobody(string text) => Nothing.Contains(string.Concat(text.Where(char.IsLetter)).ToUpperInvariant());

    /// <summary>How many of these people are left when those who are related or live together count as one.</summary>
    /// <param name="names">The people.</param>
    /// <param name="pairs">Rows of two names. A word for nobody, and a name that is none of theirs, joins no one.</param>
    public static int CountApart(IReadOnlyList<string> names, IEnumerable<IReadOnlyList<string>> pairs)
    {
        var group = Enumerable.Range(0, names.Count).ToArray();
        foreach (var pair in pairs)
        {
            var (one, other) = (IndexOf(names, pair.ElementAtOrDefault(0)), IndexOf(names, pair.ElementAtOrDefault(1)));
            if (one is not { } a || other is not { } b)
                continue;
            var (from, to) = (group[b], group[a]);
            for (var i = 0; i < group.Length; i++)
                if (group[i] == from)
                    group[i] = to;
        }
        return group.Distinct().Count();
    }

    /// <summary>Finds a person by the whole name, or by one word that only they have: "Ann" for "Ann Other".</summary>
    private static int? IndexOf(IReadOnlyList<string> names, string? typed)
    {
        if (typed is null || SaysNobody(typed))
            return null;
        var plain = ContactRules.Plain(typed);
        List<int> Those(Func<string, bool> fits) => Enumerable.Range(0, names.Count).Where(i => fits(names[i])).ToList();
        if (Those(name => ContactRules.Plain(name) == plain) is [var exact, ..])
            return exact;
        return
            Those(name => name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(word => ContactRules.Plain(word) == plain))
                is [var only]
            ? only
            : null;
    }
}
