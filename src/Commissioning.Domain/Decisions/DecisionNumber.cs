using System.Globalization;
using System.Text.RegularExpressions;

namespace Commissioning.Domain.Decisions;

/// <summary>The office's numbers of decision notices, such as D-2026-007 from the pattern D-{year}-{number:000}.</summary>
public static partial class DecisionNumber
{
    public const string DefaultPattern = "D-{year}-{number:000}";

    /// <summary>Longest number; the pattern leaves room for a number of six digits.</summary>
    public const int Longest = 40;

    /// <summary>Null when numbers can be made from the pattern.</summary>
    public static Refusal? WhyWrong(string pattern) =>
        NumberPattern().Count(pattern) != 1
            ? new("The pattern of decision numbers must have {number} once, or with zeros in front as in {number:000}")
        : YearPattern().Count(pattern) > 1 ? new("The pattern of decision numbers can have {year} only once")
        : !WordsPattern().IsMatch(YearPattern().Replace(NumberPattern().Replace(pattern, ""), ""))
            ? new("The pattern of decision numbers can have letters, digits, spaces, hyphens, full stops, strokes, {year} and {number}")
        : Of(pattern, 9999, 999_999).Length > Longest
            ? new Refusal($"The pattern of decision numbers is too long: a number can have {Longest} characters")
        : null;

    public static string Of(string pattern, int year, int number) =>
        YearPattern()
            .Replace(
                NumberPattern()
                    .Replace(
                        pattern,
                        found =>
                            number.ToString(found.Groups["zeros"].Success ? found.Groups["zeros"].Value : "0", CultureInfo.InvariantCulture)
                    ),
                year.ToString("0000", CultureInfo.InvariantCulture)
            );

    /// <summary>What the numbers of a year look like to SQL's like.</summary>
    public static string Like(string pattern, int year) =>
        YearPattern().Replace(NumberPattern().Replace(pattern, "%"), year.ToString("0000", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\{number(:(?<zeros>0{1,6}))?\}")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\{year\}")]
    private static partial Regex YearPattern();

    [GeneratedRegex(@"^[A-Za-z0-9 .\-/]*$")]
    private static partial Regex WordsPattern();
}
