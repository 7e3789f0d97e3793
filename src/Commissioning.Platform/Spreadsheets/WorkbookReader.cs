using System.Globalization;
using System.Text;
using System.Xml;
using Commissioning.Domain;
using Commissioning.Platform.Files;

namespace Commissioning.Platform.Spreadsheets;

/// <summary>Reads the sheets of an .xlsx file (ECMA-376, either edition) part by part, without building a document of them.</summary>
internal sealed class WorkbookReader
{
    private const int MostRowNumber = 1_048_576;
    private const int MostColumns = SheetFile.MostColumns;
    private const int MostMerged = 10_000;
    private const int MostStyles = 100_000;
    private const int MostRelated = 10_000;

    private readonly string name;
    private readonly BoundedArchive parts;
    private readonly SheetBudget budget;
    private readonly List<string> shared = [];

    /// <summary>How the cells of each style show their numbers.</summary>
    private readonly List<Shown> styles = [];
    private bool from1904;

    /// <summary>Of the row that is being read.</summary>
    private List<int>? formulas;

    private enum Shown
    {
        Number,
        Date,
        Percentage,
    }

    private WorkbookReader(string name, BoundedArchive parts)
    {
        (this.name, this.parts) = (name, parts);
        budget = new(name);
    }

    public static IReadOnlyList<Sheet> Read(string name, byte[] content)
    {
        try
        {
            using var archive = new BoundedArchive(name, new MemoryStream(content, writable: false), SheetFile.MostUnpacked);
            return new WorkbookReader(name, archive).Read();
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or NotSupportedException or IOException)
        {
            throw Damaged(name);
        }
    }

    private List<Sheet> Read()
    {
        if (
            name.EndsWith(".xlsm", StringComparison.OrdinalIgnoreCase)
            || parts.Names.Any(part => part.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
        )
            throw new UnreadableFileException(
                $"{name} has macros, which may not be sent. Save it as an Excel Workbook (.xlsx) without them."
            );
        if (parts.Has("content.xml") && parts.Has("mimetype"))
            throw new UnreadableFileException($"{name} is an OpenDocument spreadsheet (.ods). Save it as an Excel Workbook (.xlsx).");
        var root = Related("", "officeDocument").Select(one => one.Part).FirstOrDefault() ?? "xl/workbook.xml";
        if (root.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
            throw new UnreadableFileException($"{name} is a binary workbook (.xlsb). Save it as an Excel Workbook (.xlsx).");
        var related = Related(root, null).DistinctBy(one => one.Id).ToDictionary(one => one.Id);
        foreach (var (_, type, part) in related.Values)
        {
            if (type == "sharedStrings")
                ReadShared(part);
            if (type == "styles")
                ReadStyles(part);
        }
        var sheets = new List<Sheet>();
        foreach (var (title, hidden, id) in SheetsOf(root))
            sheets.Add(
                !related.TryGetValue(id, out var sheet) || !parts.Has(sheet.Part)
                    ? throw new UnreadableFileException($"Sheet {title} of {name} is missing. {SaveAgain}")
                // A sheet that is only a chart has no cells.
                : sheet.Type == "worksheet" ? ReadSheet(title, hidden, sheet.Part)
                : new(title, hidden, [], [])
            );
        return sheets.Count > 0 ? sheets : throw new UnreadableFileException($"{name} has no sheets. {SaveAgain}");
    }

    private List<(string Title, bool Hidden, string Id)> SheetsOf(string root)
    {
        var sheets = new List<(string, bool, string)>();
        using var xml = Open(root);
        var isWorkbook = false;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            isWorkbook |= xml.LocalName == "workbook";
            if (xml.LocalName == "workbookPr")
                from1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet")
                continue;
            if (sheets.Count == SheetFile.MostSheets)
                throw new UnreadableFileException($"{name} has more than {SheetFile.MostSheets} sheets. Split it.");
            sheets.Add(
                (
                    xml.GetAttribute("name") is { Length: > 0 } title ? title : "without a name",
                    xml.GetAttribute("state") is "hidden" or "veryHidden",
                    Attribute(xml, "id") ?? ""
                )
            );
        }
        return isWorkbook
            ? sheets
            : throw new UnreadableFileException($"{name} is not a spreadsheet. Save it as CSV or as an Excel Workbook (.xlsx).");
    }

    private Sheet ReadSheet(string title, bool hidden, string part)
    {
        var (rows, merged, row) = (new List<SheetRow>(), new List<MergedCells>(), 0);
        try
        {
            using var xml = Open(part);
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element)
                    continue;
                if (xml.LocalName == "row")
                {
                    row = RowNumber(title, xml.GetAttribute("r"), row);
                    var isHidden = xml.GetAttribute("hidden") is "1" or "true";
                    formulas = null;
                    if (CellsOf(title, row, xml) is { Count: > 0 } cells)
                    {
                        budget.Count(cells.Count);
                        rows.Add(new(row, cells) { Hidden = isHidden, Formulas = formulas ?? (IReadOnlyList<int>)[] });
                    }
                }
                else if (xml.LocalName == "mergeCell" && MergedOf(title, xml.GetAttribute("ref")) is { } area)
                {
                    if (merged.Count == MostMerged)
                        throw new UnreadableFileException($"Sheet {title} has more than {MostMerged:N0} merged cells. Split it.");
                    merged.Add(area);
                }
            }
        }
        catch (XmlException)
        {
            throw new UnreadableFileException(
                row == 0 ? $"Sheet {title} is damaged. {SaveAgain}" : $"Sheet {title} is damaged in or after row {row}. {SaveAgain}"
            );
        }
        return new(title, hidden, WithoutHiddenTexts(title, rows, merged), merged);
    }

    private static int RowNumber(string title, string? typed, int before)
    {
        if (typed is null)
            return before + 1;
        if (!typed.All(char.IsAsciiDigit) || typed.Length == 0)
            throw new UnreadableFileException($"Sheet {title} has a row \"{Short(typed)}\", which is not a number. {SaveAgain}");
        if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > MostRowNumber)
            throw new UnreadableFileException($"Sheet {title}, row {Short(typed)}: a sheet has at most {MostRowNumber:N0} rows");
        return number > before
            ? number
            : throw new UnreadableFileException($"Sheet {title} has row {number} after row {before}. {SaveAgain}");
    }

    /// <summary>The texts of a row without the blanks at its end.</summary>
    private List<string> CellsOf(string title, int row, XmlReader xml)
    {
        var cells = new List<string>();
        if (xml.IsEmptyElement)
            return cells;
        var next = 0;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
                continue;
            var column = xml.GetAttribute("r") is { } reference ? ColumnOf(title, row, reference) : next;
            next = column + 1;
            if (column >= MostColumns)
                throw TooWide(title, SheetCell.Column(column) + row);
            var text = CellText(xml, out var isFormula);
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (isFormula)
                (formulas ??= []).Add(column);
            if (column < cells.Count)
                throw new UnreadableFileException($"Sheet {title}, {SheetCell.Column(column)}{row} is there twice. {SaveAgain}");
            while (cells.Count < column)
                cells.Add("");
            cells.Add(text);
        }
        return cells;
    }

    private static int ColumnOf(string title, int row, string reference)
    {
        var letters = reference.TakeWhile(char.IsAsciiLetterUpper).Count();
        if (letters is 0 || letters == reference.Length)
            throw new UnreadableFileException($"Sheet {title}, row {row} has a cell \"{Short(reference)}\". {SaveAgain}");
        return letters > 3 ? throw TooWide(title, Short(reference)) : Index(reference.AsSpan(0, letters));
    }

    private static int Index(ReadOnlySpan<char> letters)
    {
        var index = 0;
        foreach (var letter in letters)
            index = index * 26 + letter - 'A' + 1;
        return index - 1;
    }

    private static UnreadableFileException TooWide(string title, string cell) =>
        new($"Sheet {title}, {cell}: a sheet has at most {MostColumns:N0} columns, up to XFD");

    private string CellText(XmlReader xml, out bool isFormula)
    {
        isFormula = false;
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        if (xml.IsEmptyElement)
            return "";
        string? value = null,
            formula = null;
        StringBuilder? inline = null;
        var depth = xml.Depth;
        var read = xml.Read();
        while (read && xml.Depth > depth)
        {
            var at = xml.NodeType == XmlNodeType.Element ? xml.LocalName : "";
            if (at is "v" or "f" or "t")
            {
                var text = xml.ReadElementContentAsString();
                if (at == "v")
                    value = text;
                else if (at == "f")
                    (formula, isFormula) = (text, true);
                else
                    (inline ??= new()).Append(text);
                read = !xml.EOF;
            }
            // How a text is pronounced is not part of it.
            else if (at == "rPh")
            {
                xml.Skip();
                read = !xml.EOF;
            }
            else
                read = xml.Read();
        }
        if (inline is { Length: > 0 })
            return inline.ToString();
        if (string.IsNullOrEmpty(value))
            return formula is { Length: > 0 } ? "=" + formula : "";
        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count
                ? shared[index]
                : "#N/A",
            "str" or "e" or "d" => value,
            "b" => value == "1" ? "TRUE" : "FALSE",
            _ => NumberText(value, style),
        };
    }

    /// <summary>A number without the noise of floating point, as a spreadsheet shows it; a day or a percentage where the cell shows
    /// one.</summary>
    private string NumberText(string value, string? style)
    {
        if (
            !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number)
            || Math.Abs(number) > 1e15
        )
            return value;
        var shown =
            int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < styles.Count
                ? styles[at]
                : Shown.Number;
        if (shown == Shown.Date && number is >= 1 and < 2_900_000)
        {
            // Excel counts 29 February 1900, which never was; days before 1 March 1900 are one off and occur in no budget.
            var day = DateTime.FromOADate(from1904 ? number + 1462 : number);
            return day.ToString(day.TimeOfDay < TimeSpan.FromSeconds(1) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        }
        // The conversion keeps 15 digits, as a spreadsheet does.
        var exact = (decimal)number;
        return shown == Shown.Percentage
            ? (exact * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%"
            : exact.ToString("0.###############", CultureInfo.InvariantCulture);
    }

    private void ReadShared(string part)
    {
        using var xml = Open(part);
        StringBuilder? text = null;
        var read = xml.Read();
        while (read)
        {
            var at = xml.NodeType == XmlNodeType.Element ? xml.LocalName : "";
            if (at == "si")
            {
                AddShared(text);
                text = (text ?? new()).Clear();
                read = xml.Read();
            }
            else if (at == "t")
            {
                text?.Append(xml.ReadElementContentAsString());
                read = !xml.EOF;
            }
            else if (at == "rPh")
            {
                xml.Skip();
                read = !xml.EOF;
            }
            else
                read = xml.Read();
        }
        AddShared(text);
    }

    private void AddShared(StringBuilder? text)
    {
        if (text is null)
            return;
        if (shared.Count == SheetFile.MostCells)
            throw new UnreadableFileException($"{name} has more than {SheetFile.MostCells:N0} texts. Split it.");
        shared.Add(text.ToString());
    }

    private void ReadStyles(string part)
    {
        using var xml = Open(part);
        var (formats, inCells) = (new Dictionary<string, string>(), false);
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
                inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "numFmt" && formats.Count < MostStyles && xml.GetAttribute("numFmtId") is { } own)
                formats[own] = xml.GetAttribute("formatCode") ?? "";
            if (xml.LocalName == "xf" && inCells && styles.Count < MostStyles)
            {
                var id = xml.GetAttribute("numFmtId") ?? "0";
                styles.Add(formats.TryGetValue(id, out var code) ? ShownBy(code) : BuiltIn(id));
            }
        }
    }

    // The built-in formats of ECMA-376, part 1, 18.8.30.
    private static Shown BuiltIn(string id) =>
        id is "14" or "15" or "16" or "17" or "22" ? Shown.Date
        : id is "9" or "10" ? Shown.Percentage
        : Shown.Number;

    /// <summary>By a format of the file's own: without what it quotes, a day has d or y in it.</summary>
    private static Shown ShownBy(string code)
    {
        var (quoted, bare) = (false, new StringBuilder());
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            if (code[i] == '"')
                quoted = !quoted;
            else if (code[i] is '\\' or '_' or '*')
                i++;
            else if (code[i] == '[')
                i = code.IndexOf(']', i) is > 0 and var end ? end : code.Length;
            else if (!quoted)
                bare.Append(char.ToLowerInvariant(code[i]));
        }
        var text = bare.ToString();
        return text.Contains('%', StringComparison.Ordinal) ? Shown.Percentage
            : text.AsSpan().IndexOfAny('d', 'y') >= 0 && text != "general" ? Shown.Date
            : Shown.Number;
    }

    private static MergedCells? MergedOf(string title, string? reference)
    {
        if (reference?.Split(':') is not [var first, var last])
            return null;
        var (left, right) = (ColumnOf(title, 0, first), ColumnOf(title, 0, last));
        var (top, bottom) = (RowOf(first), RowOf(last));
        return top >= 1 && bottom is >= 1 and <= MostRowNumber && bottom >= top && right >= left && right < MostColumns
            ? new(top, left, bottom - top + 1, right - left + 1)
            : null;
    }

    private static int RowOf(string reference) =>
        int.TryParse(
            reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var row
        )
            ? row
            : 0;

    /// <summary>Merging keeps what stood in the other cells in some programs, where nobody sees it.</summary>
    private static List<SheetRow> WithoutHiddenTexts(string title, List<SheetRow> rows, List<MergedCells> merged)
    {
        if (merged.Count == 0)
            return rows;
        var (numbers, seen) = (rows.ConvertAll(row => row.Number), 0);
        foreach (var area in merged)
        {
            var at = numbers.BinarySearch(area.Row);
            for (var i = at < 0 ? ~at : at; i < rows.Count && rows[i].Number < area.Row + area.Rows; i++)
            {
                // Merged cells do not overlap, so a row is seen by few of them.
                if (++seen > SheetFile.MostCells)
                    throw new UnreadableFileException($"Sheet {title} has merged cells over each other. {SaveAgain}");
                var cells = (List<string>)rows[i].Cells;
                for (var c = area.Column; c < area.Column + area.Columns && c < cells.Count; c++)
                    if ((rows[i].Number, c) != (area.Row, area.Column))
                        cells[c] = "";
                while (cells.Count > 0 && cells[^1].Length == 0)
                    cells.RemoveAt(cells.Count - 1);
            }
        }
        return rows.Where(row => row.Cells.Count > 0).ToList();
    }

    /// <summary>What a part refers to; those of a kind where one is named. Addresses are relative to the part, or absolute.</summary>
    private List<(string Id, string Type, string Part)> Related(string of, string? kind)
    {
        var related = new List<(string, string, string)>();
        var folder = of.LastIndexOf('/') is >= 0 and var slash ? of[..(slash + 1)] : "";
        var part = $"{folder}_rels/{of[folder.Length..]}.rels";
        if (!parts.Has(part))
            return related;
        using var xml = Open(part);
        while (xml.Read())
        {
            if (
                xml.NodeType != XmlNodeType.Element
                || xml.LocalName != "Relationship"
                || xml.GetAttribute("TargetMode") == "External"
                || xml.GetAttribute("Target") is not { } target
            )
                continue;
            var type = xml.GetAttribute("Type") ?? "";
            type = type[(type.LastIndexOf('/') + 1)..];
            if (related.Count == MostRelated)
                throw Damaged(name);
            if (kind is null || type == kind)
                related.Add((xml.GetAttribute("Id") ?? "", type, Resolved(folder, target)));
        }
        return related;
    }

    private static string Resolved(string folder, string target)
    {
        target = target.Replace('\\', '/');
        var names = new List<string>();
        foreach (var one in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (one == ".." && names.Count > 0)
                names.RemoveAt(names.Count - 1);
            else if (one is not ("." or ".."))
                names.Add(one);
        }
        return string.Join('/', names);
    }

    private static string? Attribute(XmlReader xml, string local)
    {
        string? value = null;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
            if (xml.LocalName == local && xml.Prefix.Length > 0)
                value = xml.Value;
        xml.MoveToElement();
        return value;
    }

    private XmlReader Open(string part) =>
        parts.Has(part)
            ? parts.OpenXml(part)
            : throw new UnreadableFileException($"{name} is not a spreadsheet. Save it as CSV or as an Excel Workbook (.xlsx).");

    private const string SaveAgain = "Open the file in Excel or LibreOffice, save it again and choose that copy.";

    private static UnreadableFileException Damaged(string name) => new($"{name} is damaged. {SaveAgain}");

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
