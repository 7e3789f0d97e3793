using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;

namespace Commissioning.Domain.Moderation;

public static class ModerationRules
{
    /// <summary>How far an agreed score may lie from the mean before a reason is asked for, in points. Default, not OPCC policy.</summary>
    public static readonly Fraction Margin = new(0, 1);

    /// <summary>Who still has to seal or declare for this bid; moderation starts when nobody does (R39).</summary>
    public static Refusal? WhyCannotModerate(Round round, int openSheets, DateTime now)
    {
        if (round.IsRecommended) return new("The recommendation is made, so agreed scores can no longer be changed");
        if (openSheets > 0 && now <= round.ScoringClosesAt)
            return new($"{openSheets} {(openSheets == 1 ? "marker has" : "markers have")} not sealed their scores yet, and scoring is open until {LondonTime.DateAndTime(round.ScoringClosesAt)}");
        return null;
    }

    /// <summary>
    /// Null when somebody may see the marks of a bid. Who marks it too must have sealed first (R39), and who has a conflict never does (R40).
    /// The assignment is that person's own; null for somebody who does not mark.
    /// </summary>
    public static Refusal? WhyCannotSeeMarks(Assignment? own) => own switch
    {
        null => null,
        { Conflict: ConflictState.Declared } => new("You declared a conflict of interest for this bid, so its scores are not shown to you"),
        { SealedAt: null } => new("Seal your own scores for this bid before you see the others'"),
        _ => null,
    };

    /// <summary>A reason is needed whenever the agreed score differs from the mean of the original marks (R44).</summary>
    public static Refusal? WhyReasonNeeded(Criterion criterion, Fraction agreed, Fraction? mean, string? reason, string field)
    {
        if (agreed < 0 || agreed > 5) return new($"The agreed score for {criterion.Name} must be from 0 to 5", field);
        var differs = mean is not { } given || agreed - given > Margin || given - agreed > Margin;
        return differs && string.IsNullOrWhiteSpace(reason)
            ? new($"Say why the panel agreed {agreed.ToString(1)} for {criterion.Name}{(mean is { } m ? $" when the mean was {m.ToString(2)}" : "")}", field)
            : null;
    }
}

/// <summary>Why a bid needs the panel's time (R42). Flags, not judgements.</summary>
public static class ModerationFlags
{
    /// <summary>The spread in percentage points between markers at which a bid is flagged. Default, not OPCC policy.</summary>
    public const int WideSpread = 20;

    public static IReadOnlyList<string> For(IReadOnlyCollection<Fraction> markerPercents, Fraction? threshold, int missing)
    {
        var flags = new List<string>();
        if (missing > 0) flags.Add($"{missing} {(missing == 1 ? "mark" : "marks")} missing");
        if (markerPercents.Count == 0) return flags;
        var (low, high) = (markerPercents.Min(), markerPercents.Max());
        if (high - low >= WideSpread) flags.Add($"Marks spread {(high - low).ToString(0)} points");
        if (threshold is { } line && low < line && high >= line) flags.Add("Marks fall on both sides of the line");
        return flags;
    }
}
