using System.Globalization;
using System.Security;
using System.Text;

namespace Commissioning.Platform.Documents;

/// <summary>The parts of a Word file that are the same for every document: its styles, its lists, its foot, and the frame of its
/// drawings.</summary>
internal static class WordStyles
{
    private const string Names =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private const string Blue = "12355B";

    /// <summary>English Metric Units in a centimetre.</summary>
    private const int Centimetre = 360_000;

    /// <summary>Text as XML, without the characters that XML does not have.</summary>
    public static string Escape(string text) =>
        SecurityElement.Escape(string.Concat(text.Where(letter => letter is '\n' or '\t' or >= ' ' and not ('\ufffe' or '\uffff'))));

    /// <summary>As <see cref="Escape"/>, on one line.</summary>
    public static string Attribute(string text) => Escape(text.ReplaceLineEndings(" "));

    public static string Document(string body, string footer) =>
        $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <w:document {Names} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><w:body>{body}<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>
            """;

    public static string Settings(string language) =>
        $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <w:settings {Names}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="{Attribute(
                language
            )}" w:bidi="ar-SA"/></w:settings>
            """;

    /// <param name="reference">The runs of what stands on every page.</param>
    public static string Footer(string reference) =>
        $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <w:ftr {Names}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{reference}<w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> of </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>
            """;

    /// <param name="lists">How many numbered lists the document has; each begins at 1.</param>
    public static string Numbering(int lists)
    {
        var numbers = new StringBuilder();
        for (var i = 0; i < lists; i++)
            numbers.Append(
                CultureInfo.InvariantCulture,
                $"<w:num w:numId=\"{i + 2}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
            );
        return $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <w:numbering {Names}>{Level(0, "bullet", "•")}{Level(
                1,
                "decimal",
                "%1."
            )}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{numbers}</w:numbering>
            """;

        static string Level(int id, string format, string text) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"567\" w:hanging=\"397\"/></w:pPr></w:lvl></w:abstractNum>"
            );
    }

    public static string Styles(string language) =>
        $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <w:styles {Names}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{Attribute(
                language
            )}" w:eastAsia="{Attribute(
                language
            )}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
            <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
            <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
            <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
            {Large("Title", "Title", 0, 34, 0, 200)}{Large("Heading1", "heading 1", 1, 34, 320, 140)}{Large(
                "Heading2",
                "heading 2",
                2,
                28,
                320,
                120
            )}{Large("Heading3", "heading 3", 3, 25, 240, 100)}{Large("Heading4", "heading 4", 4, 24, 200, 80)}
            {Small(
                "Caption",
                "caption",
                "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"80\"/>",
                "<w:b/><w:bCs/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>"
            )}
            {Small(
                "Cell",
                "Cell",
                "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"252\" w:lineRule=\"auto\"/>",
                "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"
            )}
            {Small("AfterTable", "After table", "<w:spacing w:after=\"80\" w:line=\"120\" w:lineRule=\"exact\"/>", "")}
            {Small("ListParagraph", "List Paragraph", "<w:spacing w:after=\"60\"/>", "")}
            {Small("Contents", "Contents", "<w:spacing w:after=\"40\"/>", "")}
            {Small(
                "Quote",
                "Quote",
                $"<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"10\" w:color=\"5B7A9D\"/></w:pBdr><w:ind w:left=\"284\"/>",
                ""
            )}
            {Small(
                "QuoteSource",
                "Quote source",
                $"<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"10\" w:color=\"5B7A9D\"/></w:pBdr><w:ind w:left=\"284\"/>",
                "<w:color w:val=\"4A5565\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"
            )}
            {Small("Signature", "Signature", "<w:keepLines/><w:spacing w:before=\"480\"/>", "")}
            {Small(
                "Sender",
                "Sender",
                "<w:spacing w:after=\"80\"/>",
                $"<w:color w:val=\"{Blue}\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"
            )}
            {Small(
                "Footer",
                "footer",
                "<w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs><w:spacing w:after=\"0\"/>",
                "<w:color w:val=\"4A5565\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
            )}
            <w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1D4F91"/><w:u w:val="single"/></w:rPr></w:style>
            {Table(
                "Figures",
                $"<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"{Blue}\"/></w:tcBorders></w:tcPr></w:tblStylePr>"
            )}
            {Table("Facts", "<w:tblStylePr w:type=\"firstCol\"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>")}</w:styles>
            """;

    private static string Large(string id, string name, int level, int halfPoints, int before, int after) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"{before}\" w:after=\"{after}\"/>{(level == 0 ? "<w:outlineLvl w:val=\"0\"/>" : $"<w:outlineLvl w:val=\"{level - 1}\"/>")}</w:pPr><w:rPr><w:b/><w:bCs/><w:color w:val=\"{Blue}\"/><w:sz w:val=\"{halfPoints}\"/><w:szCs w:val=\"{halfPoints}\"/></w:rPr></w:style>"
        );

    private static string Small(string id, string name, string paragraph, string run) =>
        $"<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>";

    private static string Table(string id, string first) =>
        $"<w:style w:type=\"table\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B8C0CC\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B8C0CC\"/></w:tblBorders></w:tblPr>{first}</w:style>";

    /// <param name="said">What the drawing says to those who do not see it.</param>
    public static string Drawing(string part, int number, string said, int bars) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{16 * Centimetre}\" cy=\"{(bars * Centimetre * 3 / 4) + Centimetre}\"/><wp:docPr id=\"{number}\" name=\"Chart {number}\" descr=\"{said}\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart r:id=\"{part}\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        );

    /// <summary>Bars from zero, the first on top, each with its label and figure in words.</summary>
    public static string ChartOf(Figures figures)
    {
        var (labels, values) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < figures.Bars.Count; i++)
        {
            var bar = figures.Bars[i];
            labels.Append(CultureInfo.InvariantCulture, $"<c:pt idx=\"{i}\"><c:v>{Attribute($"{bar.Label}: {bar.Text}")}</c:v></c:pt>");
            values.Append(CultureInfo.InvariantCulture, $"<c:pt idx=\"{i}\"><c:v>{Math.Max(0, bar.Value)}</c:v></c:pt>");
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:v>{Attribute(
                figures.Caption
            )}</c:v></c:tx><c:spPr><a:solidFill><a:srgbClr val="{Blue}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/><c:cat><c:strLit><c:ptCount val="{figures.Bars.Count}"/>{labels}</c:strLit></c:cat><c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{figures.Bars.Count}"/>{values}</c:numLit></c:val></c:ser><c:gapWidth val="40"/><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/></c:chart></c:chartSpace>
            """
        );
    }
}
