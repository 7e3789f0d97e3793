using System.Globalization;

namespace Commissioning.Domain;

/// <summary>Colours on which white words can be read.</summary>
public static class ReadableColour
{
    /// <summary>The least contrast with white, by WCAG 2.2, success criterion 1.4.3.</summary>
    public const double LeastContrast = 4.5;

    /// <summary>Null when white words can be read on the colour.</summary>
    /// <param name="hex">Such as #123a56.</param>
    public static string? WhyNot(string hex) =>
        Contrast(hex) is not { } contrast ? $"\"{hex}\" is not a colour such as #123a56"
        : contrast < LeastContrast
            ? $"White words on {hex} have a contrast of {contrast.ToString("0.0", CultureInfo.InvariantCulture)}, and it must be {LeastContrast.ToString(CultureInfo.InvariantCulture)} or more. Choose a darker colour"
        : null;

    /// <summary>The contrast with white, from 1 to 21; null when it is no colour.</summary>
    private static double? Contrast(string hex)
    {
        if (
            hex.Length != 7
            || hex[0] != '#'
            || !int.TryParse(hex[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var colour)
        )
            return null;
        return 1.05 / (0.2126 * Linear(colour >> 16) + 0.7152 * Linear((colour >> 8) & 255) + 0.0722 * Linear(colour & 255) + 0.05);
    }

    private static double Linear(int channel)
    {
        var share = channel / 255d;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
