namespace Commissioning.Domain.Awards;

/// <summary>Who may change which clause of a fund's terms, and who may approve them. The bounds are a default, not OPCC policy.</summary>
public static class TermsRules
{
    public const int MostClauses = 60;
    private const int LongestHeading = 100,
        LongestWording = 3000,
        LongestRole = 200,
        LongestNote = 1000;
    private const string InPlainWords = "in plain words, without fields in braces and without HTML such as <b>";

    /// <summary>Everything that is wrong with the clauses of a new version. Fields are Clauses[i].Heading and Clauses[i].Wording.</summary>
    /// <param name="before">The version that was edited.</param>
    /// <param name="byReviewer">A legal reviewer wrote it, who may change locked clauses too.</param>
    public static IReadOnlyList<Refusal> WhyWrong(IReadOnlyList<TermsClause> clauses, IReadOnlyList<TermsClause> before, bool byReviewer)
    {
        var refusals = WhyMissing(clauses).ToList();
        if (clauses.Count > MostClauses)
            refusals.Add(new($"Keep the terms to {MostClauses} clauses"));
        if (clauses.Select(clause => clause.Key).Distinct().Count() < clauses.Count)
            refusals.Add(new("A clause is there twice. Reload the page and change the terms again."));
        for (var i = 0; i < clauses.Count; i++)
        {
            var clause = clauses[i];
            string At(string member) => Refusal.At(nameof(clauses), i, member);
            if (clause.Heading.Trim() is not { Length: > 0 and <= LongestHeading })
                refusals.Add(new($"Enter a heading of up to {LongestHeading} characters for clause {i + 1}", At(nameof(clause.Heading))));
            if (clause.Wording.Trim() is not { Length: > 0 and <= LongestWording })
                refusals.Add(new($"Enter the words of clause {i + 1}, in up to 3,000 characters", At(nameof(clause.Wording))));
            if (PlainWords.WhyNot(clause.Heading, "") is not null)
                refusals.Add(new($"Write the heading of clause {i + 1} {InPlainWords}", At(nameof(clause.Heading))));
            if (PlainWords.WhyNot(clause.Wording, "") is not null)
                refusals.Add(new($"Write clause {i + 1} {InPlainWords}", At(nameof(clause.Wording))));
        }
        if (!byReviewer)
            refusals.AddRange(WhyNotForOfficers(clauses, before));
        return refusals;
    }

    /// <summary>The clauses that the law or the portal's acts rest on, and that are not there.</summary>
    public static IReadOnlyList<Refusal> WhyMissing(IReadOnlyList<TermsClause> clauses) =>
        TermsExample
            .Clauses.Where(needed => needed.IsLocked && clauses.All(clause => clause.Key != needed.Key || !clause.IsLocked))
            .Select(needed => new Refusal(
                $"Keep the clause \"{needed.Heading}\", and keep it locked: the law needs it, or what we do with grants rests on it"
            ))
            .ToList();

    /// <summary>Null when this version may be approved by this person.</summary>
    /// <param name="isAuthor">The person wrote it.</param>
    /// <param name="approvedAt">When it was approved; null: it was not.</param>
    /// <param name="hasNewer">A newer version was approved.</param>
    public static Refusal? WhyCannotApprove(int number, bool isAuthor, DateTime? approvedAt, bool hasNewer) =>
        isAuthor ? new("You wrote this version, so another legal reviewer must approve it")
        : approvedAt is { } at ? new($"Version {number} was approved at {LondonTime.DateAndTime(at)}")
        : hasNewer ? new Refusal($"A version newer than {number} has been approved")
        : null;

    /// <summary>What is missing when a legal reviewer approves.</summary>
    public static IReadOnlyList<Refusal> WhyApprovalIsIncomplete(string? reviewerRole, string? note, bool agreed)
    {
        List<Refusal> refusals = [];
        if (reviewerRole?.Trim() is not { Length: > 0 and <= LongestRole })
            refusals.Add(new($"Enter your role and firm, such as Solicitor, in up to {LongestRole} characters", nameof(reviewerRole)));
        else if (PlainWords.WhyNot(reviewerRole, "") is not null)
            refusals.Add(new($"Write your role and firm {InPlainWords}", nameof(reviewerRole)));
        if (note?.Trim().Length > LongestNote)
            refusals.Add(new("Shorten the note to 1,000 characters", nameof(note)));
        if (!agreed)
            refusals.Add(new("Confirm that you have read these terms and approve them", nameof(agreed)));
        return refusals;
    }

    private static IEnumerable<Refusal> WhyNotForOfficers(IReadOnlyList<TermsClause> clauses, IReadOnlyList<TermsClause> before)
    {
        foreach (var old in before.Where(clause => clause.IsLocked))
        {
            var i = clauses.ToList().FindIndex(clause => clause.Key == old.Key);
            // Those of the example are refused for everybody above.
            if (i < 0 && TermsExample.Clauses.All(needed => needed.Key != old.Key || !needed.IsLocked))
                yield return new($"\"{old.Heading}\" is locked, so only a legal reviewer can delete it");
            else if (i >= 0 && clauses[i] != old)
                yield return new(
                    $"\"{old.Heading}\" is locked, so only a legal reviewer can change its words",
                    Refusal.At(nameof(clauses), i, nameof(TermsClause.Wording))
                );
        }
        foreach (var clause in clauses.Where(clause => clause.IsLocked && !before.Any(old => old.Key == clause.Key && old.IsLocked)))
            yield return new($"Only a legal reviewer can lock \"{clause.Heading}\"");
    }
}
