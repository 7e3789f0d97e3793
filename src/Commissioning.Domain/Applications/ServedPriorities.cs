using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>The priorities that a project serves: the main one, by which money is counted once, and others where the round allows
/// them.</summary>
public static class ServedPriorities
{
    /// <summary>All of them, the main one first.</summary>
    public static IReadOnlyCollection<string> Of(string? main, IReadOnlyCollection<string> also) =>
        [.. main is null ? [] : new[] { main }, .. also];

    /// <summary>"Road safety; also Rural crime; Fraud"</summary>
    /// <param name="main">Null: not chosen yet.</param>
    public static string? InWords(string? main, IReadOnlyCollection<string> also) =>
        also.Count == 0 ? main : $"{main ?? "No main priority"}; also {string.Join("; ", also)}";

    /// <summary>What was ticked beside the main priority, in the order of the form, without what the round does not offer.</summary>
    public static IReadOnlyList<string> Others(RoundSetup setup, string? main, IReadOnlyCollection<string> ticked) =>
        setup.Round.Policy.MostPriorities > 1 ? setup.Priorities.Where(name => name != main && ticked.Contains(name)).ToList() : [];

    /// <summary>Null when the main priority is one of those that were ticked. Who ticks none names the main one alone.</summary>
    public static Refusal? WhyMainNotTicked(string? main, IReadOnlyCollection<string> ticked) =>
        main is not null && ticked.Count > 0 && !ticked.Contains(main)
            ? new("Tick the priority that it serves most too, or choose one that you ticked", nameof(ProjectContent.Priority))
            : null;

    /// <summary>Null when the round allows as many priorities.</summary>
    public static Refusal? WhyTooMany(RoundPolicy policy, ProjectContent project)
    {
        var served = project.Served.Distinct().Count();
        return served > policy.MostPriorities
            ? new(
                policy.MostPriorities == 1
                    ? "Choose one priority"
                    : $"You ticked {served} priorities. Choose {policy.MostPriorities} at most.",
                nameof(TypedProject.Priorities)
            )
            : null;
    }
}
