using System.Text.RegularExpressions;

namespace Commissioning.Domain.CspBudgets;

/// <summary>Payees and hosted schemes are recorded once, however their name is written.</summary>
public static partial class PayeeRules
{
    /// <summary>Null for a name of 1 to 200 characters that is not known in any spelling.</summary>
    public static Refusal? WhyNameIsWrong(string? name, IEnumerable<string> known, string field)
    {
        if (name?.Trim().Length is not (> 0 and <= 200))
            return new("Enter a name of up to 200 characters", field);
        return known.FirstOrDefault(other => Key(other) == Key(name)) is { } same
            ? new($"{same} is recorded already. Choose it from the list.", field)
            : null;
    }

    /// <summary>The name without case, punctuation and the short forms that people write for the same council.</summary>
    private static string Key(string name) =>
        string.Join(
            ' ',
            NotWord()
                .Split(SpendingSheet.Plain(name))
                .Where(word => word.Length > 0)
                .Select(word =>
                    word switch
                    {
                        "leics" => "leicestershire",
                        "co" or "cty" => "county",
                        "cncl" => "council",
                        "cc" => "county council",
                        "ltd" => "limited",
                        _ => word,
                    }
                )
        );

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();
}
