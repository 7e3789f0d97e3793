namespace Commissioning.Domain.Applications;

/// <summary>The project section of an application. A draft may have nulls.</summary>
public sealed record ProjectContent
{
    public string? ProjectName { get; init; }
    public string? Summary { get; init; }
    public string? Priority { get; init; }

    /// <summary>One or more zones, as <see cref="Zones"/> stores them.</summary>
    public string? Zone { get; init; }
    public string? ZoneLinks { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
}
