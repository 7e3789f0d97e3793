namespace Commissioning.Domain.Organisations;

/// <summary>What an officer may do to the kinds of organisation.</summary>
public static class OrganisationKindRules
{
    /// <summary>The most kinds: an applicant reads them all.</summary>
    public const int Most = 40;

    /// <summary>The longest name, which is that of its column.</summary>
    public const int LongestName = 60;

    private const int MostMatch = 90,
        LongestNote = 500,
        MostDocuments = 20,
        LongestDocument = 200;

    /// <summary>Everything to correct in a kind, beside the kinds that there are.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(OrganisationKind kind, OrganisationKinds kinds)
    {
        var refusals = new List<Refusal>();
        var others = kinds.All.Where(other => other.Code != kind.Code).ToList();
        if (NameRules.WhyNotAName(kind.Name, "the name of the kind", LongestName, nameof(kind.Name)) is { } unnamed)
            refusals.Add(unnamed);
        else if (others.FirstOrDefault(other => other.FormerNames.Append(other.Name).Any(name => Same(name, kind.Name))) is { } taken)
            refusals.Add(
                new(
                    Same(taken.Name, kind.Name)
                        ? $"{taken.Name} is in the list already"
                        : $"{taken.Name} was called {kind.Name} before, and forms of that time still mean it. Choose another name.",
                    nameof(kind.Name)
                )
            );
        else if (Same(kind.Name, OrganisationRules.NotKnown) || Same(kind.Name, OrganisationRules.OnePerson))
            refusals.Add(new($"The portal uses {kind.Name} itself. Choose another name.", nameof(kind.Name)));
        if (!Enum.IsDefined(kind.Number))
            refusals.Add(new("Choose which number it needs", nameof(kind.Number)));
        if (!Enum.IsDefined(kind.Accounts))
            refusals.Add(new("Choose whether it sends accounts", nameof(kind.Accounts)));
        if (kind.MatchPercent is < 0 or > MostMatch)
            refusals.Add(new($"Enter the share that others pay in whole per cent, from 0 to {MostMatch}", nameof(kind.MatchPercent)));
        if (kind.DocumentsNotNeeded.Count > MostDocuments || kind.DocumentsNotNeeded.Any(name => name.Length > LongestDocument))
            refusals.Add(
                new(
                    $"Enter up to {MostDocuments} names of documents, each in up to {LongestDocument} characters",
                    nameof(kind.DocumentsNotNeeded)
                )
            );
        if (TextLimit.WhyTooLong(kind.Note, LongestNote, nameof(kind.Note)) is { } tooLong)
            refusals.Add(tooLong);
        if (kind.IsClosed && others.All(other => other.IsClosed))
            refusals.Add(new("This is the last kind that can be chosen, so it stays", nameof(kind.IsClosed)));
        if (others.Count == kinds.All.Count && kinds.All.Count >= Most)
            refusals.Add(new($"There are {Most} kinds already. Take one out first: applicants read the whole list.", nameof(kind.Name)));
        return refusals;
    }

    /// <summary>Null when a kind can be taken out: nobody is of it, and no round names it.</summary>
    /// <param name="organisations">How many organisations are of this kind.</param>
    /// <param name="rounds">The names of rounds whose form or rules name it.</param>
    public static Refusal? WhyCannotRemove(
        OrganisationKind kind,
        OrganisationKinds kinds,
        int organisations,
        IReadOnlyList<string> rounds
    ) =>
        organisations > 0
            ? new(
                $"{(organisations == 1 ? "1 organisation is" : $"{organisations:N0} organisations are")} of this kind. Close it instead: they keep it, and nobody new can choose it."
            )
        : rounds.Count > 0 ? new($"{string.Join(" and ", rounds)} {(rounds.Count == 1 ? "names" : "name")} this kind. Close it instead.")
        : kinds.Open.All(open => open.Code == kind.Code) ? new("This is the last kind that can be chosen, so it stays")
        : null;

    /// <summary>Null when nobody new needs the kind now.</summary>
    /// <param name="open">The names of rounds that take applications now and name this kind.</param>
    public static Refusal? WhyCannotClose(OrganisationKind kind, IReadOnlyList<string> open) =>
        kind.IsClosed && open.Count > 0
            ? new(
                $"{string.Join(" and ", open)} {(open.Count == 1 ? "takes" : "take")} applications from this kind now. Close it after that.",
                nameof(kind.IsClosed)
            )
            : null;

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
