using System.Text.Json;

namespace Commissioning.Domain.Decisions;

/// <summary>The interests that a decision maker declares for one paper.</summary>
public sealed record DeclaredInterests(IReadOnlyList<DeclaredInterest> All) : IJsonText<DeclaredInterests>
{
    public static readonly DeclaredInterests None = new([]);

    public bool Concern(Guid application) => All.Any(interest => interest.Application == application);

    public string ToJson() => JsonSerializer.Serialize(All);

    public static DeclaredInterests FromJson(string json) => new(JsonSerializer.Deserialize<List<DeclaredInterest>>(json)!);
}
