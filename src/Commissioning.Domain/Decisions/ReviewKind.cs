namespace Commissioning.Domain.Decisions;

public enum ReviewKind
{
    Complaint,

    /// <summary>A request to look at the decision again.</summary>
    Request,
}
