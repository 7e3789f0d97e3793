namespace Commissioning.Domain.Decisions;

/// <summary>What a project does and why it reduces crime, which the published record of a grant must say (SI 2011/3050).</summary>
public static class CrimeReasonRules
{
    /// <summary>The longest sentence of an officer, in characters.</summary>
    public const int Longest = 500;

    /// <summary>In the application's own words, where no officer wrote a sentence.</summary>
    public static string Draft(string summary, string priority) => $"{summary} It serves the priority {priority}.";
}
