namespace Commissioning.Domain.DueDiligence;

/// <summary>The evidence an organisation needs, in proportion to whom it reaches. Default, not OPCC policy.</summary>
public static class SafeguardingRules
{
    public static string Name(SafeguardingReach reach) =>
        reach switch
        {
            SafeguardingReach.NobodyAtRisk => "No children or adults at risk",
            SafeguardingReach.InGroups => "Children or adults at risk, with others always present",
            _ => "Children or adults at risk, alone with one worker at times, or overnight",
        };

    public static string Name(SafeguardingItem item) =>
        item switch
        {
            SafeguardingItem.Lead => "A named safeguarding lead",
            SafeguardingItem.Policy => "A policy that is in date and says how to report",
            SafeguardingItem.Training => "Training of the lead and of those who meet people at risk",
            SafeguardingItem.RiskAssessment => "A risk assessment of the activity",
            _ => "DBS checks for the roles that need one",
        };

    /// <summary>The evidence needed; empty when the project reaches no one at risk.</summary>
    public static IReadOnlyList<SafeguardingItem> Needed(SafeguardingReach reach) =>
        reach switch
        {
            SafeguardingReach.NobodyAtRisk => [],
            SafeguardingReach.InGroups =>
            [
                SafeguardingItem.Lead,
                SafeguardingItem.Policy,
                SafeguardingItem.Training,
                SafeguardingItem.RiskAssessment,
            ],
            _ => Enum.GetValues<SafeguardingItem>(),
        };

    /// <summary>What still prevents a pass, as sentences; empty when nothing does.</summary>
    public static IReadOnlyList<string> Gaps(SafeguardingReach? reach, IReadOnlyCollection<SafeguardingEvidence> seen, DateOnly today)
    {
        if (reach is not { } reached)
            return ["First say who the project reaches"];
        List<string> gaps = [];
        foreach (var item in Needed(reached))
        {
            var found = seen.FirstOrDefault(one => one.Item == item);
            if (found?.Seen is null)
                gaps.Add($"{Name(item)}: not checked yet");
            else if (found.Seen == false)
                gaps.Add($"{Name(item)}: missing");
            else if (found.Until is { } until && until < today)
                gaps.Add($"{Name(item)}: expired on {LondonTime.Date(until)}");
            else if (item == SafeguardingItem.Lead && string.IsNullOrWhiteSpace(found.Note))
                gaps.Add($"{Name(item)}: enter the name");
        }
        return gaps;
    }
}
