using System.Text.Json;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>The project section as it was typed, whatever it is. A draft keeps it while a box cannot be read.</summary>
public sealed record TypedProject : IJsonText<TypedProject>
{
    /// <summary>Characters that are stored of the project's name.</summary>
    public const int LongestName = 200;

    public string? ProjectName { get; init; }
    public string? Summary { get; init; }
    public string? Priority { get; init; }

    /// <summary>Those that were ticked, with the main one, where an application may serve several.</summary>
    public IReadOnlyList<string> Priorities { get; init; } = [];
    public IReadOnlyList<string> Zones { get; init; } = [];
    public IReadOnlyList<string> ZoneLinks { get; init; } = [];
    public TypedDate StartsOn { get; init; } = new(null, null, null);
    public TypedDate EndsOn { get; init; } = new(null, null, null);

    public static TypedProject Of(ProjectContent project) =>
        new()
        {
            ProjectName = project.ProjectName,
            Summary = project.Summary,
            Priority = project.Priority,
            Priorities = [.. project.Served],
            Zones = Applications.Zones.Of(project.Zone),
            ZoneLinks = Applications.Zones.Of(project.ZoneLinks),
            StartsOn = TypedDate.Of(project.StartsOn),
            EndsOn = TypedDate.Of(project.EndsOn),
        };

    /// <summary>When the project starts. A month is enough: its first day on which projects of the round may start.</summary>
    public DateOnly? Starts(Round round) =>
        StartsOn.ToFirstDay() is { } first && StartsOn.ToDate() is null && IsMonthOf(first, round.ProjectsStartOn)
            ? round.ProjectsStartOn
            : StartsOn.ToFirstDay();

    /// <summary>When the project ends. A month is enough: its last day on which projects of the round may end.</summary>
    public DateOnly? Ends(Round round) =>
        EndsOn.ToLastDay() is { } last && EndsOn.ToDate() is null && IsMonthOf(last, round.ProjectsEndBy)
            ? round.ProjectsEndBy
            : EndsOn.ToLastDay();

    private static bool IsMonthOf(DateOnly date, DateOnly other) => (date.Year, date.Month) == (other.Year, other.Month);

    /// <summary>What of it can be read.</summary>
    public ProjectContent Read(RoundSetup setup)
    {
        var main = setup.Priorities.FirstOrDefault(name => name == Priority);
        return new()
        {
            ProjectName = Text(TextLimit.Cut(ProjectName, LongestName)),
            Summary = Text(Summary),
            Priority = main,
            AlsoServes = ServedPriorities.Others(setup, main, Priorities),
            Zone = Applications.Zones.Chosen(setup.Zones, Zones),
            ZoneLinks = Applications.Zones.Chosen(Applications.Zones.Links, ZoneLinks),
            StartsOn = Starts(setup.Round),
            EndsOn = Ends(setup.Round),
        };
    }

    /// <summary>Why what was typed cannot be stored as it is; empty: all of it can.</summary>
    public IReadOnlyList<Refusal> WhyUnread()
    {
        var refusals = new List<Refusal>();
        if (TextLimit.WhyTooLong(ProjectName, LongestName, nameof(ProjectName)) is { } name)
            refusals.Add(name);
        if (ServedPriorities.WhyMainNotTicked(Priority, Priorities) is { } unticked)
            refusals.Add(unticked);
        if (!StartsOn.IsBlank && StartsOn.WhyNotADate("the start date", monthIsEnough: true) is { } start)
            refusals.Add(new(start, nameof(StartsOn)));
        if (!EndsOn.IsBlank && EndsOn.WhyNotADate("the end date", monthIsEnough: true) is { } end)
            refusals.Add(new(end, nameof(EndsOn)));
        return refusals;
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static TypedProject FromJson(string json) => JsonSerializer.Deserialize<TypedProject>(json)!;

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
