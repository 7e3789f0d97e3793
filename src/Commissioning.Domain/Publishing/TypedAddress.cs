using System.Globalization;
using System.Text;

namespace Commissioning.Domain.Publishing;

/// <summary>Reads the filter of a public list from its address. What cannot be read is left out and said in a sentence, so that an old or
/// mistyped link still gives a list.</summary>
/// <param name="typed">The values of the address by their names.</param>
public sealed class TypedAddress(Func<string, string?> typed)
{
    /// <summary>What could not be done as the address says.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>As typed, with a space for each character that nobody can see: a search would end at one, and find everything.</summary>
    public string Text(string name) => string.Concat((typed(name) ?? "").Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();

    /// <summary>One of the known names, as an address has it or as it is written. Null: none, or not known.</summary>
    public string? Choice(string name, string what, IReadOnlyList<string> known)
    {
        if (Text(name) is not { Length: > 0 } text)
            return null;
        var found = known.FirstOrDefault(one => Word(one) == Word(text));
        if (found is null)
            Notes.Add($"We know no {what} \"{Shortened(text)}\", so the list has every {what}");
        return found;
    }

    /// <summary>Null: none, or not an amount.</summary>
    public Money? Amount(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
            return null;
        var amount = Money.Parse(text);
        if (amount is null)
            Notes.Add($"\"{Shortened(text)}\" is not an amount such as £5,000, so we left it out");
        return amount;
    }

    /// <summary>A number from 1; whether there is such a page is for the list to say.</summary>
    public int Page()
    {
        var text = Text("page");
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            return number;
        if (text.Length > 0)
            Notes.Add("We know no such page, so this is the first");
        return 1;
    }

    /// <summary>The page that is shown of so many, and a note where it is not the one that was asked for.</summary>
    public static (int Page, IReadOnlyList<string> Notes) OnAPageOf(int pages, int page, IReadOnlyList<string> notes) =>
        page <= pages ? (page, notes) : (pages, [.. notes, "There is no such page, so this is the last"]);

    /// <summary>The part of an address after the question mark, without what is null or empty.</summary>
    public static string Query(params (string Name, string? Value)[] parts) =>
        string.Join(
            '&',
            parts.Where(part => part.Value is { Length: > 0 }).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}")
        );

    /// <summary>A name as an address has it: small letters, digits and hyphens, such as hinckley-and-bosworth. Null for none.</summary>
    public static string? Word(string? name)
    {
        if (name is null)
            return null;
        var word = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(letter))
                word.Append(letter);
            else if (
                CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark
                && letter is not ('\'' or '’')
                && word.Length > 0
                && word[^1] != '-'
            )
                word.Append('-');
        // A name in another script stays as it is.
        return word.ToString().TrimEnd('-') is { Length: > 0 } plain ? plain : name;
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : $"{text[..40]}...";
}
