using System.Globalization;

namespace Commissioning.Domain.Monitoring;

/// <summary>The order in which people read the answers to a question: ages as they grow, names by the alphabet, and last what is not known.
/// The alphabet alone puts Under 12 behind 65 and over.</summary>
public static class AnswerOrder
{
    private static readonly string[] Unknown = ["Not known", "Not said", "Prefer not to say"];

    /// <summary>What to sort answers by.</summary>
    public static (int Group, int Age, string Name) Of(string answer)
    {
        var under = answer.StartsWith("Under ", StringComparison.OrdinalIgnoreCase);
        var digits = new string(answer[(under ? "Under ".Length : 0)..].TakeWhile(char.IsAsciiDigit).ToArray());
        return Unknown.Contains(answer, StringComparer.OrdinalIgnoreCase) ? (3, 0, answer)
            : answer.StartsWith("All ", StringComparison.OrdinalIgnoreCase) || answer is "Everyone" ? (2, 0, answer)
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var age)
                // Under 12 stands before 12 to 17, and after 6 to 11.
                ? (0, under ? age * 2 - 1 : age * 2, answer)
            : (1, 0, answer);
    }

    /// <summary>Answers in this order. Names that differ only in ways that nobody sees keep one order.</summary>
    public static IEnumerable<T> InAnswerOrder<T>(this IEnumerable<T> rows, Func<T, string> answer) =>
        rows.OrderBy(row => Of(answer(row)).Group).ThenBy(row => Of(answer(row)).Age).ThenBy(answer, StringComparer.Ordinal);
}
