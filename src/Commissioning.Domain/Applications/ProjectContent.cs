using System.Text.Json.Serialization;

namespace Commissioning.Domain.Applications;

/// <summary>The project section of an application. A draft may have nulls.</summary>
public sealed record ProjectContent
{
    public string? ProjectName { get; init; }
    public string? Summary { get; init; }

    /// <summary>The priority that it serves most. Money is counted by it alone.</summary>
    public string? Priority { get; init; }

    /// <summary>The other priorities that it serves, in the order of the form.</summary>
    public IReadOnlyList<string> AlsoServes { get; init; } = [];

    /// <summary>All of them, the main one first.</summary>
    [JsonIgnore]
    public IReadOnlyCollection<string> Served => ServedPriorities.Of(Priority, AlsoServes);

    /// <summary>One or more zones, as <see cref="Zones"/> stores them.</summary>
    public string? Zone { get; init; }
    public string? ZoneLinks { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
}
