using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace Commissioning.Platform.Documents;

/// <summary>What Chromium's print lacks: the document's details (as Info and XMP), names of links, bodies of list items, fields of a form.
/// A print whose file is not written as expected is left as it is.</summary>
internal static partial class PdfFinish
{
    public static byte[] Of(byte[] printed, LetterDocument document)
    {
        // One character for each byte, so that offsets stay as they are.
        if (File.Read(Encoding.Latin1.GetString(printed)) is not { } file)
            return printed;
        var fields = Fields(file, FormField.Of(document));
        Links(file, document);
        ListBodies(file);
        Nodes(file);
        Details(file, document, fields);
        return Encoding.Latin1.GetBytes(file.Write());
    }

    /// <summary>The objects of a PDF with a plain table of their places, as Skia writes it.</summary>
    private sealed class File(Dictionary<int, string> objects, int root, int info)
    {
        public Dictionary<int, string> Objects => objects;
        public int Root => root;
        public int Info => info;

        public static File? Read(string text)
        {
            if (TrailerWords().Match(text, Math.Max(0, text.Length - 400)) is not { Success: true } trailer)
                return null;
            var table = Number(trailer.Groups[4]);
            var count = Number(trailer.Groups[1]);
            var start = text.IndexOf('\n', table + 5) + 1; // After "xref" and "0 78".
            if (!text.AsSpan(table).StartsWith("xref\n0 ") || start + (count * 20) > text.Length)
                return null;
            var places = Enumerable
                .Range(1, count - 1)
                .Select(id => (Id: id, At: int.Parse(text.AsSpan(start + (id * 20), 10), CultureInfo.InvariantCulture)))
                .OrderBy(place => place.At)
                .ToList();
            var objects = new Dictionary<int, string>();
            for (var i = 0; i < places.Count; i++)
            {
                var from = text.IndexOf("obj\n", places[i].At, StringComparison.Ordinal) + 4;
                var to = i + 1 < places.Count ? places[i + 1].At : table;
                objects[places[i].Id] = text[from..text.LastIndexOf("\nendobj", to, to - from, StringComparison.Ordinal)];
            }
            return new(objects, Number(trailer.Groups[2]), Number(trailer.Groups[3]));
        }

        public int Add(string value)
        {
            var id = objects.Count + 1;
            objects[id] = value;
            return id;
        }

        public string Write()
        {
            var text = new StringBuilder("%PDF-1.7\n%Óëéá\n");
            var places = new int[objects.Count + 1];
            foreach (var (id, value) in objects)
            {
                places[id] = text.Length;
                text.Append(CultureInfo.InvariantCulture, $"{id} 0 obj\n").Append(value).Append("\nendobj\n");
            }
            var table = text.Length;
            text.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Length}\n0000000000 65535 f \n");
            foreach (var place in places.Skip(1))
                text.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
            return text.Append(
                    CultureInfo.InvariantCulture,
                    $"trailer\n<</Size {places.Length}\n/Root {root} 0 R\n/Info {info} 0 R>>\nstartxref\n{table}\n%%EOF\n"
                )
                .ToString();
        }

        private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>A link without words of its own for a reader gets its address in words, or the heading that it leads to.</summary>
    private static void Links(File file, LetterDocument document)
    {
        var headings = Contents
            .Of(document)
            .Concat(
                document
                    .Blocks.OfType<Heading>()
                    .Where(heading => heading is { Id: not null, Level: > 2 })
                    .Select(heading => (Id: heading.Id!, heading.Text))
            )
            .ToDictionary(heading => heading.Id, heading => heading.Text);
        foreach (var (id, value) in file.Objects.ToList())
            if (InsideWords().Match(value) is { Success: true } inside && headings.TryGetValue(inside.Groups[1].Value, out var heading))
                file.Objects[id] = value.Replace(
                    "/Subtype /Link\n",
                    $"/Subtype /Link\n/Contents {Words($"Go to {heading}")}\n",
                    StringComparison.Ordinal
                );
        foreach (var (id, value) in file.Objects.ToList())
            if (LinkWords().Match(value) is { Success: true } link)
            {
                var words = link.Groups[1]
                    .Value.Replace("mailto:", "E-mail ", StringComparison.Ordinal)
                    .Replace("tel:", "Telephone ", StringComparison.Ordinal);
                file.Objects[id] = value.Replace("/Subtype /Link\n", $"/Subtype /Link\n/Contents ({words})\n", StringComparison.Ordinal);
            }
    }

    /// <summary>The part of a list item beside its mark becomes its body, which Chromium leaves unnamed.</summary>
    private static void ListBodies(File file)
    {
        foreach (var (id, value) in file.Objects.ToList())
        {
            if (
                !value.StartsWith("<</Type /StructElem\n/S /LI\n", StringComparison.Ordinal)
                || Kids().Match(value) is not { Success: true } kids
            )
                continue;
            var all = Reference()
                .Matches(kids.Value)
                .Select(kid => int.Parse(kid.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                .ToList();
            var label = all.Where(kid => file.Objects[kid].StartsWith("<</Type /StructElem\n/S /Lbl\n", StringComparison.Ordinal)).ToList();
            var parts = all.Except(label).ToList();
            if (parts.Count == 0)
                continue;
            var body = file.Add(
                $"<</Type /StructElem\n/S /LBody\n/P {id} 0 R\n/K [{string.Join(' ', parts.Select(kid => $"{kid} 0 R"))}]>>"
            );
            foreach (var part in parts)
                file.Objects[part] = file.Objects[part].Replace($"\n/P {id} 0 R\n", $"\n/P {body} 0 R\n", StringComparison.Ordinal);
            file.Objects[id] = value.Replace(
                kids.Value,
                $"/K [{string.Join(' ', label.Append(body).Select(kid => $"{kid} 0 R"))}]",
                StringComparison.Ordinal
            );
        }
    }

    /// <summary>Chromium numbers the cells of tables through all that it ever printed. Numbered from 1, the same document has the same
    /// bytes.</summary>
    private static void Nodes(File file)
    {
        var names = file
            .Objects.Values.SelectMany(value => NodeName().Matches(value).Select(match => match.Value))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select((name, i) => (name, Now: string.Create(CultureInfo.InvariantCulture, $"(node{i + 1:00000000})")))
            .ToDictionary(pair => pair.name, pair => pair.Now);
        foreach (var (id, value) in file.Objects.Where(one => one.Value.Contains("(node", StringComparison.Ordinal)).ToList())
            file.Objects[id] = NodeName().Replace(value, match => names[match.Value]);
    }

    /// <summary>Makes a field of each marked place.</summary>
    /// <returns>The fields' objects.</returns>
    private static List<int> Fields(File file, IReadOnlyList<FormField> fields)
    {
        var made = new List<int>();
        if (fields.Count == 0)
            return made;
        foreach (var (id, value) in file.Objects.ToList())
        {
            if (MarkWords().Match(value) is not { Success: true } mark)
                continue;
            var number = int.Parse(mark.Groups[3].ValueSpan, CultureInfo.InvariantCulture);
            var (field, box) = (
                fields[number],
                mark.Groups[1].Value.Split(' ').Select(edge => double.Parse(edge, CultureInfo.InvariantCulture)).ToList()
            );
            var (width, height) = (box[2] - box[0], box[3] - box[1]);
            file.Objects[id] = string.Create(
                CultureInfo.InvariantCulture,
                $"<</Type /Annot\n/Subtype /Widget\n/F 4\n/Rect [{mark.Groups[1].Value}]\n/T (f{number + 1})\n/TU {Words(field.Label)}\n{(field.IsTick ? $"/FT /Btn\n/V /Off\n/AS /Off\n/AP <</N <</Yes {Picture(file, width, height, true)} 0 R /Off {Picture(file, width, height, false)} 0 R>>>>" : $"/FT /Tx\n/Ff {(field.HasLines ? 4096 : 0)}\n/DA (/Helv 11 Tf 0 g)\n/AP <</N {Picture(file, width, height, false)} 0 R>>")}\n/StructParent {mark.Groups[4].Value}>>"
            );
            made.Add(id);
        }
        var widgets = made.ToHashSet();
        foreach (var (id, value) in file.Objects.ToList())
            if (
                value.StartsWith("<</Type /StructElem\n/S /Link\n", StringComparison.Ordinal)
                && Object().Match(value) is { Success: true } link
                && widgets.Contains(int.Parse(link.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            )
                file.Objects[id] = value.Replace("/S /Link\n", "/S /Form\n", StringComparison.Ordinal);
        return made;
    }

    /// <summary>How a field looks: empty, or ticked.</summary>
    private static int Picture(File file, double width, double height, bool isTicked)
    {
        var lines = isTicked
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"1.4 w {width * .2:0.##} {height * .5:0.##} m {width * .42:0.##} {height * .22:0.##} l {width * .82:0.##} {height * .8:0.##} l S"
            )
            : "/Tx BMC EMC";
        return file.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<</Type /XObject\n/Subtype /Form\n/BBox [0 0 {width:0.##} {height:0.##}]\n/Length {lines.Length}>>\nstream\n{lines}\nendstream"
            )
        );
    }

    private static void Details(File file, LetterDocument document, IReadOnlyList<int> fields)
    {
        var (author, keywords) = (document.Sender?.Name ?? "", document.Reference ?? "");
        var subject = string.Join(", ", new[] { document.Sender?.Fund, document.About }.OfType<string>());
        // The letter's own day, so that the same letter has the same details whenever it is printed.
        var day = document.Date is { } date
            ? $"(D:{date.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}000000Z)"
            : CreationDate().Match(file.Objects[file.Info]).Groups[1].Value;
        file.Objects[file.Info] =
            $"<</Title {Words(document.Title)}\n/Author {Words(author)}\n/Subject {Words(subject)}\n/Keywords {Words(keywords)}\n/Creator (Commissioning portal)\n/Producer (Skia/PDF)\n/CreationDate {day}\n/ModDate {day}>>";
        // A form's fields are drawn by the reader's own fonts, so only documents without them are marked as PDF/UA.
        var xmp = $"""
            <?xpacket begin="{'\ufeff'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(document.Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>{SecurityElement.Escape(author)}</rdf:li></rdf:Seq></dc:creator>
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(subject)}</rdf:li></rdf:Alt></dc:description>
            <dc:language><rdf:Bag><rdf:li>{SecurityElement.Escape(document.Language)}</rdf:li></rdf:Bag></dc:language>
            <pdf:Keywords>{SecurityElement.Escape(keywords)}</pdf:Keywords>
            {(fields.Count == 0 ? "<pdfuaid:part>1</pdfuaid:part>" : "")}</rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """.ReplaceLineEndings("\n");
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(xmp));
        var metadata = file.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<</Type /Metadata\n/Subtype /XML\n/Length {bytes.Length}>>\nstream\n{bytes}\nendstream"
            )
        );
        var form =
            fields.Count == 0
                ? ""
                : $"/AcroForm <</Fields [{string.Join(' ', fields.Select(field => $"{field} 0 R"))}]\n/DA (/Helv 11 Tf 0 g)\n/DR <</Font <</Helv {file.Add("<</Type /Font\n/Subtype /Type1\n/BaseFont /Helvetica\n/Encoding /WinAnsiEncoding>>")} 0 R>>>>>>\n";
        file.Objects[file.Root] = file.Objects[file.Root]
            .Replace("<</Type /Catalog\n", $"<</Type /Catalog\n{form}/Metadata {metadata} 0 R\n", StringComparison.Ordinal);
    }

    /// <summary>Words as a PDF string: as they are if plain, otherwise as UTF-16.</summary>
    private static string Words(string text) =>
        text.All(letter => letter is >= ' ' and <= '~')
            ? $"({text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)})"
            : $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    [GeneratedRegex(@"<</Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R>>\nstartxref\n(\d+)\n%%EOF\s*$")]
    private static partial Regex TrailerWords();

    [GeneratedRegex(@"^<</Type /Annot\n/Subtype /Link\n(?:.*\n)*?/URI \((.*)\)>>")]
    private static partial Regex LinkWords();

    [GeneratedRegex(
        @"^<</Type /Annot\n/Subtype /Link\n(?:.*\n)*?/Rect \[([^\]]*)\]\n(?:.*\n)*?(/URI \(https://field\.invalid/(\d+)\))>>\n/StructParent (\d+)"
    )]
    private static partial Regex MarkWords();

    [GeneratedRegex(@"^<</Type /Annot\n/Subtype /Link\n(?:.*\n)*?/Dest /([a-z0-9-]+)\n")]
    private static partial Regex InsideWords();

    [GeneratedRegex(@"/K (?:\[[^\]]*\]|\d+ 0 R)")]
    private static partial Regex Kids();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\(node\d{8}\)")]
    private static partial Regex NodeName();

    [GeneratedRegex(@"/Obj (\d+) 0 R")]
    private static partial Regex Object();

    [GeneratedRegex(@"/CreationDate (\(.*?\))")]
    private static partial Regex CreationDate();
}
