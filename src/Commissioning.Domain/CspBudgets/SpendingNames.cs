namespace Commissioning.Domain.CspBudgets;

/// <summary>What a file of spending may call areas and projects. Every name is as <see cref="SpendingSheet.Plain"/> makes it.</summary>
/// <param name="Areas">Every name and alias.</param>
/// <param name="Projects">The approved projects of each area, with what people said that other names mean; null: no project.</param>
public sealed record SpendingNames(IReadOnlyDictionary<string, Guid> Areas, IReadOnlyDictionary<(Guid Area, string Name), Guid?> Projects)
{
    /// <summary>Areas with approved projects. In the others the name of a project only says what was paid for.</summary>
    public IReadOnlySet<Guid> WithProjects { get; } = Projects.Keys.Select(key => key.Area).ToHashSet();
}
