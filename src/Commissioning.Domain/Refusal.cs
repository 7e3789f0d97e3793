using System.Globalization;

namespace Commissioning.Domain;

/// <summary>
/// A rule refused the command. The sentence is shown to the person unchanged; Field names the member of the command or of the rule that it
/// concerns, with nameof. The page finds its own box of that name.
/// </summary>
public sealed record Refusal(string Sentence, string? Field = null)
{
    /// <summary>One entry of a list, such as Lines[2].</summary>
    public static string At(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]");

    /// <summary>A member of one entry, such as Lines[2].Amount.</summary>
    public static string At(string list, int index, string member) => $"{At(list, index)}.{member}";

    /// <summary>An entry of a list within a list, such as Rows[2].Cells[0].</summary>
    public static string At(string list, int index, string member, int inner) => At(At(list, index, member), inner);
}
