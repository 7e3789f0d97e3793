using Commissioning.Platform.Documents;

namespace Commissioning.Features.Casework;

/// <summary>The texts of an answer, numbered in the order in which they are printed: title, then the blocks. Page, PDF and spreadsheet are
/// made of them, so that what is taken out of a text is in none of the three.</summary>
internal static class AnswerTexts
{
    public static IReadOnlyList<string> Of(LetterDocument document)
    {
        var texts = new List<string>();
        Map(
            document,
            (_, text) =>
            {
                texts.Add(text);
                return text;
            }
        );
        return texts;
    }

    /// <summary>The document with each of its texts replaced.</summary>
    public static LetterDocument Map(LetterDocument document, Func<int, string, string> change)
    {
        var number = 0;
        string Say(string text) => change(number++, text);
        IReadOnlyList<string> Each(IReadOnlyList<string> texts) => texts.Select(Say).ToList();
        var title = Say(document.Title);
        return document with
        {
            Title = title,
            Blocks = document
                .Blocks.Select<LetterBlock, LetterBlock>(block =>
                    block switch
                    {
                        Heading heading => heading with { Text = Say(heading.Text) },
                        Paragraph paragraph => new Paragraph(Say(paragraph.Text)),
                        Bullets bullets => new Bullets(Each(bullets.Items)),
                        KeyValues facts => new KeyValues(facts.Rows.Select(fact => new Fact(fact.Key, Say(fact.Value))).ToList()),
                        Figures table => new Figures(
                            Say(table.Caption),
                            table.Columns,
                            table.Rows.Select(Each).ToList(),
                            table.Totals is { } totals ? Each(totals) : null
                        ),
                        Contents or PageBreak => block,
                        _ => throw new InvalidOperationException($"{block.GetType().Name} has no place in an answer"),
                    }
                )
                .ToList(),
        };
    }
}
