using System.Globalization;
using System.Security;
using System.Text;

namespace Commissioning.Testing;

/// <summary>The workbook of a past round with invented organisations, whose totals come out to the penny.</summary>
public static class PastBook
{
    public static readonly string[] Heads =
    [
        "Reference",
        "Organisation",
        "Charity number",
        "Company number",
        "Postcode",
        "Project",
        "Area",
        "Priority",
        "Asked (£)",
        "Score",
        "Out of",
        "Result",
        "Awarded (£)",
        "Paid (£)",
        "Returned (£)",
        "Decided on",
        "Notes",
    ];

    /// <param name="pence">What the funded ones got in all.</param>
    public static string[][] Rows(int applications, int funded, long pence, string prefix = "Invented Group")
    {
        var each = pence / funded;
        return Enumerable
            .Range(1, applications)
            .Select(number =>
            {
                var got = number < funded ? each : pence - each * (funded - 1);
                return Row(
                    number <= funded
                        ?
                        [
                            ("Asked (£)", Pounds(got + 5_000)),
                            ("Score", "75"),
                            ("Result", "Funded"),
                            ("Awarded (£)", Pounds(got)),
                            ("Paid (£)", Pounds(got)),
                        ]
                        : [("Asked (£)", "4321.09"), ("Score", "41.5"), ("Result", "Not funded")],
                    ("Organisation", $"{prefix} {Word(number)}"),
                    ("Project", $"Project {Word(number)}"),
                    ("Area", "Leicester")
                );
            })
            .ToArray();
    }

    /// <summary>What the rows ask for in all, in pence.</summary>
    public static long Asked(int applications, int funded, long pence) => pence + 5_000L * funded + 432_109L * (applications - funded);

    public static string[] Row(params (string Head, string Text)[] cells) => Row([], cells);

    private static string[] Row(IReadOnlyList<(string Head, string Text)> more, params (string Head, string Text)[] cells) =>
        Heads.Select(head => more.Concat(cells).FirstOrDefault(cell => cell.Head == head).Text ?? "").ToArray();

    public static byte[] Write(params string[][] rows) => new SampleWorkbook().Sheet("Applications", [Heads, .. rows]).Write();

    /// <summary>Cells with their own XML, such as a formula.</summary>
    public static string RowXml(int row, IEnumerable<(int Column, string Xml)> cells)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">");
        foreach (var (column, xml) in cells)
            text.Append(CultureInfo.InvariantCulture, $"<c r=\"{Domain.SheetCell.Column(column)}{row}\"{xml}</c>");
        return text.Append("</row>").ToString();
    }

    public static (int, string) TextCell(int column, string text) =>
        (column, $" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is>");

    private static string Pounds(long pence) => (pence / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Names that no two of them are alike.</summary>
    private static string Word(int number)
    {
        var word = new StringBuilder();
        for (var left = number * 7919 + 104_729; left > 0; left /= 20)
            word.Append("bcdfghjklmnpqrstvwxz"[left % 20]).Append("aeiou"[left % 5]);
        return char.ToUpperInvariant(word[0]) + word.ToString(1, word.Length - 1);
    }
}
