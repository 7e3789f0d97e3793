namespace Commissioning.Domain.Decisions;

/// <summary>An interest that a decision maker declares in the organisation, or a person of it, behind an application. In a draft any part
/// may be missing.</summary>
public sealed record DeclaredInterest(Guid? Application, string? Kind, string? Detail)
{
    public bool IsBlank => Application is null && string.IsNullOrWhiteSpace(Kind) && string.IsNullOrWhiteSpace(Detail);
}
