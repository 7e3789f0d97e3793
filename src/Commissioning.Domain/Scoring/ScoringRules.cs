using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

public enum ConflictState
{
    NotDeclared,
    None,
    Declared,
}

/// <summary>One marker and one bid. A declared conflict hides the bid and counts as missing, never as nought (R40).</summary>
public sealed record Assignment
{
    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }
    public required Guid ApplicationId { get; init; }
    public required Guid ScorerId { get; init; }
    public required int Position { get; init; }
    public required ConflictState Conflict { get; init; }
    public DateTime? SealedAt { get; init; }
    public required int Version { get; init; }
}

/// <summary>What a marker gives one criterion: 0 to 5 points, or blank, and the reason.</summary>
public sealed record Mark(Guid CriterionId, int? Points, string Reason);

/// <summary>Whether a marker lets a bid through a gate; null: not said yet.</summary>
public sealed record GateMark(Guid GateId, bool? Passed, string Reason);

public static class ScoringRules
{
    public const string Hidden = "Hidden until you seal your scores";

    /// <summary>Whether a marker may not see yet who applies.</summary>
    public static bool HidesApplicant(Round round, Assignment assignment) => round.Policy.HideApplicants && assignment.SealedAt is null;

    /// <summary>Null when the bid may be opened for scoring; otherwise the sentence the marker sees.</summary>
    public static Refusal? WhyCannotOpen(Assignment assignment) =>
        assignment.Conflict switch
        {
            ConflictState.NotDeclared => new("Say whether you have a conflict of interest before you open this bid"),
            ConflictState.Declared => new("You declared a conflict of interest for this bid, so you cannot read or score it"),
            _ => null,
        };

    /// <summary>Null when marks may be saved; otherwise the sentence the marker sees.</summary>
    public static Refusal? WhyCannotSave(Assignment assignment, Round round, DateTime now)
    {
        if (WhyCannotOpen(assignment) is { } refusal)
            return refusal;
        if (assignment.SealedAt is { } at)
            return new($"You sealed these scores at {LondonTime.DateAndTime(at)}, so they cannot be changed");
        if (!RoundRules.MayAssess(round, now))
            return new($"Scoring starts when the round closes, at {LondonTime.DateAndTime(round.ClosesAt)}");
        if (now > round.ScoringClosesAt)
            return new($"Scoring closed at {LondonTime.DateAndTime(round.ScoringClosesAt)}");
        return null;
    }

    /// <summary>Every reason why a sheet cannot be sealed: a score and a reason are needed for each criterion (R41).</summary>
    public static IReadOnlyList<Refusal> WhyCannotSeal(
        Assignment assignment,
        Round round,
        IReadOnlyList<Gate> gates,
        IReadOnlyList<GateMark> gateMarks,
        IReadOnlyList<Criterion> criteria,
        IReadOnlyList<Mark> marks,
        DateTime now
    )
    {
        if (WhyCannotSave(assignment, round, now) is { } refusal)
            return [refusal];
        var refusals = new List<Refusal>();
        for (var i = 0; i < gates.Count; i++)
        {
            var gate = gateMarks.FirstOrDefault(mark => mark.GateId == gates[i].Id);
            if (gate?.Passed is null)
                refusals.Add(new($"Say whether the bid passes {gates[i].Name}", $"Gates[{i}].Passed"));
            else if (gate.Passed == false && string.IsNullOrWhiteSpace(gate.Reason))
                refusals.Add(new($"Say why the bid fails {gates[i].Name}", $"Gates[{i}].Reason"));
        }
        for (var i = 0; i < criteria.Count; i++)
        {
            var mark = marks.FirstOrDefault(mark => mark.CriterionId == criteria[i].Id);
            if (mark?.Points is null)
                refusals.Add(new($"Choose a score for {criteria[i].Name}", $"Marks[{i}].Points"));
            else if (mark.Points is < 0 or > 5)
                refusals.Add(new($"The score for {criteria[i].Name} must be a whole number from 0 to 5", $"Marks[{i}].Points"));
            if (string.IsNullOrWhiteSpace(mark?.Reason))
                refusals.Add(new($"Give a reason for your score for {criteria[i].Name}", $"Marks[{i}].Reason"));
        }
        return refusals;
    }
}

/// <summary>Which members mark a bid when not all of them do.</summary>
public static class SharingOut
{
    /// <summary>
    /// The members take their turns round the table, in an order drawn for the round, so many for each bid: no member has more than one bid
    /// more than another in any run of bids, and the table ties all of them together. It follows from the bid's number alone.
    /// </summary>
    /// <param name="number">Of the bid, from 1.</param>
    public static bool Marks(Guid round, IReadOnlyCollection<Guid> panel, Guid member, int number, int? perBid)
    {
        if (perBid is not { } count || count >= panel.Count)
            return true;
        var table = panel.OrderBy(one => ReadingOrder.Key(round, one, 0), StringComparer.Ordinal).ToList();
        var seat = table.IndexOf(member);
        var first = (int)((long)(number - 1) * count % table.Count);
        return seat >= 0 && (seat - first + table.Count) % table.Count < count;
    }
}

/// <summary>Exact arithmetic from points to percentages (R47, R48).</summary>
public static class ScoreArithmetic
{
    public const int MaximumPoints = 5;

    /// <summary>The percentage of a sealed sheet's total, the sum of weight x points.</summary>
    public static Fraction PercentOf(int total) => new(total, MaximumPoints);

    /// <summary>
    /// The percentage of some points per criterion: the sum of weight x points / 5. Null when a criterion has no points,
    /// because blank is not zero.
    /// </summary>
    public static Fraction? Percent(IReadOnlyList<Criterion> criteria, IReadOnlyDictionary<Guid, Fraction> points)
    {
        var total = Fraction.Zero;
        foreach (var criterion in criteria)
        {
            if (!points.TryGetValue(criterion.Id, out var given))
                return null;
            total += given * criterion.Weight / MaximumPoints;
        }
        return total;
    }

    /// <summary>The plain mean per criterion over the markers who gave points. A criterion nobody marked is left out.</summary>
    public static IReadOnlyDictionary<Guid, Fraction> Means(IEnumerable<(Guid Criterion, int Points)> marks) =>
        marks
            .GroupBy(mark => mark.Criterion)
            .ToDictionary(group => group.Key, group => Fraction.Mean(group.Select(mark => (Fraction)mark.Points).ToList())!.Value);
}

/// <summary>The order in which a marker reads: random, different per marker, the same every time it is asked (R43).</summary>
public static class ReadingOrder
{
    public static IReadOnlyList<T> For<T>(Guid round, Guid scorer, IEnumerable<(T Item, int Number)> bids) =>
        bids.OrderBy(bid => Key(round, scorer, bid.Number), StringComparer.Ordinal)
            .ThenBy(bid => bid.Number)
            .Select(bid => bid.Item)
            .ToList();

    internal static string Key(Guid round, Guid scorer, int number) =>
        Convert.ToHexString(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{round:D}/{scorer:D}/{number}"))
        );
}
