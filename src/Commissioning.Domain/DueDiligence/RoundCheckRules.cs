using Commissioning.Domain.Funds;

namespace Commissioning.Domain.DueDiligence;

/// <summary>How the page of a whole round sums up its checks.</summary>
public static class RoundCheckRules
{
    /// <param name="findings">Those of this check.</param>
    /// <param name="waiting">Of these, how many have a verdict that waits for a second person.</param>
    /// <param name="isClean">Null reasons against a pass in one press: <see cref="CleanRules.WhyNotClean"/>.</param>
    public static CheckCell CellOf(
        CheckKind kind,
        CheckState state,
        IReadOnlyCollection<FindingState> findings,
        int waiting,
        bool isClean,
        DateOnly today
    )
    {
        if (state.Status == CheckStatus.NotApplicable)
            return CheckCell.NotApplicable;
        // What needs no verdict goes away when the thing is done, such as bank details that are not given yet.
        var open = findings.Where(finding => !finding.Settled && FindingRules.Verdicts(finding.Kind).Count > 0).ToList();
        if (open.Count > waiting)
            return open.Any(finding => finding is { Level: FindingLevel.Against, Verdict: null }) ? CheckCell.Strong : CheckCell.Found;
        if (open.Count > 0 || state is { Status: CheckStatus.Fail, FailConfirmed: false })
            return CheckCell.SecondPerson;
        if (!state.IsDone(today))
            return CleanRules.NeedsEyes(kind) ? CheckCell.ToRead
                : isClean ? CheckCell.Clean
                : CheckCell.ToDo;
        return state.Status switch
        {
            CheckStatus.Fail => CheckCell.Fail,
            CheckStatus.Condition => CheckCell.Condition,
            _ => CheckCell.Pass,
        };
    }

    /// <summary>In which of the four groups an application belongs.</summary>
    /// <param name="cells">Of the checks that the decision waits for.</param>
    /// <param name="found">Open findings that hold the decision.</param>
    public static RoundGroup GroupOf(CheckResult result, IReadOnlyCollection<CheckCell> cells, int found) =>
        found > 0 ? RoundGroup.Found
        : result is not (CheckResult.NotStarted or CheckResult.InProgress) ? RoundGroup.Finished
        : cells.Any(cell => cell is CheckCell.ToDo or CheckCell.SecondPerson or CheckCell.Strong or CheckCell.Found) || cells.Count == 0
            ? RoundGroup.ByHand
        : RoundGroup.Clean;

    /// <summary>What an assessor reads of due diligence: how many findings are open, by check. It names nobody and says nothing of what was
    /// found. Null: none is open.</summary>
    public static string? ForAssessors(IReadOnlyCollection<FindingKind> open)
    {
        if (open.Count == 0)
            return null;
        var checks = open.Select(FindingRules.CheckOf).Order().GroupBy(NameOf).Select(group => $"{group.Key} {group.Count()}");
        return $"{open.Count} {(open.Count == 1 ? "finding" : "findings")} open ({string.Join(", ", checks)})";
    }

    private static string NameOf(CheckKind kind) =>
        kind switch
        {
            CheckKind.Register => "register",
            CheckKind.BankDetails => "bank account",
            CheckKind.Safeguarding => "safeguarding",
            CheckKind.Subsidy => "subsidy",
            _ => "cross-checks",
        };

    public static string Name(CheckCell cell) =>
        cell switch
        {
            CheckCell.Strong => "Strong finding",
            CheckCell.Found => "Finding",
            CheckCell.SecondPerson => "Waits for a second person",
            CheckCell.ToDo => "To do",
            CheckCell.ToRead => "To read",
            CheckCell.Clean => "Clean, to pass",
            CheckCell.NotApplicable => "Not needed",
            _ => cell.ToString(),
        };

    /// <summary>Such as "57 applications: 9 with findings to decide, 7 to check by hand, 41 with nothing found and papers to
    /// read".</summary>
    public static string InWords(IReadOnlyCollection<RoundGroup> groups)
    {
        int Count(RoundGroup group) => groups.Count(one => one == group);
        List<string> parts =
        [
            $"{Count(RoundGroup.Found)} with findings to decide",
            $"{Count(RoundGroup.ByHand)} to check by hand",
            $"{Count(RoundGroup.Clean)} with nothing found and papers to read",
        ];
        if (Count(RoundGroup.Finished) is > 0 and var finished)
            parts.Add($"{finished} finished");
        return $"{groups.Count} {(groups.Count == 1 ? "application" : "applications")}: {string.Join(", ", parts)}";
    }

    /// <summary>True for an application that a phone shows only on request: those with something to do come first, and only so
    /// many.</summary>
    /// <param name="place">In the list, from 0.</param>
    public static bool IsFolded(RoundGroup group, int place) => place >= MostOnPhone || group is RoundGroup.Clean or RoundGroup.Finished;

    private const int MostOnPhone = 15;
}
