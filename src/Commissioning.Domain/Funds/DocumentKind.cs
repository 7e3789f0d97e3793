namespace Commissioning.Domain.Funds;

public sealed record DocumentKind
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public string? Hint { get; init; }
    public required bool Required { get; init; }
    public DocumentStage Stage { get; init; } = DocumentStage.WithApplication;
    public DocumentSettings Settings { get; init; } = new();

    /// <summary>The file that answers a question, with its own limits.</summary>
    public static DocumentKind OfQuestion(Question question) =>
        new()
        {
            Id = question.Id,
            Position = question.Position,
            Name = $"\"{question.Wording}\"",
            Hint = question.Hint,
            Required = question.Required,
            Settings = new() { Endings = question.Settings.Endings, MostMegabytes = question.Settings.MostMegabytes },
        };
}
