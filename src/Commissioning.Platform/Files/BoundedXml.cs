using System.Xml;

namespace Commissioning.Platform.Files;

/// <summary>Reads XML that somebody sent, forward only and without a document type: how deep its elements stand in each other, how long
/// one text or tag is, and how many kinds of element there are is bounded.</summary>
public sealed class BoundedXml : XmlReader
{
    private const int Deepest = 1000;

    // A cell of Excel has at most 32,767 characters.
    private const int LongestText = 1024 * 1024;

    private readonly string name;
    private readonly XmlReader inner;
    private readonly char[] part = new char[4096];
    private string? text;
    private int textsOfElement;
    private int sinceLast;

    /// <param name="name">The file's name, for the sentences.</param>
    /// <param name="content">Closed with the reader.</param>
    public BoundedXml(string name, Stream content)
    {
        this.name = name;
        inner = Create(
            new BoundedStream(content, CountNode),
            new()
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CloseInput = true,
                NameTable = new BoundedNames(name),
            }
        );
    }

    /// <summary>A tag, or a CDATA section, is whole in memory before the reader tells of it.</summary>
    private void CountNode(ReadOnlySpan<byte> bytes)
    {
        if ((sinceLast += bytes.Length) > LongestText)
            throw TooLong();
    }

    public override bool Read()
    {
        (text, sinceLast) = (null, 0);
        var more = inner.Read();
        if (inner.Depth > Deepest)
            throw new UnreadableFileException(
                $"{name} is nested too deep to read. Open it in the program that made it, save it again and choose that copy."
            );
        if (inner.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            textsOfElement = 0;
        return more;
    }

    // A long text is read in parts, so that it is refused before it is in memory.
    public override string Value => inner.NodeType is XmlNodeType.Text or XmlNodeType.CDATA ? text ??= Text() : inner.Value;

    private string Text()
    {
        var all = new System.Text.StringBuilder();
        while (inner.ReadValueChunk(part, 0, part.Length) is > 0 and var length)
        {
            sinceLast = 0;
            if ((textsOfElement += length) > LongestText)
                throw TooLong();
            all.Append(part, 0, length);
        }
        return all.ToString();
    }

    private UnreadableFileException TooLong() =>
        new($"{name} has a text of more than a million characters in one place, which is too much to read. Split it.");

    public override int AttributeCount => inner.AttributeCount;
    public override string BaseURI => inner.BaseURI;
    public override int Depth => inner.Depth;
    public override bool EOF => inner.EOF;
    public override bool IsEmptyElement => inner.IsEmptyElement;
    public override string LocalName => inner.LocalName;
    public override string NamespaceURI => inner.NamespaceURI;
    public override XmlNameTable NameTable => inner.NameTable;
    public override XmlNodeType NodeType => inner.NodeType;
    public override string Prefix => inner.Prefix;
    public override ReadState ReadState => inner.ReadState;

    public override string GetAttribute(int i) => inner.GetAttribute(i);

    public override string? GetAttribute(string name) => inner.GetAttribute(name);

    public override string? GetAttribute(string name, string? namespaceURI) => inner.GetAttribute(name, namespaceURI);

    public override string? LookupNamespace(string prefix) => inner.LookupNamespace(prefix);

    public override bool MoveToAttribute(string name) => inner.MoveToAttribute(name);

    public override bool MoveToAttribute(string name, string? ns) => inner.MoveToAttribute(name, ns);

    public override bool MoveToElement() => inner.MoveToElement();

    public override bool MoveToFirstAttribute() => inner.MoveToFirstAttribute();

    public override bool MoveToNextAttribute() => inner.MoveToNextAttribute();

    public override bool ReadAttributeValue() => inner.ReadAttributeValue();

    public override void ResolveEntity() => inner.ResolveEntity();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The reader keeps each name that it meets.</summary>
    private sealed class BoundedNames(string name) : NameTable
    {
        private const int Most = 10_000;
        private int count;

        public override string Add(char[] key, int start, int len)
        {
            if (Get(key, start, len) is { } known)
                return known;
            return ++count <= Most
                ? base.Add(key, start, len)
                : throw new UnreadableFileException(
                    $"{name} has more than {Most:N0} kinds of element, which no document has. Open it in the program that made it, save it again and choose that copy."
                );
        }
    }
}
