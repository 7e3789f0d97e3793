namespace Commissioning.Domain.Monitoring;

/// <summary>What the reviewer of a return is shown beside its figures: every question that the group was asked, with its answer, and what
/// only the office can see.</summary>
public static class ReturnFlags
{
    /// <summary>Receipts in whole tens of pounds are odd from this many on. Default, not OPCC policy.</summary>
    public const int RoundReceipts = 3;

    /// <param name="tolerance">In pence; see <see cref="Awards.Tolerance"/>.</param>
    /// <param name="confirmed">Sentences of the questions that the group confirmed.</param>
    /// <param name="today">The day of sending.</param>
    public static IReadOnlyList<ReturnFlag> Of(
        ReturnFigures figures,
        Money tolerance,
        IReadOnlyCollection<string> confirmed,
        DateOnly today
    )
    {
        var flags = ReturnQuestions
            .Of(figures)
            .Select(question => new ReturnFlag(question.Key, question.Sentence, confirmed.Contains(question.Sentence)))
            .ToList();
        for (var i = 0; i < figures.Lines.Count; i++)
        {
            var line = figures.Lines[i];
            if (Moved(figures, i, tolerance) is { } moved)
                flags.Add(new($"moved.{i}", moved, null));
            if (line.Spent is { } spent && spent < line.Claimed)
                flags.Add(
                    new(
                        $"claim.{i}",
                        $"{line.Item}: we accepted claims of {line.Claimed}, and the return says that {spent} was spent.",
                        null
                    )
                );
        }
        for (var i = 0; i < figures.Receipts.Count; i++)
            if (figures.Receipts[i] is var receipt && receipt.On > today)
                flags.Add(
                    new(
                        $"future.{i}",
                        $"The receipt from {receipt.Supplier} for {receipt.Amount} is of {LondonTime.Date(receipt.On)}, after the day of sending.",
                        null
                    )
                );
        if (figures.Receipts.Count >= RoundReceipts && figures.Receipts.All(receipt => receipt.Amount.Pence % 1000 == 0))
            flags.Add(new("round", $"All {figures.Receipts.Count} receipts are in whole tens of pounds.", null));
        return flags;
    }

    /// <summary>Null when a return with this many flags may be accepted: the reviewer says that they looked at them.</summary>
    public static Refusal? WhyNotLookedAt(int flags, string? flagNote) =>
        flags == 0 ? null
        : string.IsNullOrWhiteSpace(flagNote)
            ? new(
                $"This return has {(flags == 1 ? "1 flag" : $"{flags} flags")}. Say what you found when you looked at {(flags == 1 ? "it" : "them")}",
                nameof(flagNote)
            )
        : flagNote.Trim().Length > 1000 ? new("Shorten what you say to the flags to 1,000 characters", nameof(flagNote))
        : null;

    /// <summary>A line further above its budget than the tolerance, with the lines that the money comes from; null: it is not. Accepting the
    /// return approves the move.</summary>
    private static string? Moved(ReturnFigures figures, int place, Money tolerance)
    {
        var line = figures.Lines[place];
        var over = line.Total - line.Budget;
        if (line.Spent is null || over <= tolerance)
            return null;
        var from = figures.Lines.Where(other => other.Spent is { } spent && spent < other.Budget).Select(other => other.Item).ToList();
        return from.Count > 0 && figures.Lines.Sum(one => one.Total) <= figures.Grant
            ? $"{over} moved to {line.Item} from {string.Join(" and ", from)}: accepting this return approves it."
            : $"{line.Total} was spent on {line.Item}, {over} more than its budget: accepting this return approves it.";
    }
}
