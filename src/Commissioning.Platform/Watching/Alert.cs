namespace Commissioning.Platform.Watching;

public sealed record Alert
{
    public required AlertKind Kind { get; init; }
    public required string Sentence { get; init; }
    public required DateTime RaisedAt { get; init; }
    public required DateTime SeenAt { get; init; }
    public required long Times { get; init; }
}
