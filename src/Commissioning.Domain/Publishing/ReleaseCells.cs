using System.Text.Json;

namespace Commissioning.Domain.Publishing;

/// <summary>The cells of a row, in the order of the file's columns.</summary>
public sealed record ReleaseCells(IReadOnlyList<string> Values) : IJsonText<ReleaseCells>
{
    public string ToJson() => JsonSerializer.Serialize(Values);

    public static ReleaseCells FromJson(string json) => new(JsonSerializer.Deserialize<List<string>>(json)!);
}
