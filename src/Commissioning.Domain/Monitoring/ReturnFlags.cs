namespace Commissioning.Domain.Monitoring;

/// <summary>What the reviewer of a return is shown beside its figures: every question that the group was asked, with its answer, and what
/// only the office can see.</summary>
public static class ReturnFlags
{
    /// <summary>Receipts in whole tens of pounds are odd from this many on. Default, not OPCC policy.</summary>
    public const int RoundReceipts = 3;

    /// <summary>Letters of the least that a reviewer says about flags. Default, not OPCC policy.</summary>
    public const int LeastLetters = 10;

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
            if (figures.Kind == ReturnKind.Final && line.Spent is { } low && line.Budget - low > tolerance)
                flags.Add(
                    new($"under.{i}", $"{low} was spent on {line.Item}, {line.Budget - low} less than its budget of {line.Budget}.", null)
                );
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
        flags.AddRange(SentAgain(figures, tolerance));
        return flags;
    }

    /// <summary>Null when a return with this many flags may be accepted: the reviewer says what they found, in words and not with a
    /// full stop.</summary>
    public static Refusal? WhyNotLookedAt(int flags, string? flagNote) =>
        flags == 0 ? null
        : flagNote is null || flagNote.Count(char.IsLetter) < LeastLetters
            ? new(
                $"This return has {(flags == 1 ? "1 flag" : $"{flags} flags")}. Say what you found when you looked at {(flags == 1 ? "it" : "them")}, in at least {LeastLetters} letters",
                nameof(flagNote)
            )
        : flagNote.Trim().Length > 1000 ? new("Shorten what you say to the flags to 1,000 characters", nameof(flagNote))
        : null;

    /// <summary>Figures that are far from what they were when the return was sent before: by more than half, or for money by more than the
    /// tolerance.</summary>
    private static IEnumerable<ReturnFlag> SentAgain(ReturnFigures figures, Money tolerance)
    {
        if (figures.Then is not { } then)
            yield break;
        bool IsFar(Money was, Money now)
        {
            var apart = now > was ? now - was : was - now;
            return apart > tolerance || apart.Pence * 2 > was.Pence;
        }
        if (then.Spent is { } sum && figures.Spent is { } spent && IsFar(sum, spent))
            yield return new("again", $"Sent again with {spent} spent in all. Before it was {sum}.", null);
        for (var i = 0; i < figures.Lines.Count; i++)
            if (then.Lines.ElementAtOrDefault(i) is { } was && figures.Lines[i].Spent is { } now && IsFar(was, now))
                yield return new($"again-line.{i}", $"{figures.Lines[i].Item}: sent again with {now}. Before it was {was}.", null);
        for (var i = 0; i < figures.Promises.Count; i++)
            if (
                ReturnQuestions.Number(then.Reached.ElementAtOrDefault(i)) is { } reached
                && ReturnQuestions.Number(figures.Promises[i].After) is { } reaches
                && Math.Abs(reaches - reached) * 2 > Math.Abs(reached)
            )
                yield return new(
                    $"again-outcome.{i}",
                    $"“{figures.Promises[i].Outcome}”: sent again with {figures.Promises[i].After?.Trim()}. Before it was {then.Reached[i]?.Trim()}.",
                    null
                );
        foreach (
            var (name, who, was, now) in new[]
            {
                ("again-people", "people", then.PeopleNew, figures.PeopleNew),
                ("again-repeat", "people who came more than once", then.PeopleRepeat, figures.PeopleRepeat),
            }
        )
            if (was is { } came && now is { } come && Math.Abs(come - came) * 2L > came)
                yield return new(
                    name,
                    $"Sent again with {ReturnQuestions.Count(come)} {who}. Before it was {ReturnQuestions.Count(came)}.",
                    null
                );
    }

    /// <summary>A line further above its budget than the tolerance, with the lines that the money comes from; null: it is not. Accepting
    /// the return approves the move.</summary>
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
