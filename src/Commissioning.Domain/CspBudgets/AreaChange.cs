namespace Commissioning.Domain.CspBudgets;

/// <summary>The newest change to an area's life.</summary>
/// <param name="Area">The area that was added, that others became or joined, or that ended.</param>
/// <param name="Ended">The areas that ended.</param>
/// <param name="From">First day on which it counts.</param>
public sealed record AreaChange(AreaChangeKind Kind, CspArea Area, IReadOnlyList<CspArea> Ended, DateOnly From)
{
    /// <summary>Undoing it removes the area, which did not exist before.</summary>
    public bool RemovesArea => Kind is AreaChangeKind.Added or AreaChangeKind.Merged;

    /// <summary>What happened.</summary>
    public string Sentence =>
        Kind switch
        {
            AreaChangeKind.Added => $"{Area.Name} was added from {LondonTime.Date(From)}",
            AreaChangeKind.Merged => $"{NamesOfEnded} merge into {Area.Name} on {LondonTime.Date(From)}",
            AreaChangeKind.Joined => $"{NamesOfEnded} joins {Area.Name} on {LondonTime.Date(From)}",
            _ => $"{Area.Name} ends on {LondonTime.Date(From.AddDays(-1))}",
        };

    /// <summary>What follows when it is undone.</summary>
    public string WhenUndone =>
        Kind switch
        {
            AreaChangeKind.Added => $"{Area.Name} is removed with its names, its contacts and its empty accounts.",
            AreaChangeKind.Merged =>
                $"{NamesOfEnded} go on as before. {Area.Name} is removed with its names, its contacts and its empty accounts.",
            AreaChangeKind.Joined =>
                $"{NamesOfEnded} goes on as before. Its contacts are no longer contacts for {Area.Name}, unless they were before.",
            _ => $"{Area.Name} goes on as before.",
        };

    private string NamesOfEnded => string.Join(" and ", Ended.Select(area => area.Name));
}
