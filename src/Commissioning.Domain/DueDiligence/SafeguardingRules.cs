namespace Commissioning.Domain.DueDiligence;

/// <summary>The evidence an organisation needs, in proportion to whom it reaches.</summary>
public static class SafeguardingRules
{
    /// <summary>The point whose note is a person's name.</summary>
    public const string LeadCode = "Lead";

    /// <summary>The most points.</summary>
    public const int Most = 20;

    private const int LongestName = 150;

    /// <summary>What is looked for until the office sets something else. Default, not OPCC policy.</summary>
    public static readonly IReadOnlyList<SafeguardingPoint> DefaultPoints =
    [
        new(LeadCode, "A named safeguarding lead", [SafeguardingReach.InGroups, SafeguardingReach.Unsupervised]),
        new("Policy", "A policy that is in date and says how to report", [SafeguardingReach.InGroups, SafeguardingReach.Unsupervised]),
        new(
            "Training",
            "Training of the lead and of those who meet people at risk",
            [SafeguardingReach.InGroups, SafeguardingReach.Unsupervised]
        ),
        new("RiskAssessment", "A risk assessment of the activity", [SafeguardingReach.InGroups, SafeguardingReach.Unsupervised]),
        new("Dbs", "DBS checks for the roles that need one", [SafeguardingReach.Unsupervised]),
    ];

    public static string Name(SafeguardingReach reach) =>
        reach switch
        {
            SafeguardingReach.NobodyAtRisk => "No children or adults at risk",
            SafeguardingReach.InGroups => "Children or adults at risk, with others always present",
            _ => "Children or adults at risk, alone with one worker at times, or overnight",
        };

    /// <summary>The evidence needed; empty when the project reaches no one at risk, unless the office asks for something there
    /// too.</summary>
    public static IReadOnlyList<SafeguardingPoint> Needed(SafeguardingReach reach, IReadOnlyList<SafeguardingPoint> points) =>
        points.Where(point => !point.IsClosed && point.NeededFrom.Contains(reach)).ToList();

    /// <summary>What is looked for where the check has passed: what the office asks for since then does not open it again.</summary>
    /// <param name="then">The points when it passed.</param>
    public static IReadOnlyList<SafeguardingPoint> AfterPass(
        IReadOnlyList<SafeguardingPoint> points,
        IReadOnlyList<SafeguardingPoint> then
    ) =>
        points
            .Select(point =>
                point with
                {
                    NeededFrom = point.NeededFrom.Where(reach => Needed(reach, then).Any(needed => needed.Code == point.Code)).ToList(),
                }
            )
            .ToList();

    /// <summary>What still prevents a pass, as sentences; empty when nothing does.</summary>
    public static IReadOnlyList<string> Gaps(
        SafeguardingReach? reach,
        IReadOnlyCollection<SafeguardingEvidence> seen,
        IReadOnlyList<SafeguardingPoint> points,
        DateOnly today
    )
    {
        if (reach is not { } reached)
            return ["First say who the project reaches"];
        List<string> gaps = [];
        foreach (var point in Needed(reached, points))
        {
            var found = seen.FirstOrDefault(one => one.Item == point.Code);
            if (found?.Seen is null)
                gaps.Add($"{point.Name}: not checked yet");
            else if (found.Seen == false)
                gaps.Add($"{point.Name}: missing");
            else if (found.Until is { } until && until < today)
                gaps.Add($"{point.Name}: expired on {LondonTime.Date(until)}");
            else if (point.Code == LeadCode && string.IsNullOrWhiteSpace(found.Note))
                gaps.Add($"{point.Name}: enter the name");
        }
        return gaps;
    }

    /// <summary>Everything to correct in a point, beside those that there are.</summary>
    public static IReadOnlyList<Refusal> WhyWrong(SafeguardingPoint point, IReadOnlyList<SafeguardingPoint> points)
    {
        var refusals = new List<Refusal>();
        var others = points.Where(other => other.Code != point.Code).ToList();
        if (NameRules.WhyNotAName(point.Name, "what to look for", LongestName, nameof(point.Name)) is { } unnamed)
            refusals.Add(unnamed);
        else if (others.FirstOrDefault(other => string.Equals(other.Name, point.Name, StringComparison.OrdinalIgnoreCase)) is { } twice)
            refusals.Add(new($"{twice.Name} is in the list already", nameof(point.Name)));
        if (!point.IsClosed && (point.NeededFrom.Count == 0 || point.NeededFrom.Any(reach => !Enum.IsDefined(reach))))
            refusals.Add(new("Choose the projects that need it, or close it", nameof(point.NeededFrom)));
        if (others.Count == points.Count && points.Count >= Most)
            refusals.Add(new($"There are {Most} points already, which is the most", nameof(point.Name)));
        return refusals;
    }
}
