namespace Commissioning.Domain.Monitoring;

public enum ReturnStatus { Due, Submitted, Accepted }

/// <summary>What was spent on a line of the budget that the grant pays for.</summary>
public sealed record LineSpend(Money Budget, Money? Spent, string? Explanation);

public static class MonitoringRules
{
    public static Refusal? WhyCannotChange(ReturnStatus status) => status switch
    {
        ReturnStatus.Submitted => new("This return has been sent and waits for review"),
        ReturnStatus.Accepted => new("This return has been accepted"),
        _ => null,
    };

    /// <summary>Everything a return lacks before it can be sent (R73): every line's spending, what came of every promise, people and words.</summary>
    public static IReadOnlyList<Refusal> WhyIncomplete(IReadOnlyList<LineSpend> lines, IReadOnlyList<string?> achieved, string? delivered, string? learned, int? peopleNew, int? peopleRepeat)
    {
        var refusals = new List<Refusal>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Spent is null) refusals.Add(new($"Enter what was spent on line {i + 1}, or 0 if nothing was", $"Form.Lines[{i}].Spent"));
            else if (lines[i].Spent > lines[i].Budget && string.IsNullOrWhiteSpace(lines[i].Explanation)) refusals.Add(new($"Say why line {i + 1} cost more than its budget of {lines[i].Budget}", $"Form.Lines[{i}].Explanation"));
        }
        for (var i = 0; i < achieved.Count; i++)
            if (string.IsNullOrWhiteSpace(achieved[i])) refusals.Add(new($"Say what came of outcome {i + 1}", $"Form.Outcomes[{i}].Achieved"));
        if (peopleNew is null) refusals.Add(new("Enter how many people took part for the first time, or 0", "Form.PeopleNew"));
        if (peopleRepeat is null) refusals.Add(new("Enter how many people came back, or 0", "Form.PeopleRepeat"));
        if (string.IsNullOrWhiteSpace(delivered)) refusals.Add(new("Say what you did", "Form.Delivered"));
        if (string.IsNullOrWhiteSpace(learned)) refusals.Add(new("Say what you learned", "Form.Learned"));
        return refusals;
    }

    /// <summary>What is left of the grant, in pence: never below nil, because an overspend is the organisation's own (R75).</summary>
    public static Money Unspent(Money award, IEnumerable<Money> spent)
    {
        var left = award - spent.Sum();
        return left > Money.Nil ? left : Money.Nil;
    }

    public static bool IsOverdue(ReturnStatus status, DateOnly dueOn, DateOnly today) => status == ReturnStatus.Due && today > dueOn;
}
