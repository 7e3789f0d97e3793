using System.Text.RegularExpressions;

namespace Commissioning.Domain;

/// <summary>The shape of a UK postcode (BS 7666), not whether it exists. The two letters at its end are never C, I, K, M, O or V, so a
/// letter O typed for a zero is noticed.</summary>
public static partial class PostcodeRules
{
    /// <summary>Capitals, and one space before the last three characters: "le11aa" becomes "LE1 1AA".</summary>
    public static string Normalise(string typed)
    {
        var plain = typed.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return plain.Length > 3 ? $"{plain[..^3]} {plain[^3..]}" : plain;
    }

    public static bool IsPostcode(string typed) => Shape().IsMatch(Normalise(typed.Trim()));

    /// <summary>Null when this is a postcode; otherwise what to correct, with the postcode that was probably meant.</summary>
    public static string? WhyNot(string typed)
    {
        if (IsPostcode(typed))
            return null;
        var postcode = Normalise(typed.Trim());
        if (Meant(postcode) is { } meant)
            return $"{postcode} is not a postcode. Did you mean {meant}?";
        return LastThree().IsMatch(postcode)
            ? $"{postcode} is not a postcode that exists. Check its last two letters, {postcode[^2..]}."
            : "Enter a full postcode, such as LE1 1AA";
    }

    /// <summary>The postcode with the letters that stand for digits, and the other way round, put right; null when that gives
    /// none.</summary>
    private static string? Meant(string postcode)
    {
        if (postcode.Length is < 6 or > 8)
            return null;
        var digit = postcode.Length - 3;
        for (var from = 1; from < digit; from++)
        {
            var letters = postcode.ToCharArray();
            for (var i = from; i <= digit; i++)
                letters[i] = Digit(letters[i]);
            if (new string(letters) is var meant && meant != postcode && IsPostcode(meant))
                return meant;
        }
        return null;
    }

    private static char Digit(char letter) =>
        letter switch
        {
            'O' or 'Q' => '0',
            'I' or 'L' => '1',
            'Z' => '2',
            'S' => '5',
            _ => letter,
        };

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}$")]
    private static partial Regex Shape();

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$")]
    private static partial Regex LastThree();
}
