namespace Commissioning.Domain.Funds;

public sealed record EligibilityQuestion
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Wording { get; init; }
    public string? Hint { get; init; }

    /// <summary>Shown to an applicant who answers no: the reason, and which fund may fit instead.</summary>
    public required string WhyNot { get; init; }
}
