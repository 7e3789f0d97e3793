using System.Text.Json;

namespace Commissioning.Domain.Decisions;

/// <summary>What each budget line of an application gets by a decision, in the order of the budget.</summary>
public sealed record AwardedLines(IReadOnlyList<AwardedLine> Lines) : IJsonText<AwardedLines>
{
    public Money Total => Lines.Sum(line => line.Amount);

    public Money? Of(Guid line) => Lines.FirstOrDefault(one => one.Line == line)?.Amount;

    public string ToJson() => JsonSerializer.Serialize(Lines);

    public static AwardedLines FromJson(string json) => new(JsonSerializer.Deserialize<List<AwardedLine>>(json)!);
}
