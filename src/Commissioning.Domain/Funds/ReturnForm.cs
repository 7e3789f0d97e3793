using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commissioning.Domain.Funds;

/// <summary>What a return asks, in this order. Part of a round's policy; a return keeps a copy from its first save on.</summary>
public sealed record ReturnForm : IJsonText<ReturnForm>
{
    public required string Name { get; init; }

    /// <summary>For grants from this amount on, in pence, up to where the next form begins.</summary>
    public required Money From { get; init; }

    /// <summary>True: also for every application that was checked as Enhanced, whatever its amount.</summary>
    public bool WhenEnhanced { get; init; }

    /// <summary>True: everything on one page. False: a list of tasks, one page a part.</summary>
    public bool OnePage { get; init; }
    public required IReadOnlyList<ReturnItem> Items { get; init; }

    [JsonIgnore]
    public IReadOnlyList<ReturnItem> Own => Items.Where(item => item.Kind == ReturnItemKind.Own).ToList();

    public bool Asks(ReturnItemKind kind) => Items.Any(item => item.Kind == kind);

    /// <summary>The item of this kind; null when the form does not ask it.</summary>
    public ReturnItem? Item(ReturnItemKind kind) => Items.FirstOrDefault(item => item.Kind == kind);

    public string ToJson() => JsonSerializer.Serialize(this, QuestionSettings.Json);

    public static ReturnForm FromJson(string json) => JsonSerializer.Deserialize<ReturnForm>(json, QuestionSettings.Json)!;
}
