using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Platform.Letters;

/// <summary>
/// A letter, paper or notice as blocks filled from data. One model becomes the page on screen, the tagged PDF and the plain text
/// of an e-mail, so that all three say the same. Stored as JSON; its hash is what an applicant accepts.
/// </summary>
public sealed record LetterDocument
{
    public required string Title { get; init; }
    public string Language { get; init; } = "en-GB";
    public LetterSender? Sender { get; init; }
    public string? Reference { get; init; }
    public DateOnly? Date { get; init; }

    /// <summary>Name and address, a line each; empty for a paper.</summary>
    public IReadOnlyList<string> Recipient { get; init; } = [];
    public required IReadOnlyList<LetterBlock> Blocks { get; init; }

    /// <summary>A paper has a heading and no address block.</summary>
    public bool IsPaper { get; init; }

    /// <summary>Set small and close when it is printed, so that a summary is one page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCompact { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static LetterDocument FromJson(string json) => JsonSerializer.Deserialize<LetterDocument>(json, Json)!;

    /// <summary>SHA-256 of the JSON, as lower-case hex.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}

public sealed record LetterSender(string Name, IReadOnlyList<string> AddressLines, string Email, string Phone);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Bullets), "bullets")]
[JsonDerivedType(typeof(Numbered), "numbered")]
[JsonDerivedType(typeof(Figures), "figures")]
[JsonDerivedType(typeof(KeyValues), "facts")]
[JsonDerivedType(typeof(Quote), "quote")]
[JsonDerivedType(typeof(Notice), "notice")]
[JsonDerivedType(typeof(Signature), "signature")]
[JsonDerivedType(typeof(WritingSpace), "space")]
public abstract record LetterBlock;

/// <param name="Level">2 to 4; the document's title is the one heading of level 1.</param>
public sealed record Heading(int Level, string Text) : LetterBlock;

public sealed record Paragraph(string Text) : LetterBlock;

public sealed record Bullets(IReadOnlyList<string> Items) : LetterBlock;

public sealed record Numbered(IReadOnlyList<string> Items) : LetterBlock;

public sealed record Column(string Name, bool Numeric = false);

/// <summary>A table. The first cell of a row is its header; totals, when given, stand in the table's foot.</summary>
public sealed record Figures(
    string Caption,
    IReadOnlyList<Column> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string>? Totals = null
) : LetterBlock
{
    /// <summary>On screen, where the cells lead: a list for each row, and one more for the totals.</summary>
    [JsonIgnore]
    public IReadOnlyList<IReadOnlyList<string?>>? Links { get; init; }
}

public sealed record Fact(string Key, string Value);

public sealed record KeyValues(IReadOnlyList<Fact> Rows) : LetterBlock;

public sealed record Quote(string Text, string? Source = null) : LetterBlock;

public sealed record Notice(string Text) : LetterBlock;

public sealed record Signature(string Name, string Role) : LetterBlock;

/// <summary>Ruled lines to write on, in a form that is printed.</summary>
public sealed record WritingSpace(int Lines) : LetterBlock;
