namespace Commissioning.Domain.Decisions;

/// <summary>What a project does and why it reduces crime, which the published record of a grant must say (SI 2011/3050).</summary>
public static class CrimeReasonRules
{
    /// <summary>The longest sentence of an officer, in characters.</summary>
    public const int Longest = 500;

    /// <summary>In the application's own words, where no officer wrote a sentence: a draft, until the decision maker states it.</summary>
    public static string Draft(string summary, string priority) => $"{summary} It serves the priority {priority}.";

    /// <summary>The law asks why each grant will reduce crime and disorder, so the decision maker says so before any award is
    /// made.</summary>
    /// <param name="funded">How many grants are decided.</param>
    public static Refusal? WhyNotStated(int funded, bool isStated, string field) =>
        funded == 0 || isStated
            ? null
            : new("Say that you have read why each grant will reduce crime and disorder, and that these are your reasons", field);

    /// <summary>What is not right with the reason for one grant.</summary>
    public static Refusal? WhyNot(string? crimeReason, string field) =>
        string.IsNullOrWhiteSpace(crimeReason)
            ? new("Say why the grant will reduce crime and disorder", field)
            : TextLimit.WhyTooLong(crimeReason, Longest, field);

    /// <summary>What a person reads in a box that offers it, and may accept by leaving it as it is.</summary>
    public static string Offered(string reason) => Sentences.Beginning(reason, Longest - 1);
}
