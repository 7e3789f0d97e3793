using System.Globalization;

namespace Commissioning.Platform.Documents;

/// <summary>The document's headings of level 2, each a link.</summary>
public sealed record Contents : LetterBlock
{
    /// <summary>The headings that the contents list, with their ids.</summary>
    public static IReadOnlyList<(string Id, string Text)> Of(LetterDocument document) =>
        document
            .Blocks.OfType<Heading>()
            .Where(heading => heading.Level == 2)
            .Select((heading, i) => (IdOf(heading, i + 1), heading.Text))
            .ToList();

    /// <param name="number">Of the heading among those of level 2, from 1.</param>
    internal static string IdOf(Heading heading, int number) =>
        heading.Id ?? string.Create(CultureInfo.InvariantCulture, $"section-{number}");
}
