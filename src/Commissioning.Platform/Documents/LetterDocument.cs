using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Platform.Documents;

/// <summary>A letter, paper or notice as blocks filled from data. One model becomes the page, the tagged PDF and the plain text of an
/// e-mail, so that all three say the same. Stored as JSON; its hash identifies what an applicant accepts.</summary>
public sealed record LetterDocument
{
    public required string Title { get; init; }
    public string Language { get; init; } = "en-GB";
    public LetterSender? Sender { get; init; }
    public string? Reference { get; init; }
    public DateOnly? Date { get; init; }

    /// <summary>What it answers, such as "Your application of 3 February 2027"; null: nothing.</summary>
    public string? About { get; init; }

    /// <summary>Name and address, one line each; empty for a paper.</summary>
    public IReadOnlyList<string> Recipient { get; init; } = [];
    public required IReadOnlyList<LetterBlock> Blocks { get; init; }

    /// <summary>A paper has a heading and no address block.</summary>
    public bool IsPaper { get; init; }

    /// <summary>Printed on every page in place of the reference, such as whose copy it is; null: the reference is.</summary>
    public string? Label { get; init; }

    /// <summary>Printed small and dense, so that a summary fits one page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCompact { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static LetterDocument FromJson(string json) => JsonSerializer.Deserialize<LetterDocument>(json, Json)!;

    /// <summary>SHA-256 of the JSON, as lower-case hex.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
}
