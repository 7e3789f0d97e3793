namespace Commissioning.Domain.Moderation;

/// <summary>How a moderation meeting goes through its applications.</summary>
public static class MeetingRules
{
    public static string Name(MeetingOrder order) =>
        order switch
        {
            MeetingOrder.Rank => "Rank on the means",
            MeetingOrder.Number => "Application reference",
            _ => "Disagreement",
        };

    /// <summary>The next of those that are left, and after the last of them the first: what was passed over comes again at the
    /// end.</summary>
    /// <param name="inOrder">Every application in the order of the meeting.</param>
    /// <returns>Null: none is left but the one that is open.</returns>
    public static Guid? Next(IReadOnlyList<Guid> inOrder, IReadOnlySet<Guid> left, Guid open)
    {
        var place = inOrder.Index().FirstOrDefault(one => one.Item == open).Index;
        return inOrder
            .Skip(place + 1)
            .Concat(inOrder.Take(place))
            .Where(application => application != open && left.Contains(application))
            .Select(application => (Guid?)application)
            .FirstOrDefault();
    }

    /// <summary>A place in a ranking: one more than the number of those that are higher, so that equals share a place.</summary>
    public static int Rank(Fraction value, IEnumerable<Fraction> all) => 1 + all.Count(other => other > value);

    /// <summary>Null when the scores are those that were on the screen. A conflict declared during the meeting, or a sheet opened again,
    /// changes the means that an empty box would agree.</summary>
    /// <param name="seen">What was on the screen; null: it does not say.</param>
    public static Refusal? WhyScoresMoved(string? seen, string now, IReadOnlyCollection<string> away) =>
        seen is null || seen == now
            ? null
            : new(
                $"The assessors' scores have changed since you opened this page{(away.Count > 0 ? $": {string.Join(", ", away)} {(away.Count == 1 ? "has" : "have")} a conflict of interest, and their scores do not count" : "")}. The means below are the new ones. What you typed is still here. Check it, then save again."
            );

    /// <summary>Null when nobody saved this application since it was opened. What the second person typed stays on the page.</summary>
    /// <param name="theirs">What the other person agreed that differs from what is typed: the criterion, theirs and one's own.</param>
    public static Refusal? WhyOvertaken(
        int opened,
        int now,
        string? by,
        DateTime? at,
        IReadOnlyList<(string Criterion, string Theirs, string Own)> theirs
    )
    {
        if (opened == now)
            return null;
        var who = by is null
            ? "Somebody took back the agreed scores of this application after you opened it."
            : $"{by} saved agreed scores for this application{(at is { } time ? $" at {LondonTime.Time(time)}" : "")}, after you opened it.";
        var what =
            theirs.Count > 0
                ? $" Theirs differ from yours: {string.Join("; ", theirs.Select(one => $"{one.Criterion} {one.Theirs}, yours {one.Own}"))}."
            : by is null ? ""
            : " Their scores are the same as yours.";
        return new($"{who}{what} What you typed is still here. Save again to replace theirs with yours.");
    }

    /// <summary>Null when a person may settle a flag: its owner, whoever raised it, and the officers who record the meeting.</summary>
    public static Refusal? WhyMayNotSettle(Guid? owner, Guid? raisedBy, Guid person, bool records) =>
        records || owner == person || raisedBy == person
            ? null
            : new("Only the flag's owner, the person who raised it or an officer may settle it");

    /// <summary>Null when a person may name who looks after a flag: its owner, whoever raised it, and the officers who record the meeting.
    /// A flag of the scores that nobody looks after yet is the officers' to give.</summary>
    public static Refusal? WhyMayNotGive(Guid? owner, Guid? raisedBy, Guid person, bool records) =>
        records || owner == person || raisedBy == person
            ? null
            : new("Only the flag's owner, the person who raised it or an officer may name another owner");

    /// <summary>Null when a person may raise flags and settle them: members of the panel, and officers who record the meeting.</summary>
    public static Refusal? WhyMayNotFlag(bool isMember, bool records) =>
        isMember || records ? null : new("Only members of the round's panel and officers who record the meeting raise flags");

    /// <summary>What a recommendation says about flags that nobody has settled. It does not stop the recommendation; null: there are
    /// none.</summary>
    /// <param name="open">References of applications with an open flag that a person raised, in order.</param>
    public static string? OpenFlags(IReadOnlyCollection<string> open) =>
        open.Count == 0
            ? null
            : $"{(open.Count == 1 ? "A flag is" : "Flags are")} open on {string.Join(", ", open)}. Settle {(open.Count == 1 ? "it" : "each")} first, or recommend knowing that {(open.Count == 1 ? "it is" : "they are")} open.";
}
