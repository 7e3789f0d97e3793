using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Commissioning.Testing;

/// <summary>What a printed document must have so that everyone can read it: our own list, after PDF/UA-1. It is no full check of that
/// standard.</summary>
public static class PdfChecks
{
    public sealed record Check(string Name, string? Fault)
    {
        public bool Passes => Fault is null;

        public override string ToString() => $"{(Passes ? "pass" : "FAIL")}  {Name}{(Passes ? "" : $": {Fault}")}";
    }

    /// <param name="Kids">Names of the elements inside, in order.</param>
    private sealed record Element(string Name, string? Alt, DictionaryToken Dictionary, IReadOnlyList<Element> Kids);

    public static IReadOnlyList<Check> Of(byte[] pdf, string language = "en-GB")
    {
        using var document = PdfDocument.Open(pdf);
        var catalog = document.Structure.Catalog.CatalogDictionary;
        var tree = Tree(document, catalog);
        var all = tree.SelectMany(Flat).ToList();
        var letters = document.GetPages().SelectMany(page => page.Letters).ToList();
        var links = document
            .GetPages()
            .SelectMany(page => page.GetAnnotations())
            .Where(annotation => annotation.Type == AnnotationType.Link)
            .ToList();
        var xmp = document.TryGetXmpMetadata(out var metadata) ? Encoding.UTF8.GetString(metadata.GetXmlBytes().ToArray()) : "";
        var headings = all.Select(element => element.Name)
            .Where(name => name is ['H', >= '1' and <= '6'])
            .Select(name => name[1] - '0')
            .ToList();
        return
        [
            new("It is tagged", Text(document, catalog, "StructTreeRoot") is null ? "no structure tree" : null),
            new("It says its language", Words(document, catalog, "Lang") == language ? null : $"says {Words(document, catalog, "Lang")}"),
            new("It has a title, and windows show it", ShowsTitle(document, catalog) ? null : "title or DisplayDocTitle is missing"),
            new(
                "Its details name author and maker",
                document.Information is { Creator: "Commissioning portal" } ? null : document.Information.Creator
            ),
            new("Its details are written as XMP, too", xmp.Contains("dc:title", StringComparison.Ordinal) ? null : "no dc:title"),
            new(
                "There is one heading of level 1, and it is the first",
                headings.Count(level => level == 1) == 1 && headings[0] == 1 ? null : string.Join(' ', headings)
            ),
            new(
                "No level of heading is left out",
                headings.Zip(headings.Skip(1)).All(pair => pair.Second <= pair.First + 1) ? null : string.Join(' ', headings)
            ),
            new("Every table has header cells with their direction", TableFault(document, all)),
            new("Rows hold only cells", Fault(all.Where(one => one.Name == "TR" && one.Kids.Any(kid => kid.Name is not ("TH" or "TD"))))),
            new("Items of a list have a body", Fault(all.Where(one => one.Name == "LI" && one.Kids.All(kid => kid.Name != "LBody")))),
            new("Pictures have words", Fault(all.Where(one => one.Name == "Figure" && string.IsNullOrWhiteSpace(one.Alt)))),
            new(
                "Links are tagged",
                links.Count <= all.Count(one => one.Name == "Link")
                    ? null
                    : $"{links.Count} links, {all.Count(one => one.Name == "Link")} tags"
            ),
            new(
                "Links say where they lead",
                links.All(link => link.AnnotationDictionary.ContainsKey(NameToken.Contents)) ? null : "a link without words"
            ),
            new(
                "Pages are read in the order of their tags",
                document.GetPages().All(page => Words(document, page.Dictionary, "Tabs") == "S") ? null : "Tabs"
            ),
            new(
                "Every font is inside",
                letters.All(letter => letter.FontName?.Contains('+', StringComparison.Ordinal) == true)
                    ? null
                    : string.Join(", ", letters.Select(letter => letter.FontName).Distinct())
            ),
            new(
                "Every character can be read as text",
                letters.Any(letter => letter.Value.Contains('\ufffd', StringComparison.Ordinal)) ? "a character without Unicode" : null
            ),
        ];
    }

    /// <summary>The names of the fonts of a document, without the mark of a subset.</summary>
    public static IReadOnlyList<string> Fonts(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return
        [
            .. document
                .GetPages()
                .SelectMany(page => page.Letters)
                .Select(letter => letter.FontName?.Split('+')[^1] ?? "none")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string? Fault(IEnumerable<Element> wrong) =>
        wrong.FirstOrDefault() is { } one ? $"{one.Name}: {string.Join(' ', one.Kids.Select(kid => kid.Name))}" : null;

    private static string? TableFault(PdfDocument document, IEnumerable<Element> all)
    {
        foreach (var table in all.Where(one => one.Name == "Table"))
        {
            var heads = Flat(table).Where(one => one.Name == "TH").ToList();
            if (heads.Count == 0)
                return "a table without header cells";
            if (
                heads.Any(head =>
                    head.Dictionary.Data.TryGetValue("A", out var attributes)
                    && !attributes.ToString()!.Contains("Scope", StringComparison.Ordinal)
                )
            )
                return "a header cell without its direction";
        }
        return null;
    }

    private static bool ShowsTitle(PdfDocument document, DictionaryToken catalog) =>
        document.Information.Title is { Length: > 0 }
        && Text(document, catalog, "ViewerPreferences") is DictionaryToken view
        && Text(document, view, "DisplayDocTitle") is BooleanToken { Data: true };

    private static IReadOnlyList<Element> Tree(PdfDocument document, DictionaryToken catalog) =>
        Text(document, catalog, "StructTreeRoot") is DictionaryToken root ? Kids(document, root) : [];

    private static IReadOnlyList<Element> Kids(PdfDocument document, DictionaryToken parent)
    {
        var kids = Text(document, parent, "K") switch
        {
            ArrayToken array => array.Data,
            null => [],
            var one => [one],
        };
        return
        [
            .. kids.Select(kid => Resolved(document, kid))
                .OfType<DictionaryToken>()
                .Where(kid => kid.ContainsKey(NameToken.Create("S")))
                .Select(kid => new Element(Words(document, kid, "S") ?? "", Words(document, kid, "Alt"), kid, Kids(document, kid))),
        ];
    }

    private static IEnumerable<Element> Flat(Element element) => element.Kids.SelectMany(Flat).Prepend(element);

    private static IToken? Text(PdfDocument document, DictionaryToken dictionary, string name) =>
        dictionary.TryGet(NameToken.Create(name), out var token) ? Resolved(document, token) : null;

    private static string? Words(PdfDocument document, DictionaryToken dictionary, string name) =>
        Text(document, dictionary, name) switch
        {
            StringToken text => text.Data,
            HexToken text => text.Data,
            NameToken text => text.Data,
            NumericToken number => number.Int.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };

    private static IToken Resolved(PdfDocument document, IToken token) =>
        token is IndirectReferenceToken reference ? document.Structure.GetObject(reference.Data).Data : token;
}
