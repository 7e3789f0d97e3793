namespace Commissioning.Domain.Funds;

public sealed record Question
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Section { get; init; }

    /// <summary>Identifies the answer in conditions, papers and exports; unique in its round.</summary>
    public required string Code { get; init; }
    public required string Wording { get; init; }
    public string? Hint { get; init; }

    /// <summary>Most words of a text answer; 0 for other kinds.</summary>
    public required int WordLimit { get; init; }
    public required bool Required { get; init; }
    public QuestionKind Kind { get; init; } = QuestionKind.LongText;
    public QuestionSettings Settings { get; init; } = new();

    public bool IsText => Kind is QuestionKind.LongText or QuestionKind.ShortText;
}
